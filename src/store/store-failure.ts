/** Why a log could not be opened, read or added to. */
export type StoreFailure =
  /** There is no such file. */
  | 'missing'
  /** The folder is missing, or it or the file may not be written. */
  | 'not-writable'
  /** May not be read, or is no file. */
  | 'not-readable'
  /** Another process kept it locked for longer than the store waits. */
  | 'locked'
  | 'full'
  /** No SQLite database, or one without a log of this form. */
  | 'not-a-log'
  /** A log of an earlier form, which can be imported. */
  | 'predecessor'
  /** Made by a later version. */
  | 'newer'
  /** SQLite cannot make sense of the file. */
  | 'damaged'
  /** The last entry is not what was written, so nothing is put behind it. */
  | 'altered-end'
  /** What was signed last is not the beginning of what is there, so nothing is signed. */
  | 'contradicts-checkpoint';

/** Thrown while a log is read or written; `openReader`, `openWriter` and `append` answer it as a value. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, options?: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}

/** Runs something on SQLite; what it throws for reasons outside of Aegis becomes a `StoreError`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const failure = failureOf(error);
    throw failure === undefined ? error : new StoreError(failure, { cause: error });
  }
}

/** The failure that an error of a driver means; `undefined` for a defect. */
function failureOf(error: unknown): StoreFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  const name =
    typeof errcode === 'number'
      ? PRIMARY_CODES[errcode & 0xff]
      : /^SQLITE_([A-Z]+)/.exec(typeof code === 'string' ? code : '')?.[1];
  if (typeof code === 'string' && code in SYSTEM_FAILURES) return SYSTEM_FAILURES[code];
  if (name === 'ERROR') return /malformed JSON/i.test(error.message) ? 'damaged' : undefined;
  return name === undefined ? undefined : FAILURES[name];
}

/** https://www.sqlite.org/rescode.html */
const PRIMARY_CODES: Readonly<Record<number, string>> = {
  1: 'ERROR',
  3: 'PERM',
  5: 'BUSY',
  6: 'LOCKED',
  8: 'READONLY',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  23: 'AUTH',
  26: 'NOTADB',
};

/** What copying a log may meet. */
const SYSTEM_FAILURES: Readonly<Record<string, StoreFailure>> = {
  EACCES: 'not-readable',
  EPERM: 'not-readable',
  ENOENT: 'missing',
  ENOSPC: 'full',
};

const FAILURES: Readonly<Record<string, StoreFailure>> = {
  PERM: 'not-readable',
  BUSY: 'locked',
  LOCKED: 'locked',
  READONLY: 'not-writable',
  IOERR: 'damaged',
  CORRUPT: 'damaged',
  FULL: 'full',
  CANTOPEN: 'not-readable',
  AUTH: 'not-readable',
  NOTADB: 'not-a-log',
};
