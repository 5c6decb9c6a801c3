import type { DirectoryEntry, FileReader, ReadFailure } from '../../base/index.ts';
import { skippedByContent, skippedByName, skippedFileName, VERSION_CONTROL } from './default-skips.ts';
import {
  ignoredBecause,
  rulesAbove,
  rulesFromGlobs,
  rulesInside,
  withRulesOf,
  type IgnoreRules,
} from './ignore-rules.ts';
import { absolutePath, comparePaths, folderOf, isWithin, projectPath } from './relative-path.ts';

export interface DiscoveryInput {
  readonly files: FileReader;
  readonly root: string;
  /** Project paths of what the user named; they are entered even where a rule would pass them over. */
  readonly operands: readonly string[];
  /** Extensions of source files, with the dot. */
  readonly extensions: ReadonlySet<string>;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** What lies in a project. All paths are project paths, sorted. */
export interface Discovery {
  readonly sources: readonly string[];
  /** Every folder that was entered. */
  readonly folders: readonly string[];
  /** Files that say how names are resolved: package.json, tsconfig.json, jsconfig.json, pyproject.toml. */
  readonly manifests: readonly string[];
  /** Links to folders inside the project, by path; what they lead to is read at its own place. */
  readonly links: ReadonlyMap<string, string>;
  /** What was passed over inside the operands, by reason. A folder counts as one. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly unreadable: readonly { readonly path: string; readonly failure: ReadFailure }[];
}

const MANIFESTS = new Set([
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'jsconfig.json',
  'pyproject.toml',
]);

/**
 * Walks the project from its root. Links are never followed: what they lead to inside the root is found at its own
 * place, and what lies outside is none of the project's, so that no cycle can hold the walk.
 */
export function discover(input: DiscoveryInput): Discovery {
  const walk = new Walk(input);
  walk.enter('', [
    ...rulesAbove(input.files, input.root),
    ...rulesFromGlobs(input.exclude, 'excluded by aegis.yaml'),
  ]);
  return walk.result();
}

class Walk {
  private readonly input: DiscoveryInput;
  private readonly sources: string[] = [];
  private readonly folders: string[] = [];
  private readonly manifests: string[] = [];
  private readonly links = new Map<string, string>();
  private readonly ignored = new Map<string, number>();
  private readonly unreadable: { path: string; failure: ReadFailure }[] = [];
  private readonly named: ReadonlySet<string>;
  /** Folders on the way to something named. */
  private readonly onTheWay: ReadonlySet<string>;
  private readonly included: IgnoreRules;

  constructor(input: DiscoveryInput) {
    this.input = input;
    this.named = new Set(input.operands);
    this.onTheWay = new Set(input.operands.flatMap(foldersAbove));
    this.included = rulesFromGlobs(input.include, 'included');
  }

  result(): Discovery {
    return {
      sources: this.sources.sort(comparePaths),
      folders: this.folders.sort(comparePaths),
      manifests: this.manifests.sort(comparePaths),
      links: this.links,
      ignored: this.ignored,
      unreadable: this.unreadable.sort((a, b) => comparePaths(a.path, b.path)),
    };
  }

  enter(folder: string, rules: IgnoreRules): void {
    const entries = this.list(folder);
    if (entries === undefined) return;
    const because =
      folder === '' || this.named.has(folder) ? undefined : skippedByContent(lastName(folder), entries);
    if (because === undefined) this.visit(folder, entries, rules);
    else if (this.onTheWay.has(folder)) this.visitOnlyNamed(folder, entries, rules);
    else this.count(folder, because);
  }

  private list(folder: string): readonly DirectoryEntry[] | undefined {
    const entries = this.input.files.list(absolutePath(this.input.root, folder));
    if (entries.ok) return entries.value;
    if (this.isReported(folder)) this.unreadable.push({ path: folder, failure: entries.error });
    return undefined;
  }

  private visit(folder: string, entries: readonly DirectoryEntry[], outer: IgnoreRules): void {
    this.folders.push(folder);
    const hasRules = entries.some((entry) => entry.name.endsWith('ignore'));
    const inner = rulesInside(outer, folder);
    const rules = hasRules ? withRulesOf(inner, this.input.files, this.input.root, folder) : inner;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      switch (entry.kind) {
        case 'file':
          this.file(path, entry.name, rules);
          break;
        case 'directory':
          this.directory(path, entry.name, entries, rules);
          break;
        case 'link':
          this.link(path);
          break;
        case 'other':
          if (this.isSource(entry.name)) this.count(path, 'not a regular file');
          break;
      }
    }
  }

  private visitOnlyNamed(folder: string, entries: readonly DirectoryEntry[], rules: IgnoreRules): void {
    this.count(folder, skippedByContent(lastName(folder), entries) ?? 'ignored');
    this.visit(
      folder,
      entries.filter(({ name }) => this.isNamedOrOnTheWay(`${folder}/${name}`)),
      rules,
    );
  }

  private directory(
    path: string,
    name: string,
    siblings: readonly DirectoryEntry[],
    rules: IgnoreRules,
  ): void {
    if (VERSION_CONTROL.has(name)) return;
    const because = skippedByName(name, siblings) ?? ignoredBecause(rules, `${path}/`);
    if (because === undefined || this.named.has(path)) this.enter(path, rules);
    else if (this.onTheWay.has(path)) this.visitOnlyNamed(path, this.list(path) ?? [], rules);
    else this.count(path, because);
  }

  private file(path: string, name: string, rules: IgnoreRules): void {
    if (MANIFESTS.has(name)) this.manifests.push(path);
    if (!this.isSource(name)) return;
    const because = this.named.has(path) ? undefined : this.fileIgnoredBecause(path, name, rules);
    if (because === undefined) this.sources.push(path);
    else this.count(path, because);
  }

  private fileIgnoredBecause(path: string, name: string, rules: IgnoreRules): string | undefined {
    const isIncluded = this.included.length === 0 || ignoredBecause(this.included, path) !== undefined;
    if (!isIncluded) return 'not included by aegis.yaml';
    return skippedFileName(name) ?? ignoredBecause(rules, path);
  }

  private link(path: string): void {
    const { files, root } = this.input;
    const target = files.realPath(absolutePath(root, path));
    if (!target.ok) return;
    const inside = projectPath(root, target.value);
    const kind = files.stat(target.value);
    const isFolder = kind.ok && kind.value.kind === 'directory';
    if (inside === undefined) {
      if (isFolder || this.isSource(path)) this.count(path, 'link out of the project');
    } else if (isFolder) this.links.set(path, inside);
  }

  private isSource(name: string): boolean {
    const dot = name.lastIndexOf('.');
    return dot !== -1 && this.input.extensions.has(name.slice(dot));
  }

  private isNamedOrOnTheWay(path: string): boolean {
    return this.named.has(path) || this.onTheWay.has(path);
  }

  private isReported(path: string): boolean {
    return this.input.operands.some((operand) => isWithin(path, operand));
  }

  private count(path: string, reason: string): void {
    if (this.isReported(path)) this.ignored.set(reason, (this.ignored.get(reason) ?? 0) + 1);
  }
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
