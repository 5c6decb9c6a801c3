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

/** The hash functions an audit log may be chained with: FIPS 180-4 and FIPS 202, 32 bytes each. */
export type HashAlgorithm = 'sha-256' | 'sha3-256';

/** Cryptography as the platform has it. Every value is raw bytes; keys are the 32 bytes of RFC 8032. */
export interface Cryptography {
  /** 32 bytes, which stay as they are when the input's memory is used again. */
  hash(algorithm: HashAlgorithm, bytes: Uint8Array): Uint8Array;
  /** RFC 2104 with SHA-256. */
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** The public key of a private one. */
  ed25519PublicKey(privateKey: Uint8Array): Uint8Array;
  ed25519Sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array;
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** Bytes that nobody can foresee. */
  randomBytes(count: number): Uint8Array;
}

/** What became of a run of git: it ended with an exit code, or there is no such program. */
export type GitRun =
  | {
      readonly kind: 'ended';
      readonly exitCode: number;
      readonly stdout: Uint8Array;
      readonly stderr: string;
    }
  | { readonly kind: 'missing' };

/** The program git, given its arguments one by one: no shell reads them. */
export interface Git {
  /** `folder` is where it runs; `input` goes to its standard input. */
  run(
    args: readonly string[],
    options: { readonly folder: string; readonly input?: string },
  ): Promise<GitRun>;
}
