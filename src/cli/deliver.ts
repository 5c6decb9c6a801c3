import type { Diagnostic } from '../base/index.ts';
import type { Context } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { PLAIN, type Paint } from '../reporters/index.ts';
import { problem } from './problem.ts';
import { resolvePath } from './resolve-path.ts';
import type { WriteFailure } from '../platform/index.ts';

/**
 * Renders the result once for every format that was asked for and puts it where it belongs. Files are written whole or
 * not at all. Answers `undefined` when all is delivered, else the exit code to leave with.
 */
export async function deliver(
  context: Context,
  render: (format: string, paint: Paint, width: { readonly width?: number }) => string,
): Promise<ExitCode | undefined> {
  for (const wish of context.formats) {
    if (wish.file === undefined)
      context.stdout.write(render(wish.format, context.paint, terminalWidth(context)));
    else {
      const failure = await writeFile(context, wish.file, render(wish.format, PLAIN, {}));
      if (failure !== undefined) return failure;
    }
  }
  return undefined;
}

/** Cells for a line of source: a file is the same whatever the terminal, and a gutter takes its share of a line. */
function terminalWidth({ stdout }: Context): { readonly width?: number } {
  return stdout.isTTY && stdout.columns !== undefined ? { width: Math.max(40, stdout.columns - 10) } : {};
}

/** Writes a text under a name, whole or not at all; answers the exit code to leave with when that was not possible. */
export async function writeFile(context: Context, file: string, text: string): Promise<ExitCode | undefined> {
  return await write(context, file, text, false);
}

/** As `writeFile`, but an existing file is left as it is unless `force` is set. */
export async function writeNewFile(
  context: Context,
  file: string,
  text: string,
  force: boolean,
): Promise<ExitCode | undefined> {
  return await write(context, file, text, !force);
}

/** A new file that, where `isPrivate` is set, its owner alone may read. */
export async function writeKey(
  context: Context,
  file: string,
  text: string,
  isPrivate: boolean,
): Promise<ExitCode | undefined> {
  return await write(context, file, text, true, isPrivate);
}

/** As `writeFile`, but what is wrong is answered and not said. */
export async function replaceFile(
  context: Context,
  file: string,
  text: string,
): Promise<Diagnostic | undefined> {
  return await put(context, file, text, {});
}

async function write(
  context: Context,
  file: string,
  text: string,
  mustBeNew: boolean,
  isPrivate = false,
): Promise<ExitCode | undefined> {
  const failure = await put(context, file, text, { mustBeNew, isPrivate });
  return failure === undefined ? undefined : context.refuse([failure]);
}

async function put(
  context: Context,
  file: string,
  text: string,
  options: { readonly mustBeNew?: boolean; readonly isPrivate?: boolean },
): Promise<Diagnostic | undefined> {
  const cannot = (why: WriteFailure): Diagnostic =>
    problem('AEG9014', `cannot write \`${file}\`: ${WRITE_FAILURES[why]}`);
  const created = await context.writer.create(resolvePath(context.cwd, file), options);
  if (!created.ok) return cannot(created.error);
  try {
    await created.value.write(text);
    await created.value.commit();
    return undefined;
  } catch {
    return cannot('unwritable');
  }
}

/** Why a file could not be written, in the user's words. */
export const WRITE_FAILURES: Readonly<Record<WriteFailure, string>> = {
  'no-folder': 'its folder does not exist',
  'a-folder': 'it is a folder',
  'no-permission': 'no permission',
  exists: 'it exists',
  unwritable: 'the system refused',
};
