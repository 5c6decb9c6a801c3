import { exportedJson, foldEvents, type FoldedEvent, type StoredEntry } from '../../audit/index.ts';
import type { Diagnostic } from '../../base/index.ts';
import { auditLine } from '../../reporters/index.ts';
import { logFile, sqliteOf } from '../audit-log.ts';
import type { Screen } from '../../ui/index.ts';
import { batchesOf } from '../batches.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { LogFollower, type FollowWish } from '../log-follower.ts';

/** Shows the last entries, then what comes in, until the user has seen enough: drawn on a terminal, else line by line. */
export async function followLog(
  context: Context,
  wanted: Pick<FollowWish, 'filter' | 'limit'>,
): Promise<ExitCode> {
  const file = logFile(context);
  if (!file.ok) return file.error;
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const store = await import('../../store/index.ts');
  const wish = { ...wanted, file: file.value };
  const follower = new LogFollower(context, store, driver.value, wish);
  const screen = screenOf(context);
  const view = screen === undefined ? lineView(context) : await liveView(context, screen, wish.file);
  try {
    return await follow(context, follower, view);
  } finally {
    follower.close();
  }
}

/** Where what comes in is shown. */
interface View {
  /** Aborted when nobody looks any more. */
  readonly ended: AbortSignal;
  show(entries: Iterable<StoredEntry>): Promise<void>;
  notice(text: string): void;
  close(): Promise<void>;
}

async function follow(context: Context, follower: LogFollower, view: View): Promise<ExitCode> {
  let failure: Diagnostic | undefined;
  while (!view.ended.aborted && failure === undefined) {
    for (const news of follower.look()) {
      if (news.kind === 'entries') await view.show(news.entries);
      if (news.kind === 'notice') view.notice(news.text);
      if (news.kind === 'failure') failure = news.diagnostic;
    }
    if (failure === undefined) await pause(view.ended);
  }
  await view.close();
  if (failure !== undefined) return context.refuse([failure]);
  return context.stdout.isClosed ? EXIT.done : EXIT.interrupted;
}

/** The terminal to draw on: one that can, before somebody who did not ask for lines. */
function screenOf({ screen, formats, env, isQuiet }: Context): Screen | undefined {
  const isForReading = formats.every(({ format }) => format === 'pretty') && !isQuiet;
  return isForReading && env['TERM'] !== 'dumb' && !isBuildMachine(env) ? screen : undefined;
}

/** Ink draws nothing where it sees one of these. */
function isBuildMachine(env: Context['env']): boolean {
  return [env['CI'], env['CONTINUOUS_INTEGRATION']].some(
    (value) => value !== undefined && value !== '0' && value !== 'false',
  );
}

async function liveView({ paint, interrupted }: Context, screen: Screen, file: string): Promise<View> {
  const ended = new AbortController();
  const { showLiveLog } = await import('../../ui/index.ts');
  const live = showLiveLog(screen, { file, paint });
  interrupted.addEventListener('abort', live.close);
  const closed = live.closed.then(() => {
    ended.abort();
  });
  return {
    ended: ended.signal,
    show: async (entries) => {
      for (const batch of batchesOf(entries, BATCH)) {
        live.show(batch.flatMap(eventOf));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    notice: live.notice,
    close: async () => {
      live.close();
      await closed;
    },
  };
}

function lineView(context: Context): View {
  const { stdout, interrupted, paint } = context;
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  interrupted.addEventListener('abort', end);
  const isPretty = context.formats[0]?.format !== 'jsonl';
  const lineOf = (entry: StoredEntry): string =>
    isPretty
      ? eventOf(entry)
          .map((event) => auditLine(event, paint))
          .join('')
      : `${JSON.stringify(exportedJson(entry))}\n`;
  return {
    ended: ended.signal,
    show: async (entries) => {
      for (const batch of batchesOf(entries, BATCH)) {
        stdout.write(batch.map(lineOf).join(''));
        await stdout.drained();
        if (stdout.isClosed) end();
        if (ended.signal.aborted) return;
      }
    },
    notice: (text) => {
      context.notice(text);
    },
    close: () => Promise.resolve(),
  };
}

/** So many are shown at once. */
const BATCH = 500;

function eventOf(entry: StoredEntry): readonly FoldedEvent[] {
  return foldEvents([entry], () => []);
}

/** A log is looked at so often; that is a question about a file and a look into an index. */
const POLL_MILLISECONDS = 250;

function pause(ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      ended.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, POLL_MILLISECONDS);
    ended.addEventListener('abort', end);
    if (ended.aborted) end();
  });
}
