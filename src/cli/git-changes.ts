import { err, ok, type Diagnostic, type FileReader, type Git, type Result } from '../base/index.ts';
import { gitIndexFiles, type GitIndex } from '../platform/index.ts';
import { ALL_LINES, parseChangedLines, type ChangedLines } from '../scan/index.ts';
import { commitOf, firstLine, openRepository, textOf, type Repository } from './git-repository.ts';
import { problem } from './problem.ts';

/** Which changes are asked for. */
export interface ChangesWish {
  /** A folder of the repository. */
  readonly folder: string;
  /** Only what is staged, as it is staged. */
  readonly isStaged: boolean;
  /** What to compare with; the last commit when only `isStaged` is asked for. */
  readonly since: string | undefined;
  /** Endings of the files that matter, with the dot. */
  readonly extensions: readonly string[];
}

/** What has changed, by absolute path, and the files as they are to be read. */
export interface Changes {
  readonly changed: ChangedLines;
  readonly files: FileReader;
}

/** Asks git what has changed since the common ancestor with a revision, in the work tree or in the index. */
export async function readChanges(
  git: Git,
  disk: FileReader,
  wish: ChangesWish,
): Promise<Result<Changes, Diagnostic>> {
  const repository = await openRepository(git, disk, wish.folder);
  if (!repository.ok) return repository;
  const base =
    wish.since === undefined
      ? await lastCommit(repository.value)
      : await ancestor(repository.value, wish.since);
  if (!base.ok) return base;
  const changed = await changedLines(repository.value, base.value, wish);
  if (!changed.ok) return changed;
  if (!wish.isStaged) return ok({ changed: changed.value, files: disk });
  const index = await readIndex(repository.value, disk);
  return index.ok ? ok({ changed: changed.value, files: gitIndexFiles(disk, index.value) }) : index;
}

/** The last commit, or where there is none yet the empty tree. */
async function lastCommit({ answer, output }: Repository): Promise<Result<string, Diagnostic>> {
  const head = await answer(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head !== undefined) return ok(head);
  const empty = await output(['hash-object', '-t', 'tree', '--stdin'], '');
  return empty.ok ? ok(firstLine(textOf(empty.value))) : empty;
}

/** The latest commit that the revision and the last commit have in common. */
async function ancestor(repository: Repository, revision: string): Promise<Result<string, Diagnostic>> {
  const commit = await commitOf(repository, revision);
  if (!commit.ok) return commit;
  const common = await repository.answer(['merge-base', commit.value, 'HEAD']);
  if (common !== undefined) return ok(common);
  return err(
    problem('AEG9042', `\`${revision}\` and the last commit have no ancestor in common`, {
      help: 'a shallow clone has to fetch more of the history: `git fetch --unshallow`',
    }),
  );
}

const DIFF_OPTIONS = [
  '--unified=0',
  '--inter-hunk-context=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--text',
  '--find-renames',
  '--no-relative',
  '--ignore-submodules=all',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

async function changedLines(
  { top, output }: Repository,
  base: string,
  { isStaged, extensions }: ChangesWish,
): Promise<Result<ChangedLines, Diagnostic>> {
  const matters = ['--', ...extensions.map((extension) => `:(top)*${extension}`)];
  const diff = await output(['diff', ...(isStaged ? ['--cached'] : []), ...DIFF_OPTIONS, base, ...matters]);
  if (!diff.ok) return diff;
  const changed = new Map(
    [...parseChangedLines(textOf(diff.value))].map(([path, ranges]) => [`${top}/${path}`, ranges]),
  );
  if (isStaged) return ok(changed);
  const untracked = await output(['ls-files', '--others', '--exclude-standard', '-z', ...matters]);
  if (!untracked.ok) return untracked;
  for (const path of records(untracked.value)) changed.set(`${top}/${path}`, ALL_LINES);
  return ok(changed);
}

/** `100644 <object> 0<tab><path>`: a regular file or a link, not in conflict. */
const ENTRY = /^(100|120)\d{3} ([0-9a-f]+) 0\t(.+)$/s;
const MAX_BYTES = 64_000_000;

async function readIndex(
  { top, output }: Repository,
  disk: FileReader,
): Promise<Result<GitIndex, Diagnostic>> {
  const listed = await output(['ls-files', '--stage', '-z']);
  if (!listed.ok) return listed;
  const differing = await output(['diff-files', '--name-only', '-z', '--ignore-submodules=all']);
  if (!differing.ok) return differing;
  const entries = new Map(
    records(listed.value).flatMap((record) => {
      const [, mode, object = '', path = ''] = ENTRY.exec(record) ?? [];
      return mode === undefined
        ? []
        : [[path, { kind: mode === '120' ? ('link' as const) : ('file' as const), object }] as const];
    }),
  );
  const differs = new Set(records(differing.value));
  const wanted = [...entries].filter(
    ([path, { kind }]) => kind === 'file' && (differs.has(path) || !disk.stat(`${top}/${path}`).ok),
  );
  const input = wanted.map(([, { object }]) => `${object}\n`).join('');
  const sizes = await output(['cat-file', '--batch-check=%(objectsize)'], input);
  if (!sizes.ok) return sizes;
  const isLarge = textOf(sizes.value)
    .split('\n')
    .map((size) => Number(size) > MAX_BYTES);
  const small = wanted.filter((_, index) => isLarge[index] !== true);
  const batch = await output(['cat-file', '--batch'], small.map(([, { object }]) => `${object}\n`).join(''));
  if (!batch.ok) return batch;
  return ok({
    top,
    entries,
    contents: new Map(
      small.map(([path], index) => [path, objectsIn(batch.value)[index] ?? new Uint8Array()]),
    ),
    tooLarge: new Set(wanted.filter((_, index) => isLarge[index] === true).map(([path]) => path)),
  });
}

const LINE_FEED = 0x0a;

/** `<object> <type> <size>`, a line break, the content and a line break, for each object. */
function objectsIn(batch: Uint8Array): readonly Uint8Array[] {
  const objects: Uint8Array[] = [];
  for (let at = 0; at < batch.length;) {
    const start = batch.indexOf(LINE_FEED, at) + 1;
    if (start === 0) break;
    const size = Number(textOf(batch.subarray(at, start)).trim().split(' ')[2] ?? 0);
    objects.push(batch.subarray(start, start + size));
    at = start + size + 1;
  }
  return objects;
}

function records(output: Uint8Array): readonly string[] {
  return textOf(output)
    .split('\0')
    .filter((record) => record !== '');
}
