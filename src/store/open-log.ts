import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { toHex } from '../audit/index.ts';
import { err, ok, type Cryptography, type HashAlgorithm, type Result } from '../base/index.ts';
import { LogReader } from './log-reader.ts';
import { immediately, LogWriter } from './log-writer.ts';
import { formOf, migrate } from './migrate.ts';
import type { SqliteConnection, SqliteDriver } from './sqlite-driver.ts';
import { guarded, StoreError, type StoreFailure } from './store-failure.ts';

export interface ReadOptions {
  readonly driver: SqliteDriver;
  readonly cryptography: Cryptography;
  /** Milliseconds to wait for another process; default 5,000. */
  readonly busyTimeout?: number;
}

export interface WriteOptions extends ReadOptions {
  /** `FULL` (the default): what is acknowledged survives a power cut. `NORMAL`: it survives a crash of the process. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** For a log that does not exist yet; default SHA-256. */
  readonly algorithm?: HashAlgorithm;
  /** For a log that does not exist yet: the machine's name, which its checkpoints carry. */
  readonly host: string;
  /** Refuse as `missing` instead of making a log where there is none. */
  readonly mustExist?: boolean;
  /** Tests of a full disk: the file takes at most so many pages. */
  readonly maxPages?: number;
}

/** A log that is open for reading. */
export interface OpenedReader {
  readonly reader: LogReader;
  /** True where the log's folder cannot be written and a copy of the log is read, as it was at this moment. */
  readonly isCopy: boolean;
}

/** Opens a log that exists; nothing is created or changed. */
export function openReader(path: string, options: ReadOptions): Result<OpenedReader, StoreFailure> {
  return attempt(() => {
    if (!existsSync(path)) throw new StoreError('missing');
    if (!statSync(path).isFile()) throw new StoreError('not-readable');
    const folder = isWritable(dirname(path)) ? undefined : copyOf(path);
    const connection = connect(folder === undefined ? path : join(folder, basename(path)), 'read', options);
    const reader = orClose(connection, () => {
      if (formOf(connection) !== 'current') throw new StoreError('not-a-log');
      return new LogReader(
        folder === undefined ? connection : withFolder(connection, folder),
        options.cryptography,
      );
    });
    return { reader, isCopy: folder !== undefined };
  });
}

/** Opens a log to add to it, and makes it where there is none. */
export function openWriter(path: string, options: WriteOptions): Result<LogWriter, StoreFailure> {
  return attempt(() => {
    if (options.mustExist === true && !existsSync(path)) throw new StoreError('missing');
    if (existsSync(path) && !statSync(path).isFile()) throw new StoreError('not-writable');
    const connection = connect(path, 'write', options);
    return orClose(connection, () => {
      if (options.maxPages !== undefined) connection.execute(`PRAGMA max_page_count = ${options.maxPages}`);
      connection.execute(`PRAGMA synchronous = ${options.synchronous ?? 'FULL'}`);
      if (formOf(connection) !== 'current') bringToForm(connection, options);
      return new LogWriter(connection, options.cryptography);
    });
  });
}

function connect(path: string, mode: 'read' | 'write', options: ReadOptions): SqliteConnection {
  const connection = guarded(() => {
    try {
      return options.driver.open(path, mode);
    } catch (error) {
      throw mode === 'write' && !existsSync(path) ? new StoreError('not-writable', { cause: error }) : error;
    }
  });
  connection.execute(`PRAGMA busy_timeout = ${options.busyTimeout ?? 5000}`);
  return connection;
}

/** Another process may be doing the same: who comes second finds it done. */
function bringToForm(connection: SqliteConnection, options: WriteOptions): void {
  useWriteAheadLog(connection);
  immediately(connection, () => {
    const form = formOf(connection);
    if (form === 'current') return;
    migrate(connection);
    if (form !== 'empty') return;
    connection
      .prepare('INSERT INTO audit_header (one, log_id, algorithm, host) VALUES (1, ?, ?, ?)')
      .run(toHex(options.cryptography.randomBytes(16)), options.algorithm ?? 'sha-256', options.host);
  });
}

/** Readers then do not wait for writers. It is a matter of speed: where it cannot be had the log is as safe without. */
function useWriteAheadLog(connection: SqliteConnection): void {
  try {
    connection.execute('PRAGMA journal_mode = WAL');
  } catch {
    return;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** SQLite cannot read a log in WAL mode without writing beside it, so a copy is read, with what waits in the WAL. */
function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aegis-audit-'));
  for (const suffix of ['', '-wal']) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, join(folder, basename(path) + suffix));
  }
  return folder;
}

function withFolder(connection: SqliteConnection, folder: string): SqliteConnection {
  return {
    ...connection,
    close: () => {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function orClose<T>(connection: SqliteConnection, work: () => T): T {
  try {
    return guarded(work);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function attempt<T>(work: () => T): Result<T, StoreFailure> {
  try {
    return ok(guarded(work));
  } catch (error) {
    if (error instanceof StoreError) return err(error.failure);
    throw error;
  }
}
