/** Paths inside a project: relative to its root, with `/`, without `.` and `..`; the root itself is the empty path. */

/** The folder of a path; the empty path for what lies at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last name in a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` seen from `folder`, with `.` and `..` resolved; `undefined` when that leaves the root. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** True when the path is the folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The folder and every folder above it, nearest first, the root (the empty path) last. */
export function foldersUpwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

/** The absolute path of a project path. */
export function absolutePath(root: string, path: string): string {
  if (path === '') return root;
  return root.endsWith('/') ? root + path : `${root}/${path}`;
}

/** An absolute path as a project path; `undefined` when it is outside the root. */
export function projectPath(root: string, path: string): string | undefined {
  const folder = root.endsWith('/') ? root : `${root}/`;
  if (path === root || `${path}/` === folder) return '';
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}

/** Stable order that does not depend on the locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
