import { basename, dirname } from 'node:path';
import { AegisBug, nearest } from '../../base/index.ts';
import { configSchema } from '../../config/index.ts';
import { formatDocument, loadPolicy, readDocument } from '../../policy/index.ts';
import { suiteName } from '../../policytest/index.ts';
import { jsonText, visibleText } from '../../reporters/index.ts';
import { importedModules } from '../../scan/index.ts';
import {
  chooseTemplate,
  composeAegisYaml,
  composeSuite,
  findTemplate,
  readProjectFacts,
  reasons,
  type Choice,
  type ProjectFacts,
  type Template,
} from '../../starter/index.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';
import { displayPath, resolvePath } from '../resolve-path.ts';
import { writeNewFile } from '../deliver.ts';

const SCHEMA_FILE = 'aegis.schema.json';
const MAX_ASSET_BYTES = 1_000_000;

export async function runInit(context: Context): Promise<ExitCode> {
  const templates = JSON.parse(asset(context, 'templates.json')) as readonly Template[];
  if (context.given.flag('list')) return list(context, templates);
  const folder = context.given.operand('folder') ?? '.';
  const root = resolvePath(context.cwd, folder);
  const stat = context.files.stat(root);
  if (!stat.ok || stat.value.kind !== 'directory') {
    return context.refuse([
      problem('AEG9016', `\`${folder}\` is not a folder`, { help: 'name the folder of a project' }),
    ]);
  }
  const wanted = context.given.value('template');
  const named = wanted === undefined ? undefined : findTemplate(templates, wanted);
  if (wanted !== undefined && named === undefined) return refuseTemplate(context, templates, wanted);
  const facts = readProjectFacts(context.files, root, importedModules(context.files, root));
  const choice = named === undefined ? chooseTemplate(templates, facts) : { template: named, evidence: [] };
  if (choice === undefined) throw new AegisBug('the package ships no template');
  return await write(context, root, facts, choice);
}

function list(context: Context, templates: readonly Template[]): ExitCode {
  const width = Math.max(...templates.map((template) => template.name.length));
  for (const { name, title } of templates) {
    context.stdout.write(`${context.paint.bold(name.padEnd(width))}  ${title}\n`);
  }
  return EXIT.done;
}

function refuseTemplate(context: Context, templates: readonly Template[], wanted: string): ExitCode {
  const names = templates.map((template) => template.name);
  const near = nearest(wanted, names);
  const all = `the templates are ${names.map((name) => `\`${name}\``).join(', ')}`;
  const help = near === undefined ? all : `did you mean \`${near}\`? ${all}`;
  return context.refuse([problem('AEG9020', `no template \`${wanted}\``, { help })]);
}

async function write(context: Context, root: string, facts: ProjectFacts, choice: Choice): Promise<ExitCode> {
  const target = resolvePath(context.cwd, context.given.value('output') ?? `${root}/aegis.yaml`);
  const schema = `${dirname(target)}/${SCHEMA_FILE}`;
  const suite = `${dirname(target)}/${suiteName(basename(target))}`;
  const text = checked(composeAegisYaml(choice, asset(context, choice.template.file), `./${SCHEMA_FILE}`));
  if (context.given.flag('dry-run')) {
    sayWhatWasSeen(context, facts, choice);
    context.stdout.write(text);
    return EXIT.done;
  }
  // People change their tests, so not even `--force` writes over a suite that exists.
  const wanted = [
    { path: target, text },
    { path: schema, text: jsonText(configSchema()) },
    ...(isMissing(context, suite) ? [{ path: suite, text: suiteText(context, choice) }] : []),
  ];
  const files = wanted.filter((file) => contentOf(context, file.path) !== file.text);
  const force = context.given.flag('force');
  const taken = force ? [] : files.filter(({ path }) => !isMissing(context, path));
  if (taken.length > 0) {
    return context.refuse(
      taken.map(({ path }) =>
        problem('AEG9021', `\`${displayPath(context.cwd, path)}\` exists`, {
          help: '`--force` overwrites it, `--output <file>` writes elsewhere, `--dry-run` only shows',
        }),
      ),
    );
  }
  for (const file of files) {
    const failure = await writeNewFile(context, displayPath(context.cwd, file.path), file.text, force);
    if (failure !== undefined) return failure;
  }
  sayWhatWasSeen(context, facts, choice);
  const written = wanted.map(({ path }) => path);
  if (!written.includes(suite)) context.notice(`left ${displayPath(context.cwd, suite)} as it is`);
  sayWhatToDo(context, target, written);
  return EXIT.done;
}

function suiteText(context: Context, choice: Choice): string {
  return composeSuite(choice, asset(context, suiteName(choice.template.file)));
}

/** What stands in a file; one that has the wanted content already is as good as written. */
function contentOf(context: Context, path: string): string | undefined {
  const read = context.files.readBytes(path, MAX_ASSET_BYTES);
  return read.ok ? new TextDecoder().decode(read.value) : undefined;
}

function isMissing(context: Context, path: string): boolean {
  const stat = context.files.stat(path);
  return !stat.ok && stat.error === 'missing';
}

/** INVARIANT: what init writes is a valid policy in canonical layout. */
function checked(text: string): string {
  const document = readDocument('aegis.yaml', new TextEncoder().encode(text));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  if (!document.ok || !loaded.ok) throw new AegisBug(`the template is not valid: ${text}`);
  return formatDocument(document.value);
}

function sayWhatWasSeen(context: Context, facts: ProjectFacts, choice: Choice): void {
  for (const { file, why } of facts.unreadable) context.notice(`passed over ${visibleText(file)}: ${why}`);
  for (const line of reasons(choice)) context.notice(visibleText(line));
  if (choice.evidence.length > 0) return;
  if (context.given.value('template') !== undefined) return;
  const seen = facts.manifests.length === 0 ? 'no manifest' : facts.manifests.map(visibleText).join(', ');
  context.notice(
    `nothing here (${seen}) speaks for a template, so this is only a start; \`aegis init --list\` shows all`,
  );
}

function sayWhatToDo(context: Context, target: string, written: readonly string[]): void {
  const file = displayPath(context.cwd, target);
  const names = written.map((path) => visibleText(displayPath(context.cwd, path)));
  const operand = basename(target) === 'aegis.yaml' && dirname(target) === context.cwd ? '' : ` ${file}`;
  context.stdout.write(
    [
      `wrote ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
      '',
      'next:',
      `  aegis validate${operand}`,
      `  aegis test${operand}`,
      `  aegis simulate${operand} delete:customer read:report`,
      '  aegis scan',
      '',
    ].join('\n'),
  );
}

function asset(context: Context, file: string): string {
  const read = context.files.readBytes(`${context.packageRoot}/templates/${file}`, MAX_ASSET_BYTES);
  if (!read.ok) throw new AegisBug(`the package is incomplete: templates/${file} is ${read.error}`);
  return new TextDecoder().decode(read.value);
}
