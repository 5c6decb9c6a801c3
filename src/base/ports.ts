/** The present, in milliseconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  now(): number;
}

/** What a directory holds, by name. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

/** Why a file or directory could not be read. */
export type ReadFailure =
  'missing' | 'not-a-file' | 'not-a-directory' | 'no-permission' | 'too-large' | 'unreadable';

export type ReadResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ReadFailure };

/** Reading access to a tree of files. Paths are absolute or relative to the working directory, with `/`. */
export interface FileReader {
  /** The bytes of a regular file of at most `maxBytes`; a larger one is `too-large` and is not read. */
  readBytes(path: string, maxBytes: number): ReadResult<Uint8Array>;
  list(path: string): ReadResult<readonly DirectoryEntry[]>;
  /** What the path is after following links, or why that cannot be told. `size` is in bytes. */
  stat(path: string): ReadResult<{ readonly kind: 'file' | 'directory' | 'other'; readonly size: number }>;
  /** The path with every link resolved, for finding cycles. */
  realPath(path: string): ReadResult<string>;
}
