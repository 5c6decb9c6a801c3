import ignore, { type Ignore } from 'ignore';
import type { FileReader } from '../../base/index.ts';
import { absolutePath, isWithin } from './relative-path.ts';

/** The rules of one ignore file, which hold below the folder it lies in. */
interface RuleFile {
  /** Path of the folder relative to the scan's root; `undefined` prefix for folders above it. */
  readonly folder: string;
  /** What stands before a project path to make it relative to the rule file: for rule files above the root. */
  readonly prefix: string;
  readonly rules: Ignore;
  readonly reason: string;
}

/** The ignore rules that hold in a folder, the ones that win last. */
export type IgnoreRules = readonly RuleFile[];

const NAMES = ['.gitignore', '.aegisignore', '.aegisscanignore'];
const MAX_SIZE = 1_000_000;

/** The rules of every folder above the root up to the repository's folder, which git applies below as well. */
export function rulesAbove(files: FileReader, root: string): IgnoreRules {
  const found: RuleFile[] = [];
  let prefix = '';
  for (let folder = root; !files.stat(absolutePath(folder, '.git')).ok;) {
    const slash = folder.lastIndexOf('/');
    if (slash <= 0) return [];
    prefix = `${folder.slice(slash + 1)}/${prefix}`;
    folder = folder.slice(0, slash);
    found.unshift(...readRules(files, folder, '', prefix));
  }
  return found;
}

/** The rules of the ignore files that lie in this folder, added to those that hold there already. */
export function withRulesOf(
  rules: IgnoreRules,
  files: FileReader,
  root: string,
  folder: string,
): IgnoreRules {
  const own = readRules(files, absolutePath(root, folder), folder, '');
  return own.length === 0 ? rules : [...rules, ...own];
}

/** Rules that do not come from a file of their own. */
export function rulesFromGlobs(globs: readonly string[], reason: string): IgnoreRules {
  return globs.length === 0 ? [] : [{ folder: '', prefix: '', rules: ignore().add(globs), reason }];
}

/** Why the rules pass over the path, or `undefined`. Folders are asked for with a `/` at the end. */
export function ignoredBecause(rules: IgnoreRules, path: string): string | undefined {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const rule = rules[index];
    if (rule === undefined) continue;
    const result = rule.rules.test(pathSeenFrom(rule, path));
    if (result.ignored) return rule.reason;
    if (result.unignored) return undefined;
  }
  return undefined;
}

/**
 * The rules for the inside of a folder that is entered. A rule file that ignores the folder itself was overruled (by a
 * deeper one, or because the user named something inside), so that it has no say below.
 */
export function rulesInside(rules: IgnoreRules, folder: string): IgnoreRules {
  if (folder === '') return rules;
  const kept = rules.filter((rule) => !rule.rules.test(pathSeenFrom(rule, `${folder}/`)).ignored);
  return kept.length === rules.length ? rules : kept;
}

function readRules(files: FileReader, absolute: string, folder: string, prefix: string): RuleFile[] {
  return NAMES.flatMap((name) => {
    const bytes = files.readBytes(absolutePath(absolute, name), MAX_SIZE);
    if (!bytes.ok) return [];
    const rules = ignore({ ignoreCase: false }).add(new TextDecoder().decode(bytes.value));
    return [{ folder, prefix, rules, reason: name }];
  });
}

function pathSeenFrom(rule: RuleFile, path: string): string {
  if (rule.prefix !== '') return rule.prefix + path;
  return rule.folder !== '' && isWithin(path, rule.folder) ? path.slice(rule.folder.length + 1) : path;
}
