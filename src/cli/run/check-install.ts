import type { Json } from '../../base/index.ts';
import { withHooks, withoutHooks, type Agent } from '../../hooks/index.ts';
import { openAgentSettings, type OpenedAgentSettings } from '../agent-settings.ts';
import type { Context } from '../command.ts';
import { WRITE_FAILURES } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';
import { resolvePath } from '../resolve-path.ts';
import { unifiedDiff } from '../unified-diff.ts';

/** Puts the hook into the settings of an agent, or takes it out, after the change was shown and agreed to. */
export async function runInstall(context: Context, agent: Agent): Promise<ExitCode> {
  const opened = openAgentSettings(context, agent);
  if (!opened.ok) return context.refuse([opened.error]);
  const { file, text, settings } = opened.value;
  const changed = context.given.flag('install')
    ? withHooks(settings, agent.settings, hookCommand(context, agent))
    : withoutHooks(settings ?? {});
  if (!changed.ok)
    return context.refuse([{ ...changed.error, message: `${changed.error.message}: \`${file}\`` }]);
  const isSame = JSON.stringify(settings ?? {}) === JSON.stringify(changed.value);
  if (isSame) {
    context.stdout.write(`${file} is as it should be\n`);
    return EXIT.done;
  }
  const after = jsonLike(text, changed.value);
  context.stdout.write(unifiedDiff(text, after, [file, file]));
  return (await agreed(context, file)) ? await write(context, opened.value, after) : EXIT.unable;
}

/** What the agent runs: this very program by its path, so that no search for it can lead elsewhere. */
export function hookCommand(context: Context, agent: Agent): string {
  const { given, cwd, packageRoot, nodePath } = context;
  const path = (name: string | undefined): readonly string[] =>
    name === undefined ? [] : [quoted(resolvePath(cwd, name))];
  const option = (name: 'config' | 'db'): readonly string[] => {
    const [value] = path(given.value(name));
    return value === undefined ? [] : [`--${name}`, value];
  };
  return [
    quoted(nodePath),
    quoted(`${packageRoot}/bin/aegis.js`),
    'check',
    ...path(given.operand('policy')),
    '--hook',
    agent.name,
    ...(given.flag('grant') ? ['--grant'] : []),
    ...option('config'),
    ...option('db'),
  ].join(' ');
}

function quoted(path: string): string {
  return `"${path.replace(/["\\$`]/g, '\\$&')}"`;
}

/** In the indentation that the file has. */
function jsonLike(text: string, value: Json): string {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return `${JSON.stringify(value, undefined, indent)}\n`;
}

/** A minute to look at the change. */
const PATIENCE = 60_000;

async function agreed(context: Context, file: string): Promise<boolean> {
  if (context.given.flag('yes')) return true;
  const terminal = context.openTerminal();
  if (terminal === undefined) {
    const help = '`--yes` makes the change without asking';
    context.refuse([problem('AEG9007', 'there is no terminal to ask on', { help })]);
    return false;
  }
  const line = await terminal.ask(`Write ${file}? Type yes: `, PATIENCE, context.interrupted);
  terminal.close();
  if (line?.trim() === 'yes') return true;
  context.notice('nothing was changed');
  return false;
}

async function write(context: Context, { path, file }: OpenedAgentSettings, text: string): Promise<ExitCode> {
  const created = await context.writer.create(path, { withFolder: true });
  if (!created.ok)
    return context.refuse([problem('AEG9014', `cannot write \`${file}\`: ${WRITE_FAILURES[created.error]}`)]);
  try {
    await created.value.write(text);
    await created.value.commit();
  } catch {
    return context.refuse([problem('AEG9014', `cannot write \`${file}\`: the system refused`)]);
  }
  context.notice(`wrote ${file}`);
  return EXIT.done;
}
