import { posix } from 'node:path';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Context } from './command.ts';
import { CommitFiles } from './commit-files.ts';
import { gather } from './gather.ts';
import { commitOf, openRepository } from './git-repository.ts';
import { openPolicy, openPolicyFrom, type PolicyOutcome } from './open-policy.ts';
import { filesOnDisk } from './policy-files.ts';
import { problem } from './problem.ts';
import { chunksOf } from './read-chunks.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

/**
 * The policy that one of two operands names: a file, `-` for standard input, `git:REVISION:PATH` for a file of a commit,
 * or `git:REVISION` for the file of the other operand there.
 */
export async function openPolicyAt(context: Context, operand: string, other: string): Promise<PolicyOutcome> {
  if (operand === '-') return await openInput(context);
  const named = parseRevision(operand);
  if (named === undefined) return openPolicy(context, operand);
  const opened = await openCommit(context, operand, named, other);
  if (!opened.ok) return { kind: 'unreadable', diagnostics: [opened.error], sources: [] };
  const { files, file } = opened.value;
  for (;;) {
    const outcome = openPolicyFrom(files, file);
    const fetched = await files.fetchWanted();
    if (!fetched.ok) return { kind: 'unreadable', diagnostics: [fetched.error], sources: [] };
    if (!fetched.value) return outcome;
  }
}

const STDIN = '<stdin>';

/** A path within it counts from the working folder. */
async function openInput(context: Context): Promise<PolicyOutcome> {
  const chunks = await chunksOf(context, '-');
  if (!chunks.ok) return { kind: 'unreadable', diagnostics: [chunks.error], sources: [] };
  const bytes = await gather(chunks.value);
  const disk = filesOnDisk(context);
  return openPolicyFrom(
    { ...disk, read: (file, namedAt) => (file === STDIN ? ok(bytes) : disk.read(file, namedAt)) },
    STDIN,
  );
}

interface NamedRevision {
  readonly revision: string;
  readonly path: string | undefined;
}

/** A revision has no colon (git-check-ref-format), so the first one ends it. */
function parseRevision(operand: string): NamedRevision | undefined {
  const [, revision, path] = /^git:([^:]*)(?::(.*))?$/s.exec(operand) ?? [];
  if (revision === undefined) return undefined;
  return { revision, path: path === '' ? undefined : path };
}

async function openCommit(
  context: Context,
  operand: string,
  named: NamedRevision,
  other: string,
): Promise<Result<{ readonly files: CommitFiles; readonly file: string }, Diagnostic>> {
  const wanted =
    named.path ?? parseRevision(other)?.path ?? (isOnDisk(other) ? otherFile(context, other) : undefined);
  if (wanted === undefined) {
    const help = `write \`${operand.replace(/:$/, '')}:policy.yaml\``;
    return err(
      problem('AEG9043', `\`${operand}\` names no file, and the other operand has no path either`, { help }),
    );
  }
  const repository = await openRepository(
    context.git,
    context.files,
    named.path === undefined ? folderOf(context, wanted) : context.cwd,
  );
  if (!repository.ok) return repository;
  const commit = await commitOf(repository.value, named.revision);
  if (!commit.ok) return commit;
  const files = new CommitFiles(repository.value, commit.value, named.revision);
  return ok({ files, file: files.nameOf(pathInRepository(context, repository.value.top, wanted)) });
}

function isOnDisk(operand: string): boolean {
  return operand !== '-' && parseRevision(operand) === undefined;
}

/** As a path that counts from here. */
function otherFile({ cwd }: Context, other: string): string {
  const path = displayPath(cwd, resolvePath(cwd, other));
  return posix.isAbsolute(path) || path.startsWith('../') ? path : `./${path}`;
}

/** Whether the path counts from the working folder, not from the top of the repository. */
function countsFromHere(path: string): boolean {
  return path.startsWith('./') || path.startsWith('../') || posix.isAbsolute(path);
}

/** The folder of a file on the disk if there is one: the file may lie in another repository. */
function folderOf({ cwd, files }: Context, path: string): string {
  const folder = resolvePath(cwd, `${path}/..`);
  const stat = files.stat(folder);
  return countsFromHere(path) && stat.ok && stat.value.kind === 'directory' ? folder : cwd;
}

function pathInRepository({ cwd, files }: Context, top: string, path: string): string {
  if (!countsFromHere(path)) return posix.normalize(path);
  const folder = files.realPath(resolvePath(cwd, `${path}/..`));
  const absolute = folder.ok ? posix.join(folder.value, posix.basename(path)) : resolvePath(cwd, path);
  return posix.relative(top, absolute);
}
