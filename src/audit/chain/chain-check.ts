import type { Cryptography } from '../../base/index.ts';
import { fromHex, isHexOf, sameBytes, toHex } from '../bytes-text.ts';
import type { LogIdentity } from '../log-identity.ts';
import type { ChainFault } from './chain-fault.ts';
import { parsedEvent, type StoredEntry } from './entry.ts';
import { createEntryHash, genesisHash, type EntryHash } from './entry-hash.ts';

/** The entry with this number, as it is stored now. */
export type EntryAt = (id: number) => StoredEntry | undefined;

/** Checks one entry after the other against the hash of the one before it. */
export class ChainCheck {
  readonly #log: LogIdentity;
  readonly #cryptography: Cryptography;
  readonly #hash: EntryHash;
  readonly #placeHead: string;
  #count = 0;
  #last: Uint8Array;
  #lastHex: string;

  constructor(log: LogIdentity, cryptography: Cryptography) {
    this.#log = log;
    this.#cryptography = cryptography;
    this.#hash = createEntryHash(cryptography, log.algorithm);
    this.#last = genesisHash(cryptography, log);
    this.#lastHex = toHex(this.#last);
    this.#placeHead = `"evidence":{"algorithm":"${log.algorithm}","log_id":"${log.logId}","prev_hash":"`;
  }

  /** How many entries follow one another without a break. */
  get count(): number {
    return this.#count;
  }

  /** The hash of the last of them, or what stands before the first. */
  get last(): Uint8Array {
    return this.#last;
  }

  /** Whether the entry follows those before it. One that does not is not counted; `diagnose` says why. */
  take(entry: StoredEntry): boolean {
    const sequence = this.#count + 1;
    if (entry.id !== sequence) return false;
    const place = `${this.#placeHead}${this.#lastHex}","sequence":${sequence}}`;
    const hash = this.#hash(this.#last, entry.event);
    if (!isHexOf(entry.hash, hash) || !entry.event.includes(place)) return false;
    this.#count = sequence;
    this.#last = hash;
    this.#lastHex = entry.hash;
    return true;
  }

  /**
   * What was changed, given the entry that `take` refused. It goes by what the entry itself and its neighbours say of
   * their places; of several changes the first is named.
   */
  diagnose(entry: StoredEntry, entryAt: EntryAt): ChainFault {
    const expected = this.#count + 1;
    if (entry.id < expected) return { kind: 'inserted', first: entry.id, last: entry.id };
    if (entry.id > expected) return { kind: 'removed', first: expected, last: entry.id - 1 };
    const place = this.#wholePlace(entry);
    if (place !== undefined && place.sequence !== expected) return this.#misplaced(entry, place, entryAt);
    if (this.#followsPrevious(entryAt(expected + 1))) {
      return { kind: 'inserted', first: expected, last: expected };
    }
    if (place === undefined)
      return { kind: 'edited', sequence: expected, part: this.#editedPart(entry, entryAt) };
    if (expected === 1 || place.log_id !== this.#log.logId) return { kind: 'other-log', sequence: expected };
    return { kind: 'edited', sequence: expected - 1, part: 'event and hash' };
  }

  /** An entry that is unchanged and says of itself that it stands elsewhere. */
  #misplaced(entry: StoredEntry, place: Place, entryAt: EntryAt): ChainFault {
    const expected = this.#count + 1;
    const there = entryAt(place.sequence);
    if (this.#wholePlace(there)?.sequence === expected) {
      return { kind: 'reordered', first: expected, last: place.sequence };
    }
    if (there?.event === entry.event) return { kind: 'inserted', first: expected, last: expected };
    if (place.sequence < expected) return { kind: 'inserted', first: place.sequence, last: expected - 1 };
    const next = this.#wholePlace(entryAt(expected + 1));
    if (next?.sequence === expected) return { kind: 'reordered', first: expected, last: expected + 1 };
    return { kind: 'removed', first: expected, last: place.sequence - 1 };
  }

  /** Whether an entry is unchanged and was written right after the last one that holds. */
  #followsPrevious(entry: StoredEntry | undefined): boolean {
    const place = this.#wholePlace(entry);
    return place?.sequence === this.#count + 1 && place.prev_hash === this.#lastHex;
  }

  /** Where an entry says that it belongs, if its hash fits what it says. */
  #wholePlace(entry: StoredEntry | undefined): Place | undefined {
    if (entry === undefined) return undefined;
    const place = parsedEvent(entry.event)?.evidence;
    const previous = fromHex(place?.prev_hash ?? '-');
    if (place === undefined || previous?.length !== 32) return undefined;
    return toHex(this.#hash(previous, entry.event)) === entry.hash ? place : undefined;
  }

  #editedPart(entry: StoredEntry, entryAt: EntryAt): 'event' | 'hash' {
    const next = parsedEvent(entryAt(entry.id + 1)?.event ?? '')?.evidence.prev_hash;
    const asWritten = toHex(this.#hash(this.#last, entry.event));
    return next === asWritten ? 'hash' : 'event';
  }
}

interface Place {
  readonly sequence: number;
  readonly prev_hash: string;
  readonly log_id: string;
}

/** Whether the last entry of a log fits what it says of itself: all that is looked at when a log is opened. */
export function isWholeEntry(entry: StoredEntry, log: LogIdentity, cryptography: Cryptography): boolean {
  const place = parsedEvent(entry.event)?.evidence;
  const previous = fromHex(place?.prev_hash ?? '-');
  if (place?.sequence !== entry.id || place.log_id !== log.logId || previous?.length !== 32) return false;
  if (entry.id === 1 && !sameBytes(previous, genesisHash(cryptography, log))) return false;
  return toHex(createEntryHash(cryptography, log.algorithm)(previous, entry.event)) === entry.hash;
}
