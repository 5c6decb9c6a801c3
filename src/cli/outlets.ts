import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { PLAIN, type Paint } from '../reporters/index.ts';
import type { Context, FormatWish } from './command.ts';
import { WRITE_FAILURES } from './deliver.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { FileSink } from '../platform/index.ts';
import { problem } from './problem.ts';
import { resolvePath } from './resolve-path.ts';

/** A format that writes a beginning, items and an end, so that a long result is never held whole. */
export interface StreamFormat {
  readonly head: string;
}

/** Open places for a streamed result, one for each format that was asked for. */
export interface Outlets<Format extends StreamFormat> {
  /** Writes to every place; resolves when the readers keep up. */
  write(text: (format: Format) => string): Promise<void>;
  /** Nobody reads any more: there is no file, and the reader of standard output has gone. */
  readonly isUnread: () => boolean;
  /** Writes what is left and gives the files their names. */
  commit(): Promise<void>;
  /** Leaves no file behind. */
  discard(): Promise<ExitCode>;
}

interface Outlet<Format> {
  readonly format: Format;
  /** Absent for standard output. */
  readonly sink: FileSink | undefined;
  waiting: string;
}

/** So many UTF-16 units wait before they are written: a write for every line would cost more than the work. */
const BATCH = 16_384;

/** Opens every place that `--format` and `--output` name and writes the beginning of each format. */
export async function openOutlets<Format extends StreamFormat>(
  context: Context,
  create: (wish: FormatWish, paint: Paint) => Format,
): Promise<Result<Outlets<Format>, Diagnostic>> {
  const outlets: Outlet<Format>[] = [];
  for (const wish of context.formats) {
    const opened = await openOutlet(context, wish, create);
    if (!opened.ok) {
      await discardAll(outlets);
      return opened;
    }
    outlets.push(opened.value);
  }
  return ok(outletsOf(context, outlets));
}

async function openOutlet<Format extends StreamFormat>(
  context: Context,
  wish: FormatWish,
  create: (wish: FormatWish, paint: Paint) => Format,
): Promise<Result<Outlet<Format>, Diagnostic>> {
  const format = create(wish, wish.file === undefined ? context.paint : PLAIN);
  if (wish.file === undefined) return ok({ format, sink: undefined, waiting: format.head });
  const created = await context.writer.create(resolvePath(context.cwd, wish.file));
  if (created.ok) return ok({ format, sink: created.value, waiting: format.head });
  return err(problem('AEG9014', `cannot write \`${wish.file}\`: ${WRITE_FAILURES[created.error]}`));
}

function outletsOf<Format extends StreamFormat>(
  context: Context,
  outlets: Outlet<Format>[],
): Outlets<Format> {
  const flush = async (outlet: Outlet<Format>): Promise<void> => {
    const text = outlet.waiting;
    outlet.waiting = '';
    if (outlet.sink !== undefined) await outlet.sink.write(text);
    else {
      context.stdout.write(text);
      await context.stdout.drained();
    }
  };
  return {
    write: async (text) => {
      for (const outlet of outlets) {
        outlet.waiting += text(outlet.format);
        if (outlet.waiting.length >= BATCH) await flush(outlet);
      }
    },
    isUnread: () => context.stdout.isClosed && outlets.every((outlet) => outlet.sink === undefined),
    commit: async () => {
      for (const outlet of outlets) {
        await flush(outlet);
        await outlet.sink?.commit();
      }
    },
    discard: async () => {
      await discardAll(outlets);
      return EXIT.interrupted;
    },
  };
}

async function discardAll(outlets: readonly Outlet<StreamFormat>[]): Promise<void> {
  for (const { sink } of outlets) await sink?.discard();
}
