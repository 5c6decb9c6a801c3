import { analyzePolicy, diffPolicies, findingDiagnostics } from '../../analysis/index.ts';
import {
  chatGenerator,
  explainText,
  generatePolicy,
  readAnswer,
  type GeneratedPolicy,
} from '../../autopolicy/index.ts';
import { createSource, type Diagnostic, type Source } from '../../base/index.ts';
import { plainValue, readDocument } from '../../policy/index.ts';
import { postJson, type Terminal } from '../../platform/index.ts';
import { jsonText, prettyDiagnostics, prettyDiff, visibleText } from '../../reporters/index.ts';
import { appendPolicy } from '../append-policy.ts';
import { clearedUp } from '../clear-up-text.ts';
import type { Context } from '../command.ts';
import { writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { gather } from '../gather.ts';
import { problem } from '../problem.ts';
import { chunksOf } from '../read-chunks.ts';
import { readText } from '../read-text.ts';

export async function runAutopolicy(context: Context): Promise<ExitCode> {
  const refused = refusedOptions(context);
  if (refused !== undefined) return context.refuse([refused]);
  const given = await readGiven(context);
  if (typeof given === 'number') return given;
  if (!context.given.flag('interactive')) return await generate(context, given, undefined);
  const terminal = context.openTerminal();
  if (terminal === undefined) return context.refuse([noTerminal()]);
  try {
    const text = await clearedUp(given.text, ZONES, async (question) =>
      terminal.ask(question, MOST_WAIT, context.interrupted),
    );
    return text === undefined ? EXIT.found : await generate(context, { ...given, text }, terminal);
  } finally {
    terminal.close();
  }
}

/** Long enough to look something up, in milliseconds. */
const MOST_WAIT = 600_000;
const ZONES = Intl.supportedValuesOf('timeZone');

/** With a terminal nothing is written before somebody there says yes. */
async function generate(
  context: Context,
  { text, file }: GivenText,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const isPartial = context.given.flag('allow-partial');
  const zones = ZONES;
  const made = generatePolicy(text, { zones, allowPartial: isPartial, file });
  const source = createSource(file, text);
  if (context.given.flag('explain')) say(context, explainText(text, zones));
  if (!made.ok) {
    tell(context, made.error, source);
    return EXIT.found;
  }
  tell(context, made.value.notes, source);
  const answered = await askModel(context, text, made.value);
  if (answered !== undefined) return answered;
  if (terminal !== undefined && !(await isConfirmed(context, terminal, explainText(text, zones))))
    return EXIT.found;
  return await write(context, made.value);
}

function refusedOptions(context: Context): Diagnostic | undefined {
  const { given } = context;
  if (given.flag('allow-loosening') && given.value('append') === undefined)
    return problem('AEG9007', '`--allow-loosening` is about `--append`');
  const endpoint = given.value('llm-endpoint');
  if ((endpoint === undefined) !== (given.value('llm-model') === undefined))
    return problem('AEG9007', '`--llm-endpoint` and `--llm-model` go together');
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint))
    return problem('AEG9003', `\`${endpoint}\` is no value for --llm-endpoint`, {
      help: 'write a URL with http or https',
    });
  return undefined;
}

function noTerminal(): Diagnostic {
  return problem('AEG9006', '`--interactive` needs a terminal', {
    help: 'without one, `--explain` shows how the text was read',
  });
}

/** Shows how the text was read, and waits for a yes. */
async function isConfirmed(context: Context, terminal: Terminal, lines: readonly string[]): Promise<boolean> {
  const reading = lines.map((line) => `${visibleText(line)}\n`).join('');
  const said = await terminal.ask(`${reading}Write this policy? [y/N] `, MOST_WAIT, context.interrupted);
  return /^y(?:es)?$/i.test(said?.trim() ?? '');
}

/** Asks the endpoint, if one was given, and shows how its policy differs. The answer is shown and never written. */
async function askModel(
  context: Context,
  text: string,
  made: GeneratedPolicy,
): Promise<ExitCode | undefined> {
  const [url, model] = [context.given.value('llm-endpoint'), context.given.value('llm-model')];
  if (url === undefined || model === undefined) return undefined;
  const key = context.env[context.given.value('llm-key-env') ?? ''];
  const generator = chatGenerator({ url, model, ...(key === undefined ? {} : { key }) }, postJson);
  let answer: string;
  try {
    answer = await generator.generate(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason given';
    return context.refuse([problem('AEG9013', withoutKey(`no policy from \`${url}\`: ${why}`, key))]);
  }
  answer = withoutKey(answer, key);
  const read = readAnswer(answer);
  if (!read.ok) {
    tell(context, read.error, createSource('<answer>', answer));
    return EXIT.found;
  }
  const diff = diffPolicies(made.loaded.policy, read.value.policy);
  const compared = {
    old: { from: 'the text', loaded: made.loaded },
    new: { from: model, loaded: read.value },
    diff,
    ranOut: 'budget' as const,
  };
  if (diff.changes.some(({ kind }) => kind === 'loosened'))
    context.notice(`what ${model} wrote is looser than the text; it is only shown`);
  context.stderr.write(prettyDiff(compared, context.stderrPaint));
  const wrong = findingDiagnostics(analyzePolicy(read.value.policy).findings, read.value);
  tell(context, wrong, read.value.source);
  return undefined;
}

/** Whatever an endpoint answers: the key is not shown. */
function withoutKey(text: string, key: string | undefined): string {
  return key === undefined || key === '' ? text : text.replaceAll(key, '***');
}

interface GivenText {
  readonly text: string;
  /** How it is called in messages. */
  readonly file: string;
}

/** The text that was given, in one of three ways. */
async function readGiven(context: Context): Promise<GivenText | ExitCode> {
  const given = await readUnchecked(context);
  return typeof given === 'number' ? given : checkedText(context, given);
}

/** Longer than any text a person would write about a policy, in UTF-16 units. */
const LONGEST_TEXT = 50_000;

function checkedText(context: Context, { text, file }: GivenText): GivenText | ExitCode {
  if (text.length > LONGEST_TEXT)
    return context.refuse([
      problem('AEG9013', `the text is too long: ${text.length} characters, and ${LONGEST_TEXT} are read`, {
        help: 'say it in fewer clauses, or make several policies of it with `--append`',
      }),
    ]);
  if (text.includes('\0'))
    return context.refuse([problem('AEG9013', 'the text is not text: it has NUL in it')]);
  return { text: text.replace(/^\ufeff/, ''), file };
}

async function readUnchecked(context: Context): Promise<GivenText | ExitCode> {
  const operand = context.given.operand('text');
  const file = context.given.value('file');
  if (operand !== undefined && file !== undefined)
    return context.refuse([problem('AEG9006', 'a text and `--file` exclude each other')]);
  if (file !== undefined && file !== '-') {
    const read = readText(context, file);
    return read.ok ? { text: read.value, file } : context.refuse([read.error]);
  }
  if (operand !== undefined && operand !== '-') return { text: operand, file: '<text>' };
  if (operand === undefined && file === undefined && context.stdin.isTTY) {
    const help = "as in `aegis autopolicy 'block deletes, allow reads'`";
    return context.refuse([problem('AEG9004', 'no text says what the policy is to be', { help })]);
  }
  const chunks = await chunksOf(context, '-');
  if (!chunks.ok) return context.refuse([chunks.error]);
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(await gather(chunks.value)),
      file: '<stdin>',
    };
  } catch {
    return context.refuse([problem('AEG9013', 'standard input is not UTF-8 text')]);
  }
}

async function write(context: Context, made: GeneratedPolicy): Promise<ExitCode> {
  const append = context.given.value('append');
  if (append !== undefined) return await appendPolicy(context, made, append);
  const text = context.given.value('format') === 'json' ? asJson(made) : made.loaded.source.text;
  const output = context.given.value('output');
  if (output === undefined) {
    context.stdout.write(text);
    return EXIT.done;
  }
  const failed = await writeFile(context, output, text);
  if (failed !== undefined) return failed;
  context.notice(`wrote ${output}`);
  return EXIT.done;
}

function asJson({ loaded }: GeneratedPolicy): string {
  const document = readDocument('policy.yaml', new TextEncoder().encode(loaded.source.text));
  return document.ok ? jsonText(plainValue(document.value.root)) : '';
}

/** Beside the result: errors and notes, with the place in the text. */
function tell(context: Context, diagnostics: readonly Diagnostic[], source: Source): void {
  const shown = context.isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
  if (shown.length === 0) return;
  context.stderr.write(prettyDiagnostics(shown, { paint: context.stderrPaint, sources: [source] }));
}

function say(context: Context, lines: readonly string[]): void {
  for (const line of lines) context.stderr.write(`${visibleText(line)}\n`);
}
