import type { EventFilter, StoredEntry } from '../audit/index.ts';
import type { Diagnostic } from '../base/index.ts';
import type * as Store from '../store/index.ts';
import type { LogReader, SqliteDriver } from '../store/index.ts';
import { storeDiagnostic } from './audit-log.ts';
import type { Context } from './command.ts';
import { resolvePath } from './resolve-path.ts';

/** What a look at the log brought. */
export type FollowNews =
  | { readonly kind: 'entries'; readonly entries: Iterable<StoredEntry> }
  /** Something happened to the file that who watches should know. */
  | { readonly kind: 'notice'; readonly text: string }
  /** The log cannot be followed any further. */
  | { readonly kind: 'failure'; readonly diagnostic: Diagnostic };

/** What is wanted of a log that is followed: first so many of the newest entries, then every one that fits. */
export interface FollowWish {
  readonly file: string;
  readonly filter: EventFilter;
  readonly limit: number;
}

/**
 * Follows a log under a name, also before it is there, and after it was replaced. A look at a log where nothing happened
 * is one question about the file and one to an index, so that waiting costs next to nothing.
 */
export class LogFollower {
  readonly #context: Context;
  readonly #store: typeof Store;
  readonly #driver: SqliteDriver;
  readonly #wish: FollowWish;
  readonly #path: string;
  #open: { readonly reader: LogReader; readonly identity: string } | undefined;
  #seen: { readonly logId: string; readonly id: number } | undefined;
  #waitsFor: string | undefined;

  constructor(context: Context, store: typeof Store, driver: SqliteDriver, wish: FollowWish) {
    this.#context = context;
    this.#store = store;
    this.#driver = driver;
    this.#wish = wish;
    this.#path = resolvePath(context.cwd, wish.file);
  }

  /** What happened since the last look. Entries must be taken before the next one. */
  *look(): Generator<FollowNews, void> {
    try {
      yield* this.#look();
    } catch (error) {
      if (!(error instanceof this.#store.StoreError)) throw error;
      if (error.failure === 'locked') return;
      yield { kind: 'failure', diagnostic: storeDiagnostic(error.failure, this.#wish.file) };
    }
  }

  close(): void {
    this.#open?.reader.close();
    this.#open = undefined;
  }

  *#look(): Generator<FollowNews, void> {
    const identity = this.#store.fileIdentity(this.#path);
    if (this.#open !== undefined && this.#open.identity !== identity) this.close();
    if (identity === undefined) {
      const what = this.#seen === undefined ? 'no audit log yet' : 'no audit log any more';
      return yield* this.#wait(`there is ${what} at ${this.#wish.file}: waiting for one`);
    }
    if (this.#open === undefined) return yield* this.#begin(identity);
    const { reader } = this.#open;
    const { id, logId } = this.#seen ?? { id: 0, logId: reader.log.logId };
    const last = reader.lastId();
    if (last === id) return;
    if (last < id) yield { kind: 'notice', text: this.#shortened(last, id) };
    this.#seen = { logId, id: last };
    if (last > id) yield { kind: 'entries', entries: reader.after(id, this.#wish.filter) };
  }

  /** Says once why there is nothing to follow. */
  *#wait(text: string): Generator<FollowNews, void> {
    if (this.#waitsFor !== text) yield { kind: 'notice', text };
    this.#waitsFor = text;
  }

  *#begin(identity: string): Generator<FollowNews, void> {
    const { openReader } = this.#store;
    const { cryptography } = this.#context;
    const opened = openReader(this.#path, { driver: this.#driver, cryptography });
    if (!opened.ok && opened.error === 'not-a-log') {
      // One that is just being made is none for a moment.
      return yield* this.#wait(`${this.#wish.file} is no audit log: waiting for one`);
    }
    if (!opened.ok) {
      yield { kind: 'failure', diagnostic: storeDiagnostic(opened.error, this.#wish.file) };
      return;
    }
    const { reader, isCopy } = opened.value;
    if (isCopy) {
      // A copy never changes.
      reader.close();
      yield { kind: 'failure', diagnostic: storeDiagnostic('not-writable', this.#wish.file) };
      return;
    }
    this.#waitsFor = undefined;
    this.#open = { reader, identity };
    const seen = this.#seen;
    const last = reader.lastId();
    this.#seen = { logId: reader.log.logId, id: last };
    if (seen === undefined || seen.logId !== reader.log.logId) {
      if (seen !== undefined) yield { kind: 'notice', text: `${this.#wish.file} is another log now` };
      yield { kind: 'entries', entries: this.#newest(reader) };
      return;
    }
    if (last < seen.id) yield { kind: 'notice', text: this.#shortened(last, seen.id) };
    else yield { kind: 'notice', text: `${this.#wish.file} was replaced by a file of the same log` };
    if (last > seen.id) yield { kind: 'entries', entries: reader.after(seen.id, this.#wish.filter) };
  }

  #newest(reader: LogReader): readonly StoredEntry[] {
    const { filter, limit } = this.#wish;
    return [...reader.newest({ filter, limit })].sort((a, b) => a.id - b.id);
  }

  #shortened(last: number, seen: number): string {
    return `${this.#wish.file} now ends at entry ${last}, and ${seen} were there: \`aegis audit verify\` says more`;
  }
}
