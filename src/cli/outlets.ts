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
  /** Writes to every place; resolves when the reader keeps up. */
  write(text: (format: Format) => string): Promise<void>;
  /** Gives the files their names. */
  commit(): Promise<void>;
  /** Leaves no file behind. */
  discard(): Promise<ExitCode>;
}

interface Outlet<Format> {
  readonly format: Format;
  readonly sink: FileSink | undefined;
}

/** Opens every place that `--format` and `--output` name and writes the beginning of each format. */
export async function openOutlets<Format extends StreamFormat>(
  context: Context,
  create: (wish: FormatWish, paint: Paint) => Format,
): Promise<Result<Outlets<Format>, Diagnostic>> {
  const outlets: Outlet<Format>[] = [];
  for (const wish of context.formats) {
    if (wish.file === undefined) {
      outlets.push({ format: create(wish, context.paint), sink: undefined });
      continue;
    }
    const created = await context.writer.create(resolvePath(context.cwd, wish.file));
    if (!created.ok) {
      for (const { sink } of outlets) await sink?.discard();
      return err(problem('AEG9014', `cannot write \`${wish.file}\`: ${WRITE_FAILURES[created.error]}`));
    }
    outlets.push({ format: create(wish, PLAIN), sink: created.value });
  }
  const write = async (text: (format: Format) => string): Promise<void> => {
    for (const { format, sink } of outlets) {
      if (sink === undefined) context.stdout.write(text(format));
      else await sink.write(text(format));
    }
    await context.stdout.drained();
  };
  await write((format) => format.head);
  return ok({
    write,
    commit: async () => {
      for (const { sink } of outlets) await sink?.commit();
    },
    discard: async () => {
      for (const { sink } of outlets) await sink?.discard();
      return EXIT.interrupted;
    },
  });
}
