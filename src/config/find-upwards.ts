import type { FileReader } from '../base/index.ts';

/**
 * The nearest file of this name, from a folder upwards to the root of its repository (the folder that holds `.git`) or
 * the home folder, whichever comes first. Only regular files count. Paths are absolute, with `/`.
 */
export function findUpwards(
  files: FileReader,
  name: string,
  from: string,
  home?: string,
): string | undefined {
  for (let folder: string | undefined = from; folder !== undefined; folder = parentOf(folder)) {
    const path = join(folder, name);
    const stat = files.stat(path);
    if (stat.ok && stat.value.kind === 'file') return path;
    if (folder === home || files.stat(join(folder, '.git')).ok) return undefined;
  }
  return undefined;
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

function parentOf(folder: string): string | undefined {
  const at = folder.lastIndexOf('/');
  if (at === -1 || folder.length === at + 1) return undefined;
  const parent = folder.slice(0, at);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}
