import type { Cryptography, FileReader, ReadResult } from '../../base/index.ts';

export type Hash = Cryptography['hash'];

type Question = 'read' | 'list' | 'stat' | 'link';

/** A question that was put to the files, and a digest of what they answered. `limit` belongs to `read`. */
export type Observation = readonly [ask: Question, path: string, answer: string, limit?: number];

/** Files that keep a record of what they were asked. */
export interface ObservedFiles extends FileReader {
  /** Each question once, in the order in which they were first asked. */
  observations(): readonly Observation[];
  /** The digest of the bytes that were last read from the path. */
  digestOf(path: string): string | undefined;
}

export function observeFiles(files: FileReader, hash: Hash): ObservedFiles {
  const seen = new Map<string, Observation>();
  const digests = new Map<string, string>();
  const note = (ask: Question, path: string, answer: string, limit?: number): void => {
    const key = `${ask}${limit ?? ''} ${path}`;
    if (!seen.has(key)) seen.set(key, limit === undefined ? [ask, path, answer] : [ask, path, answer, limit]);
  };
  return {
    readBytes: (path, maxBytes) => {
      const result = files.readBytes(path, maxBytes);
      const answer = answerOf('read', result, hash);
      if (result.ok) digests.set(path, answer);
      note('read', path, answer, maxBytes);
      return result;
    },
    list: (path) => {
      const result = files.list(path);
      note('list', path, answerOf('list', result, hash));
      return result;
    },
    stat: (path) => {
      const result = files.stat(path);
      note('stat', path, answerOf('stat', result, hash));
      return result;
    },
    realPath: (path) => {
      const result = files.realPath(path);
      note('link', path, answerOf('link', result, hash));
      return result;
    },
    observations: () => [...seen.values()],
    digestOf: (path) => digests.get(path),
  };
}

/** True when the files answer as they did. `onRead` gets what is read on the way. */
export function isStillSo(
  files: FileReader,
  hash: Hash,
  observations: readonly Observation[],
  onRead: (path: string, bytes: Uint8Array) => void,
): boolean {
  return observations.every(([ask, path, answer, limit]) => {
    switch (ask) {
      case 'read': {
        const result = files.readBytes(path, limit ?? 0);
        if (answerOf(ask, result, hash) !== answer) return false;
        if (result.ok) onRead(path, result.value);
        return true;
      }
      case 'list':
        return answerOf(ask, files.list(path), hash) === answer;
      case 'stat':
        return answerOf(ask, files.stat(path), hash) === answer;
      case 'link':
        return answerOf(ask, files.realPath(path), hash) === answer;
    }
  });
}

interface Answers {
  readonly read: ReturnType<FileReader['readBytes']>;
  readonly list: ReturnType<FileReader['list']>;
  readonly stat: ReturnType<FileReader['stat']>;
  readonly link: ReturnType<FileReader['realPath']>;
}

function answerOf<A extends Question>(ask: A, result: Answers[A], hash: Hash): string;
function answerOf(ask: Question, result: ReadResult<unknown>, hash: Hash): string {
  if (!result.ok) return result.error;
  switch (ask) {
    case 'read':
      return digest(hash, result.value as Uint8Array);
    case 'list': {
      const entries = (result as Answers['list'] & { ok: true }).value;
      const lines = entries.map(({ name, kind }) => `${kind} ${name}`).sort();
      return digest(hash, new TextEncoder().encode(lines.join('\n')));
    }
    case 'stat': {
      const { kind, size } = (result as Answers['stat'] & { ok: true }).value;
      // How large a folder is says nothing about what is in it.
      return kind === 'file' ? `${kind} ${size}` : kind;
    }
    case 'link':
      return result.value as string;
  }
}

/** 128 bits: enough that no two files meet by accident, or by anybody's effort. */
const DIGEST_BYTES = 16;

export function digest(hash: Hash, bytes: Uint8Array): string {
  let text = '';
  for (const byte of hash('sha-256', bytes).subarray(0, DIGEST_BYTES))
    text += byte.toString(16).padStart(2, '0');
  return text;
}
