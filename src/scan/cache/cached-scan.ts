import { AegisBug, createSource, type FileReader, type Source } from '../../base/index.ts';
import { notebookSource } from '../notebooks/notebook-source.ts';
import { absolutePath, comparePaths, projectPath } from '../project/relative-path.ts';
import { readSource } from '../project/read-source.ts';
import type { ScanInput, ScanOutcome } from '../scan-input.ts';
import { scan } from '../scan.ts';
import { createShownPath } from '../shown-path.ts';
import { openModuleFile } from './module-file.ts';
import { digest, isStillSo, observeFiles, type Hash, type Observation } from './observed-files.ts';

/** Where results are kept between scans. What it gives back is what was written under the name, or nothing. */
export interface ScanCache {
  read(name: string): Uint8Array | undefined;
  /** Failing to write is no failure of the scan. */
  write(name: string, bytes: Uint8Array): void;
}

export interface CachedScanPorts {
  readonly cache: ScanCache;
  readonly hash: Hash;
  /** Names the program: another one may find other things in the same files. */
  readonly program: string;
}

interface Kept {
  readonly observations: readonly Observation[];
  readonly outcome: Omit<ScanOutcome, 'sources'>;
  /** The files whose texts belong to the outcome, as project paths. */
  readonly sources: readonly string[];
}

/**
 * `scan`, without doing again what was done before. A scan is a function of what the files answer to it: while they
 * answer as they did to the last scan with the same wishes, the outcome is that of then. Otherwise only the files that
 * are new or other than before are parsed.
 */
export async function cachedScan(
  input: ScanInput,
  { cache, hash, program }: CachedScanPorts,
): Promise<ScanOutcome> {
  const name = `outcome-${digest(hash, new TextEncoder().encode(wishes(input, program)))}`;
  const known = recall(input, cache.read(name), hash);
  if (known !== undefined) return known;
  const files = observeFiles(input.files, hash);
  const modules = openModuleFile(cache.read(MODULES), (file) =>
    files.digestOf(absolutePath(input.root, file)),
  );
  const outcome = await scan({ ...input, files, modules });
  if (outcome.interrupted === true) return outcome;
  const changed = modules.changed();
  if (changed !== undefined) cache.write(MODULES, changed);
  cache.write(name, new TextEncoder().encode(JSON.stringify(toKeep(input, outcome, files.observations()))));
  return outcome;
}

const MODULES = 'modules';

/** Everything that the outcome depends on beside the files: what is given to a scan and is no means of doing it. */
function wishes(input: ScanInput, program: string): string {
  const means: Partial<Record<keyof ScanInput, undefined>> = {
    files: undefined,
    frontEnds: undefined,
    parsers: undefined,
    modules: undefined,
    onProgress: undefined,
    interrupted: undefined,
  };
  return JSON.stringify({ ...input, ...means, program }, (key, value: unknown) => {
    if (typeof value === 'function') throw new AegisBug(`a wish of a scan must be data: ${key}`);
    return value instanceof Map || value instanceof Set ? [...value] : value;
  });
}

function toKeep(input: ScanInput, outcome: ScanOutcome, observations: readonly Observation[]): Kept {
  const { sources, ...rest } = outcome;
  const shown = createShownPath(input.root, input.shownFrom);
  const wanted = new Set(sources.map(({ file }) => file));
  const read = observations.flatMap(([ask, path]) =>
    ask === 'read' ? (projectPath(input.root, path) ?? []) : [],
  );
  return {
    observations,
    outcome: rest,
    sources: [...new Set(read)].filter((file) => wanted.has(shown(file))),
  };
}

function recall(input: ScanInput, bytes: Uint8Array | undefined, hash: Hash): ScanOutcome | undefined {
  const kept = bytes === undefined ? undefined : parseKept(bytes);
  if (kept === undefined) return undefined;
  const wanted = new Set(kept.sources.map((file) => absolutePath(input.root, file)));
  const texts = new Map<string, Uint8Array>();
  const isSame = isStillSo(input.files, hash, kept.observations, (path, read) => {
    if (wanted.has(path)) texts.set(path, read);
  });
  if (!isSame) return undefined;
  const shown = createShownPath(input.root, input.shownFrom);
  const sources = kept.sources.flatMap(
    (file) => sourceOf(absolutePath(input.root, file), shown(file), texts) ?? [],
  );
  if (sources.length < kept.sources.length) return undefined;
  return { ...kept.outcome, sources: sources.sort((a, b) => comparePaths(a.file, b.file)) };
}

function parseKept(bytes: Uint8Array): Kept | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Kept;
  } catch {
    return undefined;
  }
}

function sourceOf(path: string, shown: string, texts: ReadonlyMap<string, Uint8Array>): Source | undefined {
  const read = readSource(readerOf(texts), path, Infinity, true);
  if (read.kind !== 'text') return undefined;
  if (read.notebook === undefined) return createSource(shown, read.text);
  // A report points into the file, not into the code that was taken out of it.
  return notebookSource(shown, read.notebook).excerptOf?.whole;
}

function readerOf(texts: ReadonlyMap<string, Uint8Array>): Pick<FileReader, 'readBytes'> {
  return {
    readBytes: (path) => {
      const bytes = texts.get(path);
      return bytes === undefined ? { ok: false, error: 'missing' } : { ok: true, value: bytes };
    },
  };
}
