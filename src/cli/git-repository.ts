import { err, ok, type Diagnostic, type FileReader, type Git, type Result } from '../base/index.ts';
import { problem } from './problem.ts';

/** Runs git at the top of a work tree. */
export interface Repository {
  readonly top: string;
  /** The output of a run that must succeed. */
  readonly output: (args: readonly string[], input?: string) => Promise<Result<Uint8Array, Diagnostic>>;
  /** One line of output, or `undefined` where git says no. */
  readonly answer: (args: readonly string[], input?: string) => Promise<string | undefined>;
}

/** The repository that a folder is in. */
export async function openRepository(
  git: Git,
  disk: FileReader,
  folder: string,
): Promise<Result<Repository, Diagnostic>> {
  const asked = await git.run(['rev-parse', '--show-toplevel'], { folder });
  if (asked.kind === 'missing') {
    return err(problem('AEG9040', 'there is no `git` to ask', { help: 'install git' }));
  }
  if (asked.exitCode !== 0) {
    return err(
      problem('AEG9041', `\`${folder}\` is in no git repository`, { help: firstLine(asked.stderr) }),
    );
  }
  const named = firstLine(textOf(asked.stdout));
  const real = disk.realPath(named);
  const top = real.ok ? real.value : named;
  const run = async (args: readonly string[], input?: string): ReturnType<Git['run']> =>
    await git.run(args, { folder: top, ...(input === undefined ? {} : { input }) });
  return ok({
    top,
    output: async (args, input) => {
      const ran = await run(args, input);
      if (ran.kind === 'ended' && ran.exitCode === 0) return ok(ran.stdout);
      const help = ran.kind === 'ended' ? firstLine(ran.stderr) : 'git is gone';
      return err(problem('AEG9041', `git could not answer \`git ${args[0] ?? ''}\``, { help }));
    },
    answer: async (args, input) => {
      const ran = await run(args, input);
      return ran.kind === 'ended' && ran.exitCode === 0 ? firstLine(textOf(ran.stdout)) : undefined;
    },
  });
}

/** The commit that a revision names. */
export async function commitOf(
  { answer }: Repository,
  revision: string,
): Promise<Result<string, Diagnostic>> {
  // A revision may not begin with a dash (git-check-ref-format); git would take it for an option.
  const isName = /^[^-\s\0][^\0\n]*$/.test(revision);
  const commit = isName
    ? await answer(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
    : undefined;
  if (commit !== undefined) return ok(commit);
  const help = 'name a branch, a tag or a commit; a shallow clone may have to fetch it first';
  return err(problem('AEG9042', `git knows no revision \`${revision}\``, { help }));
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function firstLine(output: string): string {
  return output.split('\n', 1)[0]?.trim() ?? '';
}
