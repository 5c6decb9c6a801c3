/** What SQLite takes and gives. */
export type SqliteValue = string | number | bigint | null | Uint8Array;
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** A way to use SQLite: all that the store needs of one. What it throws, `failureOf` understands. */
export interface SqliteDriver {
  readonly name: 'node:sqlite' | 'better-sqlite3';
  /** `write` creates the file where there is none; `read` never does. */
  open(path: string, mode: 'read' | 'write'): SqliteConnection;
}

export interface SqliteConnection {
  execute(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): void;
  get(...values: SqliteValue[]): SqliteRow | undefined;
  all(...values: SqliteValue[]): readonly SqliteRow[];
  iterate(...values: SqliteValue[]): Iterable<SqliteRow>;
}
