import { openSync } from 'node:fs';
import { userInfo } from 'node:os';
import { ReadStream, WriteStream } from 'node:tty';

/** The terminal of a person, apart from the streams of the process. */
export interface Terminal {
  /** Who is logged in there, as far as the system tells. */
  readonly user: string | undefined;
  /** Writes a question and answers the line that is typed; `undefined` when time runs out, the terminal ends or `signal` says so. */
  ask(question: string, milliseconds: number, signal: AbortSignal): Promise<string | undefined>;
  close(): void;
}

/** The controlling terminal, or `undefined` without one. */
export function openNodeTerminal(): Terminal | undefined {
  const [input, output] = process.platform === 'win32' ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : TTY;
  try {
    const reader = new ReadStream(openSync(input, 'r'));
    const writer = new WriteStream(openSync(output, 'w'));
    return {
      user: userName(),
      ask: (question, milliseconds, signal) => {
        writer.write(question);
        return lineFrom(reader, milliseconds, signal);
      },
      close: () => {
        reader.destroy();
        writer.destroy();
      },
    };
  } catch {
    return undefined;
  }
}

const TTY = ['/dev/tty', '/dev/tty'] as const;

/** A longer line is no answer. */
const LONGEST_LINE = 1_000;

function lineFrom(
  reader: ReadStream,
  milliseconds: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const end = (line: string | undefined): void => {
      clearTimeout(timer);
      resolve(line);
    };
    const timer = setTimeout(() => {
      end(undefined);
    }, milliseconds);
    signal.addEventListener('abort', () => {
      end(undefined);
    });
    for (const event of ['end', 'close', 'error'])
      reader.on(event, () => {
        end(undefined);
      });
    reader.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const at = text.search(/[\r\n]/);
      if (at !== -1) end(text.slice(0, at));
      else if (text.length > LONGEST_LINE) end(undefined);
    });
  });
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
