import type { Criteria, EntryReference, Selection } from '../audit/index.ts';
import { and, criteriaSql, selectionSql, type Sql } from './selection-sql.ts';
import type { SqliteConnection, SqliteRow } from './sqlite-driver.ts';
import { guarded } from './store-failure.ts';

/** The entries that are looked at: up to number `last`, and of those the ones of a period. */
export interface EvidenceBounds {
  readonly last: number;
  /** Timestamps as events have them: from this one on, and before that one. */
  readonly since?: string;
  readonly until?: string;
}

interface Span {
  readonly entries: number;
  readonly first?: string;
  readonly last?: string;
}

/** What was found, and the first entries of it. */
export interface Found {
  readonly total: number;
  readonly entries: readonly EntryReference[];
}

/**
 * Answers questions about a stretch of a log by counting in the database, so that memory does not grow with the log.
 * INVARIANT: `last` is the number up to which the log was checked, so that nothing unchecked counts.
 */
export class EvidenceReader {
  readonly period: Pick<EvidenceBounds, 'since' | 'until'>;
  readonly #connection: SqliteConnection;
  readonly #last: number;
  readonly #period: Sql;
  /** Asked once: every rule begins with it. */
  #asked: { readonly span: Span; readonly firstId: number } | undefined;
  /** Several rules begin with the same entries. */
  readonly #counts = new Map<string, number>();

  constructor(connection: SqliteConnection, { last, since, until }: EvidenceBounds) {
    this.#connection = connection;
    this.#last = last;
    this.period = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
    this.#period = and([
      { text: 'e.id <= ?', values: [last] },
      ...(since === undefined ? [] : [{ text: 'e.timestamp >= ?', values: [since] }]),
      ...(until === undefined ? [] : [{ text: 'e.timestamp < ?', values: [until] }]),
    ]);
  }

  /** How many entries there are in the period, and between which timestamps. */
  span(): Span {
    return this.#begin().span;
  }

  /** The timestamp of the first entry of the whole log that was not imported from before the chain. */
  firstChained(): string | undefined {
    const chained = criteriaSql({ chained: true }, this.#last);
    const [row] = this.#all({
      text: `SELECT e.timestamp AS first FROM audit_log AS e WHERE e.id <= ? AND ${chained.text} ORDER BY e.id LIMIT 1`,
      values: [this.#last, ...chained.values],
    });
    return row === undefined ? undefined : String(row['first']);
  }

  /** How many entries of the period have a number up to this one. */
  upTo(id: number): number {
    return this.#total(`FROM audit_log AS e WHERE e.id <= ? AND ${this.#period.text}`, [
      id,
      ...this.#period.values,
    ]);
  }

  /** How many entries are selected; with `also` those of them that meet it, too. */
  count(selection: Selection, also: Criteria = {}): number {
    const { text, values } = and([this.#selected(selection), criteriaSql(also, this.#last)]);
    const question = JSON.stringify([text, values]);
    const known = this.#counts.get(question);
    if (known !== undefined) return known;
    const counted = this.#total(`${FROM} WHERE ${text}`, values);
    this.#counts.set(question, counted);
    return counted;
  }

  /**
   * The first of the selected entries, oldest first; with `also` those of them that meet it, too. Mostly they stand near
   * the beginning, where reading them by number is soon done; else the index is asked, which has to be sorted.
   */
  first(selection: Selection, limit: number, also: Criteria = {}): readonly EntryReference[] {
    const { text, values } = and([this.#selected(selection), criteriaSql(also, this.#last)]);
    const end = this.#begin().firstId + BEGINNING;
    const soon = this.#references(
      `FROM audit_log AS e NOT INDEXED WHERE e.id < ? AND ${text} ORDER BY e.id LIMIT ?`,
      [end, ...values, limit],
    );
    if (soon.length === limit || end > this.#last) return soon;
    return this.#references(`${FROM} WHERE ${text} ORDER BY e.id LIMIT ?`, [...values, limit]);
  }

  /** Entries with a timestamp that lies so many seconds before that of the entry before. */
  backwards(seconds: number, limit: number): Found {
    if (this.#isInOrder()) return { total: 0, entries: [] };
    const { text, values } = this.#period;
    const from = `FROM (
        SELECT id, timestamp, lag(timestamp) OVER (ORDER BY id) AS before FROM audit_log WHERE id <= ?
      ) AS steps JOIN audit_log AS e ON e.id = steps.id
      WHERE steps.timestamp < steps.before AND ${SECONDS_BEFORE} > ? AND ${CHAINED} AND ${text}`;
    return this.#found(from, [this.#last, seconds, ...values], limit);
  }

  /** Heartbeats, and those that were not followed, in their session, by anything within twice the time they promise. */
  silences(limit: number): Found & { readonly heartbeats: number } {
    const { text, values } = this.#period;
    const from = `FROM audit_log AS e INDEXED BY audit_by_type
      WHERE e.action_type = '${HEARTBEAT}' AND e.event_type = 'audit_entry' AND ${text}`;
    const next = `(SELECT min(n.timestamp) FROM audit_log AS n INDEXED BY audit_by_session
      WHERE n.session_id = e.session_id AND n.timestamp > e.timestamp AND n.id <= ?)`;
    const seconds = `(e.event ->> '$.extensions."${HEARTBEAT}".seconds')`;
    const late = `(julianday(${next}) - julianday(e.timestamp)) * 86400 > 2 * ${seconds}`;
    return {
      heartbeats: this.#total(from, values),
      ...this.#found(`${from} AND ${late}`, [...values, this.#last], limit),
    };
  }

  /** The newest decision that names its policy, by its place in the log. */
  newestDecision(): { readonly policy: string; readonly entry: EntryReference } | undefined {
    const { text, values } = this.#period;
    const from = `FROM audit_log AS e WHERE e.event_type = 'policy_decision' AND e.policy_hash IS NOT NULL AND ${text}
      ORDER BY e.id DESC LIMIT 1`;
    const [row] = this.#all({ text: `SELECT e.policy_hash AS policy ${from}`, values });
    const [entry] = this.#references(from, values);
    return row === undefined || entry === undefined ? undefined : { policy: String(row['policy']), entry };
  }

  /** Decisions on each day of UTC. */
  days(): readonly DayOfDecisions[] {
    const { text, values } = this.#selected({ event: 'policy_decision', where: {} });
    const rows = this.#all({
      text: `SELECT substr(e.timestamp, 1, 10) AS day, sum(e.approval = 'auto') AS auto,
        sum(e.approval = 'approve') AS approve, sum(e.approval = 'block') AS block
        ${FROM} WHERE ${text} GROUP BY day ORDER BY day`,
      values,
    });
    return rows.map((row) => ({
      day: String(row['day']),
      auto: Number(row['auto'] ?? 0),
      approve: Number(row['approve'] ?? 0),
      block: Number(row['block'] ?? 0),
    }));
  }

  /** The span, and the smallest number of an entry of the period. */
  #begin(): { readonly span: Span; readonly firstId: number } {
    this.#asked ??= this.#askSpan();
    return this.#asked;
  }

  #askSpan(): { readonly span: Span; readonly firstId: number } {
    const [row] = this.#all({
      text: `SELECT count(*) AS entries, min(e.timestamp) AS first, max(e.timestamp) AS last, min(e.id) AS first_id
        FROM audit_log AS e INDEXED BY audit_by_everything WHERE ${this.#period.text}`,
      values: this.#period.values,
    });
    const text = (name: 'first' | 'last') => {
      const value = row?.[name];
      return typeof value === 'string' ? { [name]: value } : {};
    };
    return {
      span: { entries: Number(row?.['entries'] ?? 0), ...text('first'), ...text('last') },
      firstId: Number(row?.['first_id'] ?? 0),
    };
  }

  /**
   * Whether no entry is dated before an earlier one: by the index, in which the entries stand by their timestamps, all
   * entries of one timestamp must come before all of the next. No event is read for it.
   */
  #isInOrder(): boolean {
    const moments = `SELECT min(id) AS low, max(id) AS high FROM audit_log INDEXED BY audit_by_everything
      WHERE id <= ? GROUP BY timestamp`;
    const text = `SELECT 1 AS found FROM (
        SELECT low, lag(high) OVER () AS before FROM (${moments} ORDER BY timestamp)
      ) WHERE before > low LIMIT 1`;
    return this.#all({ text, values: [this.#last] }).length === 0;
  }

  #selected(selection: Selection): Sql {
    return and([this.#period, selectionSql(selection, this.#last)]);
  }

  #found(from: string, values: Sql['values'], limit: number): Found {
    const total = this.#total(from, values);
    return {
      total,
      entries: total === 0 ? [] : this.#references(`${from} ORDER BY e.id LIMIT ?`, [...values, limit]),
    };
  }

  #total(from: string, values: Sql['values']): number {
    const [row] = this.#all({ text: `SELECT count(*) AS entries ${from}`, values });
    return Number(row?.['entries'] ?? 0);
  }

  #references(from: string, values: Sql['values']): readonly EntryReference[] {
    const text = `SELECT e.id, e.hash, e.timestamp, e.event_type AS event, e.agent_id AS agent, e.action_type AS action,
      e.action_target AS target, e.approval, e.risk_level AS risk, e.matched_rule AS rule,
      coalesce(${lastOf('human_decision')}, e.human_decision) AS answer,
      coalesce(${lastOf('result_status')}, e.result_status) AS status ${from}`;
    return this.#all({ text, values: [this.#last, this.#last, ...values] }).map(referenceOf);
  }

  #all({ text, values }: Sql): readonly SqliteRow[] {
    return guarded(() => this.#connection.prepare(text).all(...values));
  }
}

export interface DayOfDecisions {
  /** `2026-03-02`. */
  readonly day: string;
  readonly auto: number;
  readonly approve: number;
  readonly block: number;
}

/** What a watcher writes to say that it watches: an `audit_entry` of this action, which promises the next in `seconds`. */
const HEARTBEAT = 'aegis.heartbeat';

/** So many entries are read in some thousandths of a second. */
const BEGINNING = 1_000;

const FROM = 'FROM audit_log AS e INDEXED BY audit_by_everything';
const CHAINED = criteriaSql({ chained: true }, 0).text;
const SECONDS_BEFORE = '(julianday(steps.before) - julianday(steps.timestamp)) * 86400';

/** What the last later event says. */
function lastOf(column: string): string {
  return `(SELECT f.${column} FROM audit_log AS f INDEXED BY audit_by_first
    WHERE f.refers_to = e.event_id AND f.id <= ? AND f.${column} IS NOT NULL ORDER BY f.id DESC LIMIT 1)`;
}

function referenceOf(row: SqliteRow): EntryReference {
  const { id, ...texts } = row;
  const said = Object.entries(texts).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  return { id: Number(id), ...(Object.fromEntries(said) as Omit<EntryReference, 'id'>) };
}
