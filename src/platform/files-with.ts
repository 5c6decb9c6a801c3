import type { DirectoryEntry, FileReader } from '../base/index.ts';

/** The same files with one more, or with another content of one: what an editor holds and has not saved. */
export function filesWith(files: FileReader, path: string, content: Uint8Array): FileReader {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash) || '/';
  const entry: DirectoryEntry = { name: path.slice(slash + 1), kind: 'file' };
  return {
    readBytes: (at, maxBytes) => {
      if (at !== path) return files.readBytes(at, maxBytes);
      return content.length > maxBytes ? { ok: false, error: 'too-large' } : { ok: true, value: content };
    },
    list: (at) => {
      const listed = files.list(at);
      if (at !== folder || !listed.ok) return listed;
      return { ok: true, value: [...listed.value.filter(({ name }) => name !== entry.name), entry] };
    },
    stat: (at) =>
      at === path ? { ok: true, value: { kind: 'file', size: content.length } } : files.stat(at),
    realPath: (at) => (at === path ? { ok: true, value: path } : files.realPath(at)),
  };
}
