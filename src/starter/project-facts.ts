import type { FileReader } from '../base/index.ts';
import { manifestNames, readManifest } from './manifest.ts';

/** Something the project says of itself, and where. */
export interface Fact {
  /** `package`: a dependency or an imported module; `word`: part of a project's, folder's or file's name. */
  readonly kind: 'package' | 'word';
  readonly value: string;
  /** The file or folder that says it, relative to the project, with `/`. */
  readonly from: string;
}

export interface ProjectFacts {
  /** Manifests that were read, relative to the project. */
  readonly manifests: readonly string[];
  /** Manifests that could not be understood, with the reason. */
  readonly unreadable: readonly { readonly file: string; readonly why: string }[];
  readonly facts: readonly Fact[];
}

const MAX_MANIFEST_BYTES = 1024 * 1024;
/** Folders deep: manifests of a monorepo's packages, not of what those contain. */
const MAX_DEPTH = 3;
const SKIPPED =
  /^(\..*|node_modules|vendor|dist|build|out|venv|env|__pycache__|site-packages|fixtures|coverage)$/;

/** What the manifests and folder names below `root` say; `imports` are the modules that the code is known to import. */
export function readProjectFacts(
  files: FileReader,
  root: string,
  imports: readonly { readonly module: string; readonly file: string }[] = [],
): ProjectFacts {
  const manifests: string[] = [];
  const unreadable: { file: string; why: string }[] = [];
  const facts: Fact[] = imports.map(({ module, file }) => ({ kind: 'package', value: module, from: file }));

  const visit = (folder: string, depth: number): void => {
    const listing = files.list(folder === '' ? root : `${root}/${folder}`);
    if (!listing.ok) return;
    const entries = [...listing.value].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.kind === 'directory' && !SKIPPED.test(entry.name)) {
        for (const word of wordsOf(entry.name)) facts.push({ kind: 'word', value: word, from: `${path}/` });
        if (depth < MAX_DEPTH) visit(path, depth + 1);
      } else if (entry.kind === 'file' && manifestNames(entry.name)) {
        readOne(path, entry.name);
      } else if (entry.kind === 'file' && /\.(ts|tsx|js|mjs|py)$/.test(entry.name)) {
        for (const word of wordsOf(entry.name.replace(/\.[a-z]+$/, ''))) {
          facts.push({ kind: 'word', value: word, from: path });
        }
      }
    }
  };

  const readOne = (path: string, name: string): void => {
    const bytes = files.readBytes(`${root}/${path}`, MAX_MANIFEST_BYTES);
    const manifest = bytes.ok
      ? readManifest(name, new TextDecoder().decode(bytes.value))
      : { ok: false as const, error: bytes.error };
    if (!manifest.ok) {
      unreadable.push({ file: path, why: manifest.error });
      return;
    }
    manifests.push(path);
    for (const value of manifest.value.packages) facts.push({ kind: 'package', value, from: path });
    for (const text of manifest.value.texts) {
      for (const value of wordsOf(text)) facts.push({ kind: 'word', value, from: path });
    }
  };

  visit('', 0);
  return { manifests, unreadable, facts };
}

/** `refundAgent-v2 tools` -> refund, agent, v2, tools. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
}
