import type { LocatorInput } from './locate-module.ts';
import { parseJsonWithComments } from './json-with-comments.ts';
import { absolutePath, folderOf, foldersUpwards, joinPath, nameOf } from './relative-path.ts';

/** `"@/*": ["./web/*"]`: prefix `@/`, suffix empty. */
export interface PathMapping {
  readonly prefix: string;
  readonly suffix: string;
  readonly isExact: boolean;
  readonly targets: readonly string[];
}

/** What a tsconfig.json says about finding modules. Folders are project paths. */
export interface TsConfig {
  /** The most specific first. */
  readonly paths: readonly PathMapping[];
  readonly pathsFolder: string;
  readonly baseUrl: string | undefined;
}

export interface TsConfigs {
  /** Of the files in a folder. */
  configFor(folder: string): TsConfig | undefined;
}

interface Written {
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly pathsFolder?: string;
  readonly baseUrl?: string;
}

const MAX_SIZE = 1_000_000;
const MAX_EXTENDS = 10;

/** Reads tsconfig.json and jsconfig.json, with `extends` inside the project. What cannot be read says nothing. */
export function readTsConfigs({ files, root, discovery }: Omit<LocatorInput, 'isCatalogued'>): TsConfigs {
  const written = new Map<string, Written>();
  const byFolder = new Map<string, TsConfig>();
  for (const manifest of discovery.manifests) {
    const name = nameOf(manifest);
    const folder = folderOf(manifest);
    const isWanted = name === 'tsconfig.json' || (name === 'jsconfig.json' && !byFolder.has(folder));
    if (isWanted) byFolder.set(folder, completed(read(manifest, MAX_EXTENDS), folder));
  }
  return {
    configFor: (folder) => {
      const nearest = foldersUpwards(folder).find((at) => byFolder.has(at));
      return nearest === undefined ? undefined : byFolder.get(nearest);
    },
  };

  function read(path: string, depth: number): Written {
    const known = written.get(path);
    if (known !== undefined) return known;
    const json = readJson(path);
    const folder = folderOf(path);
    const bases = depth === 0 ? [] : basesOf(json, folder).map((base) => read(base, depth - 1));
    const merged: Written = Object.assign({}, ...bases, ownSettings(json, folder)) as Written;
    written.set(path, merged);
    return merged;
  }

  function readJson(path: string): Readonly<Record<string, unknown>> {
    const bytes = files.readBytes(absolutePath(root, path), MAX_SIZE);
    return bytes.ok ? asObject(parseJsonWithComments(new TextDecoder().decode(bytes.value))) : {};
  }
}

/** Only files of the project: a base from a package says nothing about this project's folders. */
function basesOf(json: Readonly<Record<string, unknown>>, folder: string): readonly string[] {
  const written = [json['extends']].flat().filter((base) => typeof base === 'string' && base.startsWith('.'));
  return written.flatMap((base) => {
    const path = joinPath(folder, String(base));
    return path === undefined ? [] : [path.endsWith('.json') ? path : `${path}.json`];
  });
}

function ownSettings(json: Readonly<Record<string, unknown>>, folder: string): Written {
  const options = asObject(json['compilerOptions']);
  const paths = options['paths'];
  const baseUrl =
    typeof options['baseUrl'] === 'string' ? joinPath(folder, fromHere(options['baseUrl'])) : undefined;
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(typeof paths === 'object' && paths !== null ? { paths: asObject(paths), pathsFolder: folder } : {}),
  };
}

function completed(written: Written, folder: string): TsConfig {
  const mappings = Object.entries(written.paths ?? {}).map(([pattern, targets]) =>
    toMapping(pattern, targets),
  );
  return {
    paths: mappings.sort(
      (a, b) => Number(b.isExact) - Number(a.isExact) || b.prefix.length - a.prefix.length,
    ),
    pathsFolder: written.baseUrl ?? written.pathsFolder ?? folder,
    baseUrl: written.baseUrl,
  };
}

function toMapping(pattern: string, targets: unknown): PathMapping {
  const star = pattern.indexOf('*');
  const list: readonly unknown[] = Array.isArray(targets) ? targets : [];
  return {
    prefix: star === -1 ? pattern : pattern.slice(0, star),
    suffix: star === -1 ? '' : pattern.slice(star + 1),
    isExact: star === -1,
    targets: list.filter((target) => typeof target === 'string').map(fromHere),
  };
}

function fromHere(path: string): string {
  return path.replace(/^\$\{configDir\}/, '.');
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
