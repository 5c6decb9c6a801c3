import { parseJsonWithComments } from './json-with-comments.ts';
import type { LocatorInput } from './locate-module.ts';
import { absolutePath, folderOf, foldersUpwards, isWithin, joinPath, nameOf } from './relative-path.ts';

/** The packages of a workspace: imports of one by its name are imports of its sources. */
export interface Workspace {
  /** What the files of a folder mean by a specifier. */
  locate(folder: string, specifier: string): string | undefined;
  /**
   * True when the specifier names an SDK of the catalogue that this workspace itself publishes, seen from another of its
   * packages: there it is used like any SDK, so that its calls count where they are made and not inside of it.
   */
  isPublishedSdk(folder: string, specifier: string): boolean;
  /** The folders with a package.json from a folder upwards, nearest first, and the root. */
  foldersAbove(folder: string): readonly string[];
}

interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

const MAX_SIZE = 1_000_000;
const OUTPUT_FOLDER = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)(?:\/(?:esm|cjs|src))?\//;
/** The order in which conditions of `exports` lead to sources. */
const CONDITIONS = [
  'source',
  'development',
  'import',
  'module',
  'default',
  'require',
  'types',
  'node',
  'browser',
];

export function readWorkspace(
  { files, root, discovery, isCatalogued }: LocatorInput,
  fileAt: (path: string) => string | undefined,
): Workspace {
  const manifests = discovery.manifests.filter((path) => nameOf(path) === 'package.json');
  const packages = manifests.map((path) => ({ folder: folderOf(path), manifest: readJson(path) }));
  const byName = new Map<unknown, WorkspacePackage>();
  for (const found of packages)
    if (!byName.has(found.manifest['name'])) byName.set(found.manifest['name'], found);
  const byFolder = new Map(packages.map((found) => [found.folder, found]));
  return { locate, isPublishedSdk, foldersAbove };

  function locate(folder: string, specifier: string): string | undefined {
    if (specifier.startsWith('#')) return ownImport(folder, specifier);
    const { name, subpath } = partsOf(specifier);
    const found = name === undefined ? undefined : byName.get(name);
    return found === undefined ? undefined : sourceOf(found, subpath);
  }

  function isPublishedSdk(folder: string, specifier: string): boolean {
    const { name } = partsOf(specifier);
    const found = name === undefined ? undefined : byName.get(name);
    if (name === undefined || found === undefined || !isCatalogued(name, 'typescript')) return false;
    const { version, private: isPrivate } = found.manifest;
    const isInside = isWithin(folder, found.folder);
    return typeof version === 'string' && isPrivate !== true && !isInside;
  }

  function foldersAbove(folder: string): readonly string[] {
    return foldersUpwards(folder).filter((at) => at === '' || byFolder.has(at));
  }

  function ownImport(folder: string, specifier: string): string | undefined {
    const nearest = foldersUpwards(folder).find((at) => byFolder.has(at));
    const own = nearest === undefined ? undefined : byFolder.get(nearest);
    if (own === undefined) return undefined;
    return firstSource(own.folder, targetsFor(own.manifest['imports'], specifier));
  }

  function sourceOf({ folder, manifest }: WorkspacePackage, subpath: string): string | undefined {
    const exported = targetsFor(manifest['exports'], subpath === '' ? '.' : `./${subpath}`);
    const main =
      subpath === '' ? [manifest['source'], manifest['module'], manifest['main'], manifest['types']] : [];
    const guesses = subpath === '' ? ['src/index', 'src', 'index'] : [`src/${subpath}`, subpath];
    return firstSource(folder, [...exported, ...main.filter((path) => typeof path === 'string'), ...guesses]);
  }

  /** What is built lies elsewhere than its source: `dist/agent.js` comes from `src/agent.ts`. */
  function firstSource(folder: string, targets: readonly string[]): string | undefined {
    for (const target of targets) {
      const built = target.replace(OUTPUT_FOLDER, 'src/').replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
      for (const path of [built, target]) {
        const joined = joinPath(folder, path);
        const file = joined === undefined ? undefined : fileAt(joined);
        if (file !== undefined) return file;
      }
    }
    return undefined;
  }

  function readJson(path: string): Readonly<Record<string, unknown>> {
    const bytes = files.readBytes(absolutePath(root, path), MAX_SIZE);
    const json = bytes.ok ? parseJsonWithComments(new TextDecoder().decode(bytes.value)) : undefined;
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  }
}

function partsOf(specifier: string): { readonly name: string | undefined; readonly subpath: string } {
  const [, name, subpath = ''] = /^(@[^/]+\/[^/]+|[^/@][^/]*)(?:\/(.+))?$/.exec(specifier) ?? [];
  return { name, subpath };
}

/** The files that `exports` or `imports` name for a key, with `*` filled in. */
function targetsFor(table: unknown, key: string): readonly string[] {
  if (typeof table === 'string' || Array.isArray(table)) return key === '.' ? conditionTargets(table) : [];
  if (typeof table !== 'object' || table === null) return [];
  const entries = Object.entries(table);
  if (key === '.' && !entries.some(([name]) => name.startsWith('.'))) return conditionTargets(table);
  for (const [pattern, value] of entries) {
    if (pattern === key) return conditionTargets(value);
    const [prefix = '', suffix] = pattern.split('*');
    if (suffix === undefined || !key.startsWith(prefix) || !key.endsWith(suffix)) continue;
    const star = key.slice(prefix.length, key.length - suffix.length);
    return conditionTargets(value).map((target) => target.replaceAll('*', () => star));
  }
  return [];
}

function conditionTargets(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(conditionTargets);
  if (typeof value !== 'object' || value === null) return [];
  const table = value as Readonly<Record<string, unknown>>;
  return CONDITIONS.flatMap((condition) => conditionTargets(table[condition]));
}
