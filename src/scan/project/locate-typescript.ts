import type { LocateInFolder, LocatorInput } from './locate-module.ts';
import { foldersUpwards, joinPath } from './relative-path.ts';
import { readTsConfigs, type PathMapping } from './ts-configs.ts';
import { readWorkspace } from './workspace-packages.ts';

const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.vue',
  '.svelte',
  '.astro',
];
/** What a specifier with a JavaScript extension may mean in the sources. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

/**
 * TypeScript and JavaScript modules the way bundlers find them: relative paths with any extension, `paths` and `baseUrl`
 * of the nearest tsconfig.json, packages of the workspace by name, `#imports`, and `@/` and `~/` for the project's folder.
 */
export function createTypeScriptLocator(input: LocatorInput): LocateInFolder {
  const sources = new Set(input.discovery.sources);
  const configs = readTsConfigs(input);
  const workspace = readWorkspace(input, fileAt);
  return (folder, specifier) => {
    // Bundlers take `./prompt.ts?raw`; a leading `#` is a package's own import.
    const written = specifier.replace(/(?!^)[?#].*$/, '');
    if (/^\.{1,2}(?:\/|$)/.test(written)) return fromFolder(folder, written);
    if (workspace.isPublishedSdk(folder, written)) return undefined;
    return (
      mapped(folder, written) ??
      workspace.locate(folder, written) ??
      conventional(workspace.foldersAbove(folder), written)
    );
  };

  function fromFolder(folder: string, path: string): string | undefined {
    const joined = joinPath(folder, path);
    return joined === undefined ? undefined : fileAt(joined);
  }

  function fileAt(path: string): string | undefined {
    const real = throughLinks(path, input.discovery.links);
    return candidates(real).find((candidate) => sources.has(candidate));
  }

  function mapped(folder: string, specifier: string): string | undefined {
    const config = configs.configFor(folder);
    if (config === undefined) return undefined;
    for (const target of config.paths.flatMap((mapping) => targetsOf(mapping, specifier))) {
      const file = fromFolder(config.pathsFolder, target);
      if (file !== undefined) return file;
    }
    return config.baseUrl === undefined ? undefined : fromFolder(config.baseUrl, specifier);
  }

  /** Many build tools map these without a tsconfig.json. */
  function conventional(folders: readonly string[], specifier: string): string | undefined {
    const path = /^[@~]\/(.+)$/.exec(specifier)?.[1];
    if (path === undefined) return undefined;
    for (const folder of folders) {
      const file = fromFolder(folder, `src/${path}`) ?? fromFolder(folder, path);
      if (file !== undefined) return file;
    }
    return undefined;
  }
}

function candidates(path: string): readonly string[] {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  const stem = extension === undefined ? path : path.slice(0, -extension.length);
  const asSource =
    extension === undefined ? [] : (SOURCES_OF[extension] ?? []).map((source) => stem + source);
  const index = path === '' ? 'index' : `${path}/index`;
  return [
    ...asSource,
    path,
    ...EXTENSIONS.map((added) => path + added),
    ...EXTENSIONS.map((added) => index + added),
  ];
}

function targetsOf(mapping: PathMapping, specifier: string): readonly string[] {
  const { prefix, suffix, isExact } = mapping;
  if (isExact) return specifier === prefix ? mapping.targets : [];
  const fits =
    specifier.length >= prefix.length + suffix.length &&
    specifier.startsWith(prefix) &&
    specifier.endsWith(suffix);
  if (!fits) return [];
  const star = specifier.slice(prefix.length, specifier.length - suffix.length);
  return mapping.targets.map((target) => target.replace('*', () => star));
}

/** A path below a linked folder is read at the folder's own place. */
function throughLinks(path: string, links: ReadonlyMap<string, string>): string {
  if (links.size === 0) return path;
  for (const folder of foldersUpwards(path)) {
    const target = links.get(folder);
    if (target === undefined) continue;
    const rest = path.slice(folder.length);
    return target === '' ? rest.slice(1) : target + rest;
  }
  return path;
}
