import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  openReader,
  openWriter,
  type LogReader,
  type LogWriter,
  type SqliteDriver,
} from '../../src/store/index.ts';
import { betterSqlite } from '../../src/store/drivers/better-sqlite.ts';
import { nodeSqlite } from '../../src/store/drivers/node-sqlite.ts';
import { nodeCryptography } from '../../src/platform/index.ts';

/** Every way to use SQLite that this Node has; the same tests run over each. */
export const DRIVERS: readonly SqliteDriver[] = [nodeSqlite(), await betterSqlite()].filter(
  (driver) => driver !== undefined,
);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A path in a folder of its own, where nothing is yet. */
export function freshPath(name = 'aegis_audit.db'): string {
  const folder = mkdtempSync(join(tmpdir(), 'aegis-store-'));
  folders.push(folder);
  return join(folder, name);
}

type More = Partial<Parameters<typeof openWriter>[1]>;

export function writerAt(path: string, driver: SqliteDriver, more: More = {}): LogWriter {
  const opened = openWriter(path, { driver, cryptography: nodeCryptography, host: 'desk-1', ...more });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

export function readerAt(path: string, driver: SqliteDriver): LogReader {
  const opened = openReader(path, { driver, cryptography: nodeCryptography });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.reader;
}
