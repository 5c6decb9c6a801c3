import type { SqliteConnection, SqliteDriver, SqliteStatement } from '../sqlite-driver.ts';

/** The part of `node:sqlite` that is used; the type declarations for Node 20 do not have it. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => NodeConnection;
}

interface NodeConnection {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/** SQLite as Node has it (22.13 and later without a flag), or `undefined`. */
export function nodeSqlite(): SqliteDriver | undefined {
  const sqlite = loadSqlite();
  if (sqlite === undefined) return undefined;
  return {
    name: 'node:sqlite',
    open: (path, mode) => connectionOf(new sqlite.DatabaseSync(path, { readOnly: mode === 'read' })),
  };
}

/** Node warns that the module is experimental; that is for us to know, and would stand in the user's output. */
function loadSqlite(): NodeSqlite | undefined {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    const found = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
    return found !== undefined && isComplete(found) ? found : undefined;
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Early versions, which need a flag, cannot iterate. */
function isComplete(sqlite: NodeSqlite): boolean {
  const database = new sqlite.DatabaseSync(':memory:', { readOnly: false });
  const statement = database.prepare('SELECT 1');
  const canIterate = typeof (statement as Partial<SqliteStatement>).iterate === 'function';
  database.close();
  return canIterate;
}

function connectionOf(database: NodeConnection): SqliteConnection {
  return {
    execute: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => database.prepare(sql),
    close: () => {
      database.close();
    },
  };
}
