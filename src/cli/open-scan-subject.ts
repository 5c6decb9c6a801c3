import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { filesWith } from '../platform/index.ts';
import type { Context } from './command.ts';
import { readChanges } from './git-changes.ts';
import { problem } from './problem.ts';
import { chunksOf } from './read-chunks.ts';
import { explainFailure } from './read-input.ts';
import { resolvePath } from './resolve-path.ts';
import { frontEnds } from './front-ends.ts';
import type { ScanSubject } from './scan-paths.ts';

/** What the operands and `--stdin-filename`, `--changed-since` and `--staged` of `scan` ask to look at. */
export async function openScanSubject(context: Context): Promise<Result<ScanSubject, Diagnostic>> {
  const { given } = context;
  const paths = given.operands('paths');
  const isChange = given.flag('staged') || given.value('changed-since') !== undefined;
  const wrong = wrongTogether(context, paths, isChange);
  if (wrong !== undefined) return err(wrong);
  if (paths.includes('-')) return await standardInput(context, given.value('stdin-filename') ?? '');
  return isChange ? await changes(context, paths) : ok({ paths });
}

function wrongTogether(
  { given }: Context,
  paths: readonly string[],
  isChange: boolean,
): Diagnostic | undefined {
  const isInput = paths.includes('-');
  const hasName = given.value('stdin-filename') !== undefined;
  if (isInput && !hasName) {
    const help = 'name the file that the text is of, so that its language and its imports are known';
    return problem('AEG9007', '`-` needs `--stdin-filename <file>`', { help });
  }
  if (hasName && !isInput) return problem('AEG9007', '`--stdin-filename` needs the operand `-`');
  if (isInput && (paths.length > 1 || isChange)) {
    return problem('AEG9006', '`-` is scanned alone: no other path, `--changed-since` or `--staged`');
  }
  if (isChange && given.value('write-baseline') !== undefined) {
    return problem('AEG9006', '`--write-baseline` takes all calls, not those of a change');
  }
  return undefined;
}

/** The project around the file is the one on disk. */
async function standardInput(context: Context, name: string): Promise<Result<ScanSubject, Diagnostic>> {
  const path = resolvePath(context.cwd, name);
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const stat = context.files.stat(folder);
  const real = stat.ok ? context.files.realPath(folder) : stat;
  if (!real.ok) return err(explainFailure(context, name, folder, real.error));
  const chunks = await chunksOf(context, '-');
  if (!chunks.ok) return chunks;
  const place = `${real.value.replace(/\/$/, '')}/${path.slice(path.lastIndexOf('/') + 1)}`;
  const content = await whole(chunks.value);
  return ok({ paths: [place], files: filesWith(context.files, place, content) });
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    parts.push(part);
    length += part.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function changes(context: Context, paths: readonly string[]): Promise<Result<ScanSubject, Diagnostic>> {
  const { given, files, git } = context;
  const first = resolvePath(context.cwd, paths[0] ?? '.');
  const stat = files.stat(first);
  const isFolder = stat.ok && stat.value.kind === 'directory';
  const read = await readChanges(git, files, {
    folder: isFolder ? first : first.slice(0, first.lastIndexOf('/')) || '/',
    isStaged: given.flag('staged'),
    since: given.value('changed-since'),
    extensions: frontEnds(context).flatMap(({ extensions }) => extensions),
  });
  return read.ok ? ok({ paths, files: read.value.files, changed: read.value.changed }) : read;
}
