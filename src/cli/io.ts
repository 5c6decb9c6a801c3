import type { Clock, Cryptography, FileReader, Git, ReadResult } from '../base/index.ts';
import type {
  FileWriter,
  FolderWatch,
  RunShell,
  RunWithin,
  TemporaryFolder,
  Terminal,
} from '../platform/index.ts';
import type { ParserPool, ScanCache } from '../scan/index.ts';
import type { SqliteDriver } from '../store/index.ts';
import type { Screen } from '../ui/index.ts';

/** Where text goes: standard output, standard error, or what stands for them in a test. */
export interface Output {
  write(text: string): void;
  /** Resolves when what was written has left the process, so that a long stream stays in constant memory. */
  drained(): Promise<void>;
  /** Whether all that was written has left the process, once that is known. */
  delivered(): Promise<boolean>;
  /** Set once the reader has gone away (`| head`): what is written then goes nowhere. */
  readonly isClosed: boolean;
  readonly isTTY: boolean;
  /** Width of the terminal in cells, where there is one. */
  readonly columns: number | undefined;
}

/** Standard input. */
export interface Input {
  readonly isTTY: boolean;
  chunks(): AsyncIterable<Uint8Array>;
  /** What is typed on a terminal, key by key and without echo, as long as it is asked for. */
  keys(): AsyncIterable<string>;
  /** Reads no more: who still waits for a chunk waits in vain, and the process need not wait for the end of the input. */
  close(): void;
}

/** The machine beneath: files, and the folders that have a meaning. */
export interface Platform {
  readonly files: FileReader;
  readonly writer: FileWriter;
  readonly git: Git;
  /** Notices changes; `isRelevant` says of a path whether a change of it matters. */
  readonly watchFolders: (isRelevant: (path: string) => boolean) => FolderWatch;
  /** Parsers on other threads, where so many characters to parse repay their start. Absent: there are no threads. */
  readonly parsers?: (characters: number) => ParserPool | undefined;
  /** Keeps the results of scans of the project; the environment says where. Absent: nothing is kept. */
  readonly scanCache?: (root: string, env: Io['env']) => ScanCache;
  /** The bytes of a file as they come, for what may be longer than memory. */
  readonly readChunks: (path: string) => Promise<ReadResult<AsyncIterable<Uint8Array>>>;
  readonly cryptography: Cryptography;
  /** SQLite, where this machine has it; loaded only by what reads or writes an audit log. */
  readonly loadSqlite: () => Promise<SqliteDriver | undefined>;
  /** The terminal that the process belongs to, wherever its streams lead; `undefined` without one. */
  readonly openTerminal: () => Terminal | undefined;
  readonly runShell: RunShell;
  /** What tells the file at a path from every other one, whatever its names; `undefined` where there is none. */
  readonly identifyFile: (path: string) => string | undefined;
  readonly runWithin: RunWithin;
  /** The name of this machine. */
  readonly hostName: string;
  /** The version of the time-zone tables. */
  readonly timeZoneData: string;
  /** A new folder that nobody else can write, and that goes away again. */
  readonly temporaryFolder: () => TemporaryFolder;
  /** The Node that runs this. */
  readonly nodePath: string;
  /** The folder of the installed package, which holds docs/, templates/ and dist/data/. */
  readonly packageRoot: string;
  /** The user's home folder, or `undefined` when there is none. */
  readonly home: string | undefined;
}

/** Everything a run of Aegis can see or touch. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  /** The terminal that the streams are, for a view that draws itself; absent where one of them is none. */
  readonly screen?: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute, with `/`. */
  readonly cwd: string;
  readonly clock: Clock;
  /** Aborted when the user interrupts. */
  readonly interrupted: AbortSignal;
  /** Loaded only when a command runs: `--version` and `--help` do without. */
  platform(): Promise<Platform>;
}
