import type { DirectoryEntry, FileReader, ReadResult } from '../base/index.ts';

/** What the index of a repository holds. */
export interface GitIndex {
  /** The folder of the work tree, absolute, links resolved, with `/`. */
  readonly top: string;
  /** By path from the top. */
  readonly entries: ReadonlyMap<string, { readonly kind: DirectoryEntry['kind']; readonly object: string }>;
  /** The content of entries, by path, where it is not what the work tree holds. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Entries that the work tree holds otherwise, and that are too large to be read. */
  readonly tooLarge: ReadonlySet<string>;
}

/** The files of the index in place of those of the work tree; what lies outside of it, and `.git`, is as it is on disk. */
export function gitIndexFiles(disk: FileReader, index: GitIndex): FileReader {
  const folders = foldersOf(index);
  const inTree = (path: string): string | undefined => {
    if (path === index.top) return '';
    const inside = path.startsWith(`${index.top}/`) ? path.slice(index.top.length + 1) : undefined;
    return inside === '.git' || inside?.startsWith('.git/') === true ? undefined : inside;
  };
  return {
    readBytes: (path, maxBytes) => {
      const inside = inTree(path);
      if (inside === undefined) return disk.readBytes(path, maxBytes);
      if (folders.has(inside)) return failure('not-a-file');
      if (!index.entries.has(inside)) return failure('missing');
      if (index.tooLarge.has(inside)) return failure('too-large');
      const content = index.contents.get(inside);
      if (content === undefined) return disk.readBytes(path, maxBytes);
      return content.length > maxBytes ? failure('too-large') : { ok: true, value: content };
    },
    list: (path) => {
      const inside = inTree(path);
      if (inside === undefined) return disk.list(path);
      const entries = folders.get(inside);
      if (entries !== undefined) {
        return { ok: true, value: [...entries].map(([name, kind]) => ({ name, kind })) };
      }
      return failure(index.entries.has(inside) ? 'not-a-directory' : 'missing');
    },
    stat: (path) => {
      const inside = inTree(path);
      if (inside === undefined) return disk.stat(path);
      if (folders.has(inside)) return { ok: true, value: { kind: 'directory', size: 0 } };
      const entry = index.entries.get(inside);
      if (entry === undefined) return failure('missing');
      if (entry.kind === 'link') return disk.stat(path);
      return { ok: true, value: { kind: 'file', size: index.contents.get(inside)?.length ?? 0 } };
    },
    realPath: (path) => {
      const inside = inTree(path);
      const isHere =
        inside !== undefined && (folders.has(inside) || index.entries.get(inside)?.kind === 'file');
      return isHere ? { ok: true, value: path } : disk.realPath(path);
    },
  };
}

function failure(error: Extract<ReadResult<never>, { ok: false }>['error']): ReadResult<never> {
  return { ok: false, error };
}

type Folder = Map<string, DirectoryEntry['kind']>;

function foldersOf({ entries }: GitIndex): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>([['', new Map()]]);
  const folderAt = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder: Folder = new Map();
    folders.set(path, folder);
    add(path, 'directory');
    return folder;
  };
  const add = (path: string, kind: DirectoryEntry['kind']): void => {
    const slash = path.lastIndexOf('/');
    folderAt(slash === -1 ? '' : path.slice(0, slash)).set(path.slice(slash + 1), kind);
  };
  for (const [path, { kind }] of entries) add(path, kind);
  return folders;
}
