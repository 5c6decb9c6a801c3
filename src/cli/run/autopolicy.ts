import { explainText, generatePolicy, type GeneratedPolicy } from '../../autopolicy/index.ts';
import { createSource, type Diagnostic, type Source } from '../../base/index.ts';
import { plainValue, readDocument } from '../../policy/index.ts';
import { jsonText, prettyDiagnostics, visibleText } from '../../reporters/index.ts';
import { appendPolicy } from '../append-policy.ts';
import type { Context } from '../command.ts';
import { writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

import { gather } from '../gather.ts';
import { problem } from '../problem.ts';
import { chunksOf } from '../read-chunks.ts';
import { readText } from '../read-text.ts';

export async function runAutopolicy(context: Context): Promise<ExitCode> {
  const given = await readGiven(context);
  if (typeof given === 'number') return given;
  const { text, file } = given;
  const isPartial = context.given.flag('allow-partial');
  const zones = Intl.supportedValuesOf('timeZone');
  const made = generatePolicy(text, { zones, allowPartial: isPartial, file });
  const source = createSource(file, text);
  if (context.given.flag('explain')) say(context, explainText(text, zones));
  if (!made.ok) {
    tell(context, made.error, source);
    return EXIT.found;
  }
  tell(context, made.value.notes, source);
  return await write(context, made.value);
}

interface GivenText {
  readonly text: string;
  /** How it is called in messages. */
  readonly file: string;
}

/** The text that was given, in one of three ways. */
async function readGiven(context: Context): Promise<GivenText | ExitCode> {
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
