import { absolutePath, projectPath } from './project/relative-path.ts';

/**
 * How project paths are shown: relative to a folder where it and the root lie one inside the other, with `..` where
 * needed, else relative to the root.
 */
export function createShownPath(root: string, shownFrom: string | undefined): (path: string) => string {
  if (shownFrom === undefined) return (path) => path;
  const below = projectPath(shownFrom, root);
  if (below !== undefined) return (path) => absolutePath(below, path).replace(/^\//, '');
  const within = projectPath(root, shownFrom);
  return within === undefined ? (path) => path : (path) => relativeTo(within, path);
}

function relativeTo(folder: string, path: string): string {
  const from = folder.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  return '../'.repeat(from.length - common) + to.slice(common).join('/');
}
