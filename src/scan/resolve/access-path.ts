import type { CallExpr, Language } from '../ir.ts';
import type { ModuleIndex } from './module-index.ts';

/** How a value from outside the project came to be: a package, then what was done with it, step by step. */
export interface AccessPath {
  /** Equal keys mean equal paths; the calls behind the steps are no part of it. */
  readonly key: string;
  readonly language: Language;
  /** The import specifier as written, or `GLOBALS` for names that are never imported. */
  readonly specifier: string;
  readonly depth: number;
  readonly from?: AccessPath;
  readonly step?: AccessStep;
}

export type AccessStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'call'; readonly texts: CallTexts; readonly site?: CallSite }
  | { readonly kind: 'item' }
  /** The value is a local function under this decorator. */
  | { readonly kind: 'decorated' }
  /** What the value, when called, hands to the function given as option or argument `to`. */
  | { readonly kind: 'handed'; readonly to: string; readonly index: number }
  /** `value | other`, `other | value`. */
  | { readonly kind: 'piped' };

export const NO_TEXTS: CallTexts = { named: {} };

/** The constant texts among the arguments of a call that some catalogue path asks for. */
export interface CallTexts {
  readonly first?: string;
  readonly named: Readonly<Record<string, string>>;
}

export interface CallSite {
  readonly module: ModuleIndex;
  readonly call: CallExpr;
}

/** The specifier of names that belong to the language: `fetch`, `Promise`, `getattr`. */
export const GLOBALS = '<globals>';

/** Longer paths are no longer followed, not even builders that are filled in one chain: a loop must end. */
const MAX_DEPTH = 96;

export function rootPath(language: Language, specifier: string): AccessPath {
  return { key: `${language}:${specifier}`, language, specifier, depth: 0 };
}

export function stepPath(from: AccessPath, step: AccessStep): AccessPath | undefined {
  if (from.depth >= MAX_DEPTH) return undefined;
  return {
    key: from.key + stepKey(step),
    language: from.language,
    specifier: from.specifier,
    depth: from.depth + 1,
    from,
    step,
  };
}

/** `google.genai` for the module `google` and its member `genai`; `undefined` once anything was called. */
export function dottedName(path: AccessPath): string | undefined {
  if (path.from === undefined) return path.specifier === GLOBALS ? undefined : path.specifier;
  if (path.step?.kind !== 'member') return undefined;
  const before = dottedName(path.from);
  return before === undefined ? undefined : `${before}.${path.step.name}`;
}

/** The calls that led to the value, the latest first. */
export function callSitesOf(path: AccessPath): readonly CallSite[] {
  const sites: CallSite[] = [];
  for (let at: AccessPath | undefined = path; at !== undefined; at = at.from) {
    if (at.step?.kind === 'call' && at.step.site !== undefined) sites.push(at.step.site);
  }
  return sites;
}

function stepKey(step: AccessStep): string {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'item':
      return '[]';
    case 'decorated':
      return '@';
    case 'handed':
      return `{${step.to}.${step.index}}`;
    case 'piped':
      return '|';
    case 'call':
      return `(${step.texts.first ?? ''}${namedKey(step.texts.named)})`;
  }
}

function namedKey(named: Readonly<Record<string, string>>): string {
  return Object.keys(named)
    .sort()
    .map((name) => `,${name}=${named[name] ?? ''}`)
    .join('');
}
