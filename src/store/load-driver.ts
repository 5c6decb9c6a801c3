import { betterSqlite } from './drivers/better-sqlite.ts';
import { nodeSqlite } from './drivers/node-sqlite.ts';
import type { SqliteDriver } from './sqlite-driver.ts';

/** SQLite as this Node or the installed packages have it, or `undefined`: then nothing can be read or recorded. */
export async function loadDriver(): Promise<SqliteDriver | undefined> {
  return nodeSqlite() ?? (await betterSqlite());
}
