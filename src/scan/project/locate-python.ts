import type { LocateInFolder, LocatorInput } from './locate-module.ts';
import { folderOf, foldersUpwards, joinPath, nameOf } from './relative-path.ts';

/**
 * Python modules by the rules of its import system: from the folder of a script, from `src/` and the root, and from every
 * folder that holds a package; a folder with `__init__.py` is a package, one without is a part of a namespace.
 */
export function createPythonLocator({
  discovery,
  isCatalogued,
}: Omit<LocatorInput, 'files' | 'root'>): LocateInFolder {
  const sources = new Set(discovery.sources.filter((file) => /\.pyi?$/.test(file)));
  const packages = new Set([...sources].filter((file) => isPackageFile(file)).map(folderOf));
  const roots = sourceRoots(packages, discovery.manifests);
  const fileAt = (path: string): string | undefined =>
    [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`, `${path}/__init__.pyi`].find((file) =>
      sources.has(file),
    );
  return (folder, specifier, except) => {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const path = specifier.slice(dots).replaceAll('.', '/');
    return dots > 0 ? relative(folder, dots, path) : absolute(folder, path, except);
  };

  function relative(from: string, dots: number, path: string): string | undefined {
    const folder = joinPath(from, '../'.repeat(dots - 1));
    if (folder === undefined) return undefined;
    if (path === '')
      return ['__init__.py', '__init__.pyi']
        .map((name) => under(folder, name))
        .find((file) => sources.has(file));
    return fileAt(under(folder, path));
  }

  /** A script that is named like what it imports does not import itself. */
  function absolute(from: string, path: string, except: string | undefined): string | undefined {
    const first = path.split('/')[0] ?? path;
    for (const root of rootsFor(from, first)) {
      const file = fileAt(under(root, path));
      if (file !== undefined && file !== except && isReached(root, first)) return file;
    }
    return undefined;
  }

  /**
   * The folders on the way up come first: a project in a project has its own modules. A script may as well lie in a
   * package, and be started in its folder or one above.
   */
  function rootsFor(folder: string, first: string): readonly string[] {
    const above = foldersUpwards(folder);
    const upwards = above.flatMap((at) => [at, under(at, 'src')]);
    const near = upwards.filter((at) => roots.has(at) || (at === folder && !packages.has(at)));
    if (isCatalogued(first, 'python')) return near;
    return [...new Set([...near, ...above.filter((at) => packages.has(at)), ...roots])];
  }

  /** An installed package wins over a folder without `__init__.py`, wherever that lies. */
  function isReached(root: string, first: string): boolean {
    const isNamespace = !packages.has(under(root, first)) && !sources.has(`${under(root, first)}.py`);
    return !isNamespace || !isCatalogued(first, 'python');
  }
}

/** The root, its `src`, the folders of pyproject.toml and their `src`, and every folder that holds a top-level package. */
function sourceRoots(packages: ReadonlySet<string>, manifests: readonly string[]): ReadonlySet<string> {
  const roots = new Set(['', 'src']);
  for (const manifest of manifests) {
    if (nameOf(manifest) !== 'pyproject.toml') continue;
    roots.add(folderOf(manifest)).add(under(folderOf(manifest), 'src'));
  }
  for (const folder of packages) {
    const parent = folderOf(folder);
    if (folder !== '' && !packages.has(parent)) roots.add(parent);
  }
  return roots;
}

function isPackageFile(file: string): boolean {
  return nameOf(file) === '__init__.py' || nameOf(file) === '__init__.pyi';
}

function under(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
