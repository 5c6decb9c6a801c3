import type { SqliteDriver, SqliteStatement } from '../sqlite-driver.ts';

/** The package better-sqlite3, or `undefined` where it is not installed or was not built for this Node. */
export async function betterSqlite(): Promise<SqliteDriver | undefined> {
  try {
    const { default: Database } = await import('better-sqlite3');
    new Database(':memory:').close();
    return {
      name: 'better-sqlite3',
      open: (path, mode) => {
        const database = new Database(path, mode === 'read' ? { readonly: true, fileMustExist: true } : {});
        return {
          execute: (sql) => {
            database.exec(sql);
          },
          prepare: (sql) => database.prepare(sql) as unknown as SqliteStatement,
          close: () => {
            database.close();
          },
        };
      },
    };
  } catch {
    return undefined;
  }
}
