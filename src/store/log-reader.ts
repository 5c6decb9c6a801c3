import {
  createProver,
  createTreeHash,
  KNOWN_VALUES,
  type EventFilter,
  type LogIdentity,
  type StoredEntry,
  type UnloggedEvent,
} from '../audit/index.ts';
import type { Cryptography, HashAlgorithm } from '../base/index.ts';
import { EvidenceReader, type EvidenceBounds } from './evidence-reader.ts';
import { filterSql, likePattern, onlyGlob, type FilterSql } from './filter-sql.ts';
import type { SqliteConnection, SqliteRow, SqliteValue } from './sqlite-driver.ts';
import { guarded, StoreError } from './store-failure.ts';
import { streamed } from './streamed.ts';
import { Tiles } from './tiles.ts';

/** What is wanted of a log, newest first. */
export interface Wanted {
  readonly filter: EventFilter;
  readonly limit: number;
}

/** Reads a log. Everything it gives is as stored, and so is not to be trusted. Throws `StoreError`. */
export class LogReader {
  readonly log: LogIdentity;
  readonly #connection: SqliteConnection;
  readonly #cryptography: Cryptography;

  constructor(connection: SqliteConnection, cryptography: Cryptography) {
    this.#connection = connection;
    this.#cryptography = cryptography;
    this.log = identityOf(connection);
  }

  /** How many entries there are. */
  count(): number {
    return Number(this.#one('SELECT count(*) AS entries FROM audit_log')?.['entries'] ?? 0);
  }

  /** The number of the last entry, 0 when there is none. */
  lastId(): number {
    return Number(this.#one('SELECT max(id) AS last FROM audit_log')?.['last'] ?? 0);
  }

  entry(id: number): StoredEntry | undefined {
    const row = this.#one('SELECT id, event, hash FROM audit_log WHERE id = ?', id);
    return row === undefined ? undefined : entryOf(row);
  }

  /** Every entry, from the first to the last, one at a time: those that there were when the first was read. */
  entries(): Iterable<StoredEntry> {
    return this.#stream('SELECT id, event, hash FROM audit_log ORDER BY id');
  }

  /** The newest entries that fit, by their timestamp. */
  newest({ filter, limit }: Wanted): readonly StoredEntry[] {
    const glob = onlyGlob(filter);
    const ids = guarded(() =>
      glob === undefined ? this.#newestIds(filterSql(filter), limit) : this.#idsByName(filter, glob, limit),
    );
    return ids.flatMap((id) => this.entry(id) ?? []);
  }

  /** The entries after number `id` that fit, oldest first: what was added since. */
  after(id: number, filter: EventFilter): Iterable<StoredEntry> {
    const { where, values } = filterSql(filter);
    return this.#stream(
      `SELECT id, event, hash FROM audit_log NOT INDEXED WHERE id > ? AND ${where} ORDER BY id`,
      id,
      ...values,
    );
  }

  /** Every entry that fits, oldest first. */
  all(filter: EventFilter): Iterable<StoredEntry> {
    return this.after(0, filter);
  }

  /** The ids of those of the events that are in the log, found by their times. */
  known(events: readonly Pick<UnloggedEvent, 'event_id' | 'timestamp'>[]): ReadonlySet<string> {
    const times = new Set(events.map(({ timestamp }) => timestamp));
    const sql = 'SELECT event_id FROM audit_log WHERE timestamp IN (SELECT value FROM json_each(?))';
    const rows = guarded(() => this.#connection.prepare(sql).all(JSON.stringify([...times])));
    return new Set(rows.map((row) => String(row['event_id'])));
  }

  /** The entries that refer to an event, oldest first. */
  followUps(eventId: string): readonly StoredEntry[] {
    const sql = 'SELECT id, event, hash FROM audit_log WHERE refers_to = ? ORDER BY id';
    return guarded(() => this.#connection.prepare(sql).all(eventId).map(entryOf));
  }

  /** How many events that fit have each value of a column, the most first; events that say nothing are left out. */
  totals(column: TotalColumn, filter: EventFilter): readonly Total[] {
    return guarded(() => this.#knownTotals(column, filter) ?? this.#groupedTotals(column, filter));
  }

  /** Where a column has few values one pass counts them, and nothing is sorted; `undefined` where it has others, too. */
  #knownTotals(column: TotalColumn, filter: EventFilter): readonly Total[] | undefined {
    const known: readonly string[] | undefined = (KNOWN_VALUES as Partial<Record<string, readonly string[]>>)[
      column
    ];
    if (known === undefined) return undefined;
    const { where, values } = filterSql(filter);
    const counts = known.map(
      (value, index) => `count(*) FILTER (WHERE ${column} = '${value}') AS value_${index}`,
    );
    const sql = `SELECT count(*) AS entries, ${counts.join(', ')} FROM audit_log INDEXED BY audit_by_everything
      WHERE ${COUNTED[column]} AND ${where}`;
    const row = this.#connection.prepare(sql).get(...values);
    const totals = known.map((name, index) => ({ name, entries: Number(row?.[`value_${index}`]) }));
    if (totals.reduce((sum, { entries }) => sum + entries, 0) !== Number(row?.['entries'])) return undefined;
    return totals
      .filter(({ entries }) => entries > 0)
      .sort((a, b) => b.entries - a.entries || (a.name < b.name ? -1 : 1));
  }

  #groupedTotals(column: TotalColumn, filter: EventFilter): readonly Total[] {
    const { where, values } = filterSql(filter);
    const index = Object.keys(filter).length === 0 ? ORDERED_BY[column] : undefined;
    const sql = `SELECT ${column} AS name, count(*) AS entries FROM audit_log INDEXED BY ${index ?? 'audit_by_everything'}
      WHERE ${COUNTED[column]} AND ${where} GROUP BY ${column} ORDER BY entries DESC, name`;
    const rows = this.#connection.prepare(sql).all(...values);
    return rows.map((row) => ({ name: String(row['name']), entries: Number(row['entries']) }));
  }

  /** The checkpoints that were signed, as they were, from the smallest. */
  checkpoints(): readonly string[] {
    const sql = 'SELECT note FROM audit_checkpoint ORDER BY size';
    return guarded(() =>
      this.#connection
        .prepare(sql)
        .all()
        .map((row) => String(row['note'])),
    );
  }

  /** Every policy that decided, by its hash. */
  policies(): readonly { readonly hash: string; readonly policy: string }[] {
    const sql = 'SELECT hash, policy FROM audit_policy ORDER BY hash';
    return guarded(() =>
      this.#connection
        .prepare(sql)
        .all()
        .map((row) => ({ hash: String(row['hash']), policy: String(row['policy']) })),
    );
  }

  /** Roots and proofs over the entries. */
  prover(): ReturnType<typeof createProver> {
    const prover = createProver(
      createTreeHash(this.#cryptography),
      new Tiles(this.#connection, this.#cryptography).node,
    );
    return {
      root: (size) => guarded(() => prover.root(size)),
      inclusion: (index, size) => guarded(() => prover.inclusion(index, size)),
      consistency: (first, second) => guarded(() => prover.consistency(first, second)),
    };
  }

  /** What SQLite finds wrong with the file, its indexes included; empty when it is sound. */
  damages(): readonly string[] {
    return guarded(() =>
      this.#connection
        .prepare('PRAGMA integrity_check(5)')
        .all()
        .map((row) => String(Object.values(row)[0]))
        .filter((line) => line !== 'ok'),
    );
  }

  /** Questions about the entries up to a number, which are known to be whole. */
  evidence(bounds: EvidenceBounds): EvidenceReader {
    return new EvidenceReader(this.#connection, bounds);
  }

  close(): void {
    this.#connection.close();
  }

  #newestIds({ index, where, values }: FilterSql, limit: number): readonly number[] {
    const sql = `SELECT id FROM audit_log INDEXED BY ${index} WHERE ${where} ORDER BY timestamp DESC, id DESC LIMIT ?`;
    return this.#connection
      .prepare(sql)
      .all(...values, limit)
      .map((row) => Number(row['id']));
  }

  /** A glob over few names: the names first, then the newest of each, of all these the newest. */
  #idsByName(filter: EventFilter, glob: 'agent' | 'actionType', limit: number): readonly number[] {
    const column = glob === 'agent' ? 'agent_id' : 'action_type';
    const names = this.#namesLike(column, likePattern(filter[glob] ?? ''));
    if (names === undefined) return this.#newestIds(filterSql(filter), limit);
    const found = names.flatMap((name) => {
      const { where, values } = filterSql({ ...filter, [glob]: undefined });
      const sql = `SELECT id, timestamp FROM audit_log WHERE ${column} = ? AND ${where}
        ORDER BY timestamp DESC, id DESC LIMIT ?`;
      return this.#connection.prepare(sql).all(name, ...values, limit);
    });
    return found
      .map((row) => ({ id: Number(row['id']), timestamp: String(row['timestamp']) }))
      .sort((a, b) => (a.timestamp < b.timestamp ? 1 : a.timestamp > b.timestamp ? -1 : b.id - a.id))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** The names in a column that fit, jumping from name to name in its index; `undefined` when there are too many. */
  #namesLike(column: string, pattern: string): readonly string[] | undefined {
    const sql = `WITH RECURSIVE names (name) AS (
        SELECT min(${column}) FROM audit_log
        UNION ALL
        SELECT (SELECT min(${column}) FROM audit_log WHERE ${column} > name) FROM names WHERE name IS NOT NULL
      )
      SELECT name, name LIKE ? ESCAPE '\\' AS fits FROM names WHERE name IS NOT NULL LIMIT ${MANY_NAMES + 1}`;
    const names = this.#connection.prepare(sql).all(pattern);
    if (names.length > MANY_NAMES) return undefined;
    return names.filter((row) => row['fits'] === 1).map((row) => String(row['name']));
  }

  #one(sql: string, ...values: number[]): SqliteRow | undefined {
    return guarded(() => this.#connection.prepare(sql).get(...values));
  }

  *#stream(sql: string, ...values: readonly SqliteValue[]): Generator<StoredEntry> {
    const statement = guarded(() => this.#connection.prepare(sql));
    for (const row of streamed<SqliteRow>(statement, ...values)) yield entryOf(row);
  }
}

/** The columns that totals are made over. */
export type TotalColumn =
  | 'matched_rule'
  | 'risk_level'
  | 'approval'
  | 'result_status'
  | 'agent_id'
  | 'action_type'
  | 'human_decision';

export interface Total {
  readonly name: string;
  readonly entries: number;
}

/** Of an action's events, which one is counted: the decision, what a person said, or how it ended. */
const COUNTED: Readonly<Record<TotalColumn, string>> = {
  matched_rule: "event_type = 'policy_decision' AND matched_rule IS NOT NULL",
  risk_level: "event_type = 'policy_decision' AND risk_level IS NOT NULL",
  approval: "event_type = 'policy_decision' AND approval IS NOT NULL",
  agent_id: "event_type = 'policy_decision' AND agent_id IS NOT NULL",
  action_type: "event_type = 'policy_decision' AND action_type IS NOT NULL",
  result_status: "result_status <> 'pending'",
  human_decision: 'human_decision IS NOT NULL',
};

/** The indexes in which the entries stand in the order of a column, so that nothing is sorted to count everything. */
const ORDERED_BY: Readonly<Partial<Record<TotalColumn, string>>> = {
  matched_rule: 'audit_by_rule',
  agent_id: 'audit_by_agent',
  action_type: 'audit_by_type',
};

const MANY_NAMES = 500;

function identityOf(connection: SqliteConnection): LogIdentity {
  const row = guarded(() => connection.prepare('SELECT log_id, algorithm, host FROM audit_header').get());
  if (row === undefined) throw new StoreError('not-a-log');
  return {
    logId: String(row['log_id']),
    algorithm: row['algorithm'] as HashAlgorithm,
    host: String(row['host']),
  };
}

function entryOf(row: SqliteRow): StoredEntry {
  return { id: Number(row['id']), event: String(row['event']), hash: String(row['hash']) };
}
