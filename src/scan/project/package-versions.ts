import type { FileReader } from '../../base/index.ts';
import type { Language } from '../ir.ts';
import { absolutePath, foldersUpwards, folderOf } from './relative-path.ts';

/** The version of a package for a file of the project, where a lock file or a manifest near it names one exactly. */
export type PackageVersion = (name: string, language: Language, file: string) => string | undefined;

/** Looks in the file's folder and those above it; in a folder, lock files come before manifests. */
export function createPackageVersions(files: FileReader, root: string): PackageVersion {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const versionsIn = (folder: string, language: Language): ReadonlyMap<string, string> => {
    const key = `${language} ${folder}`;
    const found = known.get(key) ?? readVersions(files, absolutePath(root, folder), language);
    known.set(key, found);
    return found;
  };
  return (name, language, file) => {
    const wanted = language === 'python' ? normalised(name) : name;
    for (const folder of foldersUpwards(folderOf(file))) {
      const version = versionsIn(folder, language).get(wanted);
      if (version !== undefined) return version;
    }
    return undefined;
  };
}

type Reader = (text: string) => Iterable<readonly [name: string, version: string]>;

/** What is read for each language, the most exact first. */
const SOURCES: Readonly<Record<Language, readonly (readonly [file: string, read: Reader])[]>> = {
  typescript: [
    ['package-lock.json', packageLock],
    ['pnpm-lock.yaml', (text) => pairs(text, /^ {2}['"]?\/?((?:@[\w.-]+\/)?[\w.-]+)@(\d[\w.+-]*)/gm)],
    [
      'yarn.lock',
      (text) => pairs(text, /^"?((?:@[\w.-]+\/)?[\w.-]+)@[^\n]*:\n {2}version:? "?(\d[\w.+-]*)/gm),
    ],
    ['package.json', packageManifest],
  ],
  python: [
    ['uv.lock', tomlPackages],
    ['poetry.lock', tomlPackages],
    ['pdm.lock', tomlPackages],
    ['Pipfile.lock', (text) => pairs(text, /"([\w.-]+)": \{[^{}]*?"version": "==([\w.+!-]+)"/g)],
    ['requirements.txt', pinned],
    ['pyproject.toml', pinned],
  ],
};

const MAX_SIZE = 32_000_000;

function readVersions(files: FileReader, folder: string, language: Language): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const [name, read] of SOURCES[language]) {
    const bytes = files.readBytes(absolutePath(folder, name), MAX_SIZE);
    if (!bytes.ok) continue;
    for (const [written, version] of read(new TextDecoder().decode(bytes.value))) {
      const key = language === 'python' ? normalised(written) : written;
      if (!versions.has(key)) versions.set(key, version);
    }
  }
  return versions;
}

/** Names of Python packages that mean the same (PEP 503). */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function* pairs(text: string, pattern: RegExp): Iterable<readonly [string, string]> {
  for (const [, name = '', version = ''] of text.matchAll(pattern)) yield [name, version];
}

function tomlPackages(text: string): Iterable<readonly [string, string]> {
  return pairs(text, /^\[\[package\]\]\nname = "([^"\n]+)"\nversion = "([^"\n]+)"/gm);
}

/** `openai==1.2.3`, also in quotes and with extras. */
function pinned(text: string): Iterable<readonly [string, string]> {
  return pairs(text, /(?:^|["'])[^\S\n]*([A-Za-z][\w.-]*)(?:\[[^\]\n]*\])?\s*==\s*(\d[\w.+!-]*)/gm);
}

function* packageLock(text: string): Iterable<readonly [string, string]> {
  const { packages, dependencies } = record(json(text));
  const installed = record(packages);
  for (const [path, entry] of Object.entries(installed)) {
    const { version } = record(entry);
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name !== undefined && typeof version === 'string') yield [name, version];
  }
  for (const [name, entry] of Object.entries(record(dependencies))) {
    const { version } = record(entry);
    if (typeof version === 'string') yield [name, version];
  }
}

function* packageManifest(text: string): Iterable<readonly [string, string]> {
  const manifest = record(json(text));
  for (const key of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    for (const [name, range] of Object.entries(record(manifest[key]))) {
      if (typeof range === 'string' && /^=?\d+\.\d+\.\d+[\w.+-]*$/.test(range))
        yield [name, range.replace(/^=/, '')];
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
