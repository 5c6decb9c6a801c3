import { plural } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { frontEnds } from '../front-ends.ts';
import { problem } from '../problem.ts';
import { resolvePath } from '../resolve-path.ts';

/** One scan, shown; the folders it went through, or nothing when it could not be done. */
export type ScanRound = () => Promise<{ readonly folders?: readonly string[] }>;

const CLEAR = '\u001B[2J\u001B[3J\u001B[H';
const CTRL_C = '\u0003';

/**
 * Scans again whenever a file changes that may matter. On a terminal each round takes the place of the one before, and
 * `q` or Ctrl-C ends; elsewhere the rounds follow each other until the program is interrupted.
 */
export async function watchScan(context: Context, round: ScanRound): Promise<ExitCode> {
  const wrong = wrongWithWatch(context);
  if (wrong !== undefined) return context.refuse([problem('AEG9006', wrong)]);
  const isScreen = context.stdout.isTTY && context.stdin.isTTY;
  const watch = context.watchFolders(relevance(context));
  const ended = isScreen ? endKey(context.stdin.keys()) : new Promise<never>(() => undefined);
  const interrupted = untilAborted(context.interrupted);
  try {
    let folders: readonly string[] = [context.cwd];
    for (;;) {
      if (isScreen) context.stdout.write(CLEAR);
      folders = (await round()).folders ?? folders;
      const missed = watch.update(folders);
      const keys = isScreen ? 'q ends' : 'Ctrl-C ends';
      const watched = plural(folders.length - missed, 'folder');
      context.notice(`watching ${watched}${missed === 0 ? '' : `, ${missed} cannot be watched`}; ${keys}`);
      const what = await Promise.race([watch.next().then(() => 'changed' as const), ended, interrupted]);
      if (what !== 'changed') return what === 'ended' ? EXIT.done : EXIT.interrupted;
    }
  } finally {
    watch.close();
  }
}

function wrongWithWatch({ given }: Context): string | undefined {
  if (given.operands('paths').includes('-')) return 'standard input cannot be watched: `-` and `--watch`';
  if (given.value('write-baseline') !== undefined)
    return '`--write-baseline` and `--watch` exclude each other';
  return undefined;
}

/** Reports that are written beside the code must not set off the next round. */
function relevance(context: Context): (path: string) => boolean {
  const extensions = frontEnds(context).flatMap((frontEnd) => frontEnd.extensions);
  const baseline = context.given.value('baseline');
  const named = baseline === undefined ? undefined : resolvePath(context.cwd, baseline);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return path === named || CONFIGURING.test(name) || extensions.includes(name.slice(name.lastIndexOf('.')));
  };
}

const CONFIGURING =
  /^(?:aegis\.yaml|package\.json|[jt]sconfig.*\.json|pyproject\.toml|\.(?:git|aegis|aegisscan)ignore)$/;

async function untilAborted(signal: AbortSignal): Promise<'interrupted'> {
  if (signal.aborted) return 'interrupted';
  return await new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('interrupted'), { once: true });
  });
}

async function endKey(keys: AsyncIterable<string>): Promise<'ended'> {
  for await (const key of keys) if (key === 'q' || key === 'Q' || key === CTRL_C) return 'ended';
  return await new Promise<never>(() => undefined);
}
