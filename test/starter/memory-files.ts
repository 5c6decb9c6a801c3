import type { DirectoryEntry, FileReader, ReadResult } from '../../src/base/index.ts';

/** A project held in memory: path -> text, with `/`; a path that maps to `null` cannot be read. */
export function memoryFiles(tree: Readonly<Record<string, string | null>>): FileReader {
  const under = (folder: string): readonly DirectoryEntry[] => {
    const entries = new Map<string, DirectoryEntry>();
    for (const path of Object.keys(tree)) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name, ...rest] = path.slice(folder.length + 1).split('/');
      if (name !== undefined) entries.set(name, { name, kind: rest.length === 0 ? 'file' : 'directory' });
    }
    return [...entries.values()];
  };
  const missing = { ok: false, error: 'missing' } as const;
  return {
    readBytes: (path): ReadResult<Uint8Array> => {
      const text = tree[path];
      if (text === null) return { ok: false, error: 'no-permission' };
      return text === undefined ? missing : { ok: true, value: new TextEncoder().encode(text) };
    },
    list: (path) => {
      const entries = under(path);
      return entries.length === 0 ? missing : { ok: true, value: entries };
    },
    stat: () => missing,
    realPath: (path) => ({ ok: true, value: path }),
  };
}
