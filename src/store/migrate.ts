import { MIGRATION_0001 } from './migrations/0001-log.ts';
import type { SqliteConnection } from './sqlite-driver.ts';
import { StoreError } from './store-failure.ts';

/** One after the other makes the form that this version reads and writes; a database has `user_version` of them. */
const MIGRATIONS: readonly string[] = [MIGRATION_0001];

/** Says what is in a database that was opened: a log of this form, an empty file, or a `StoreError`. */
export function formOf(connection: SqliteConnection): 'empty' | 'older' | 'current' {
  const version = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const has = (name: string): boolean => tables.some((table) => table['name'] === name);
  if (tables.length === 0) return 'empty';
  if (!has('audit_header')) throw new StoreError(has('audit_log') ? 'predecessor' : 'not-a-log');
  if (version > MIGRATIONS.length) throw new StoreError('newer');
  return version === MIGRATIONS.length ? 'current' : 'older';
}

/** Brings a database to the present form, inside the caller's transaction. */
export function migrate(connection: SqliteConnection): void {
  const version = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  for (const migration of MIGRATIONS.slice(version)) connection.execute(migration);
  connection.execute(`PRAGMA user_version = ${MIGRATIONS.length}`);
}
