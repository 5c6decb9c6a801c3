import { createSource, sortDiagnostics } from '../../base/index.ts';
import { readSettings } from '../../config/index.ts';
import { formatDocument, loadPolicyOrReference, readDocument } from '../../policy/index.ts';
import { visibleText } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { gather } from '../gather.ts';
import { openPolicy } from '../open-policy.ts';
import { chunksOf } from '../read-chunks.ts';
import { readInput } from '../read-input.ts';
import { unifiedDiff } from '../unified-diff.ts';

/** A file as it is and as it is to be. */
interface Formatted {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export async function runFmt(context: Context): Promise<ExitCode> {
  const named = context.given.operands('policy');
  const done = new Set<string>();
  let exit: ExitCode = EXIT.done;
  for (const operand of named.length === 0 ? [undefined] : named) {
    const formatted = operand === '-' ? await formatInput(context) : formatFiles(context, operand);
    if (formatted === undefined) exit = EXIT.unable;
    for (const one of formatted ?? []) {
      if (done.has(one.file)) continue;
      done.add(one.file);
      exit = worse(exit, await settle(context, one));
    }
  }
  return exit;
}

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

const STDIN = '<stdin>';

/** Writes the file, or says what would change. */
async function settle(context: Context, { file, before, after }: Formatted): Promise<ExitCode> {
  const isCheck = context.given.flag('check');
  const isDiff = context.given.flag('diff');
  const shown = visibleText(file);
  if (file === STDIN && !isCheck && !isDiff) {
    context.stdout.write(after);
    return EXIT.done;
  }
  if (before === after) return EXIT.done;
  if (isDiff) context.stdout.write(unifiedDiff(before, after, [shown, shown]));
  else if (isCheck) context.stdout.write(`${shown} is not in canonical layout\n`);
  if (isCheck) return EXIT.found;
  if (isDiff) return EXIT.done;
  const failed = await writeFile(context, file, after);
  if (failed === undefined) context.stdout.write(`${shown} formatted\n`);
  return failed ?? EXIT.done;
}

/** The file that is named or found, and the one that it names; `undefined` after saying why it cannot be. */
function formatFiles(context: Context, operand: string | undefined): readonly Formatted[] | undefined {
  const opened = openPolicy(context, operand);
  if (opened.kind !== 'loaded') {
    context.refuse(opened.diagnostics, opened.sources);
    return undefined;
  }
  return opened.sources.flatMap(({ file }): Formatted[] => {
    // The text of a source has lost its byte order mark.
    const bytes = readInput(context, file);
    const document = bytes.ok ? readDocument(file, bytes.value) : undefined;
    if (!bytes.ok || document?.ok !== true) return [];
    return [{ file, before: decode(bytes.value), after: formatDocument(document.value) }];
  });
}

async function formatInput(context: Context): Promise<readonly Formatted[] | undefined> {
  const chunks = await chunksOf(context, '-');
  if (!chunks.ok) {
    context.refuse([chunks.error]);
    return undefined;
  }
  const bytes = await gather(chunks.value);
  const document = readDocument(STDIN, bytes);
  if (!document.ok) {
    context.refuse(document.error, [createSource(STDIN, new TextDecoder().decode(bytes))]);
    return undefined;
  }
  const loaded = loadPolicyOrReference(document.value);
  const settings = readSettings(document.value);
  if (!loaded.ok || !settings.ok) {
    const problems = [...(loaded.ok ? [] : loaded.error), ...(settings.ok ? [] : settings.error)];
    context.refuse(sortDiagnostics(problems), [document.value.source]);
    return undefined;
  }
  return [{ file: STDIN, before: decode(bytes), after: formatDocument(document.value) }];
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
