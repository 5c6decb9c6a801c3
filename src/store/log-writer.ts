import {
  createEntryHash,
  createProver,
  createTreeHash,
  fromHex,
  genesisHash,
  isWholeEntry,
  linkEvent,
  originOf,
  readCheckpoint,
  sameBytes,
  signCheckpoint,
  type Checkpoint,
  type LogIdentity,
  type UnloggedEvent,
} from '../audit/index.ts';
import { err, ok, type Cryptography, type Result } from '../base/index.ts';
import { LogReader } from './log-reader.ts';
import type { SqliteConnection, SqliteStatement } from './sqlite-driver.ts';
import { guarded, StoreError, type StoreFailure } from './store-failure.ts';
import { Tiles } from './tiles.ts';

/** Where an event stands in the log, from the moment at which it is on disk. */
export interface Acknowledgement {
  readonly sequence: number;
  /** Hex. */
  readonly hash: string;
}

/** Adds to a log. Several processes may do so at once. */
export class LogWriter {
  readonly log: LogIdentity;
  readonly reader: LogReader;
  readonly #connection: SqliteConnection;
  readonly #cryptography: Cryptography;
  readonly #hash: ReturnType<typeof createEntryHash>;
  readonly #last: SqliteStatement;
  readonly #insert: SqliteStatement;
  readonly #policy: SqliteStatement;

  /** Throws `StoreError` where the end of the log is not what was written. */
  constructor(connection: SqliteConnection, cryptography: Cryptography) {
    this.#connection = connection;
    this.#cryptography = cryptography;
    this.reader = new LogReader(connection, cryptography);
    this.log = this.reader.log;
    this.#hash = createEntryHash(cryptography, this.log.algorithm);
    this.#last = connection.prepare('SELECT id, event, hash FROM audit_log ORDER BY id DESC LIMIT 1');
    this.#insert = connection.prepare('INSERT INTO audit_log (id, event, hash) VALUES (?, ?, ?)');
    this.#policy = connection.prepare('INSERT OR IGNORE INTO audit_policy (hash, policy) VALUES (?, ?)');
    const last = guarded(() => this.reader.entry(this.reader.lastId()));
    if (last !== undefined && !isWholeEntry(last, this.log, cryptography))
      throw new StoreError('altered-end');
  }

  /**
   * Adds events in one transaction: all of them or none. What is answered is on disk (with `synchronous=FULL`).
   * INVARIANT: the last entry is read and the next one written under one write lock, so that the chain never forks.
   */
  append(events: readonly UnloggedEvent[]): Result<readonly Acknowledgement[], StoreFailure> {
    return this.#transaction(() => {
      const last = this.#last.get();
      let sequence = Number(last?.['id'] ?? 0);
      let previous = last === undefined ? genesisHash(this.#cryptography, this.log) : hashOf(last['hash']);
      return events.map((event) => {
        sequence += 1;
        const { entry, hash } = linkEvent(event, { log: this.log, sequence, previous }, this.#hash);
        this.#insert.run(entry.id, entry.event, entry.hash);
        previous = hash;
        return { sequence, hash: entry.hash };
      });
    });
  }

  /** Keeps a policy that decided, once. `policy` is the text that `hash` is SHA-256 of. */
  keepPolicy(hash: string, policy: string): Result<void, StoreFailure> {
    return this.#transaction(() => {
      this.#policy.run(hash, policy);
    });
  }

  /** How many entries came after the last checkpoint. */
  unsigned(): number {
    const sql = 'SELECT coalesce(max(size), 0) AS size FROM audit_checkpoint';
    const signed = guarded(() => this.#connection.prepare(sql).get());
    return this.reader.lastId() - Number(signed?.['size'] ?? 0);
  }

  /**
   * Signs what the log is now and keeps the checkpoint; answers its text. Nothing is signed that contradicts what was
   * signed last, here or in `kept`, a checkpoint from outside of the log.
   */
  checkpoint(privateKey: Uint8Array, kept?: Checkpoint): Result<string, StoreFailure> {
    const tiles = new Tiles(this.#connection, this.#cryptography);
    const extended = this.#extend(tiles);
    if (!extended.ok) return extended;
    return this.#transaction(() => {
      const size = this.reader.lastId();
      const prover = createProver(createTreeHash(this.#cryptography), tiles.node);
      for (const signed of [readCheckpoint(this.reader.checkpoints().at(-1) ?? ''), kept]) {
        if (signed === undefined) continue;
        const continues = signed.size <= size && sameBytes(signed.root, prover.root(signed.size));
        if (!continues) throw new StoreError('contradicts-checkpoint');
      }
      const checkpoint = { origin: originOf(this.log), size, root: prover.root(size) };
      const note = signCheckpoint(this.#cryptography, checkpoint, privateKey);
      this.#connection
        .prepare('INSERT OR IGNORE INTO audit_checkpoint (size, note) VALUES (?, ?)')
        .run(size, note);
      return note;
    });
  }

  /** Brings the tiles up to date, a few at a time: nobody who adds to the log waits for all of them. */
  #extend(tiles: Tiles): Result<void, StoreFailure> {
    for (;;) {
      const step = this.#transaction(() => tiles.extend(this.reader.lastId(), TILES_AT_ONCE));
      if (!step.ok) return step;
      if (step.value === 'complete') return ok(undefined);
    }
  }

  close(): void {
    this.#connection.close();
  }

  #transaction<T>(work: () => T): Result<T, StoreFailure> {
    try {
      return ok(guarded(() => immediately(this.#connection, work)));
    } catch (error) {
      if (error instanceof StoreError) return err(error.failure);
      throw error;
    }
  }
}

/** So many take a few hundredths of a second. */
const TILES_AT_ONCE = 64;

/** Runs work under the write lock; undone when it throws. */
export function immediately<T>(connection: SqliteConnection, work: () => T): T {
  connection.execute('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.execute('COMMIT');
    return result;
  } catch (error) {
    rollBack(connection);
    throw error;
  }
}

/** SQLite has rolled back by itself where the disk is full, and then refuses to do so again. */
function rollBack(connection: SqliteConnection): void {
  try {
    connection.execute('ROLLBACK');
  } catch {
    return;
  }
}

function hashOf(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? fromHex(value) : undefined;
  if (bytes?.length !== 32) throw new StoreError('altered-end');
  return bytes;
}
