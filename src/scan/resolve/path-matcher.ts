import { AegisBug } from '../../base/index.ts';
import { isPattern, parsePath, parseSameSteps, type PathHead, type PathStep } from '../catalog/path.ts';
import type { Language } from '../ir.ts';
import { dottedName, GLOBALS, type AccessPath, type CallTexts } from './access-path.ts';

/** One package's worth of paths; what a path means to us is its payload. */
export interface PathRow<P> {
  readonly language: Language;
  readonly modules: readonly string[];
  readonly types?: Readonly<Record<string, PathType>>;
  readonly paths: readonly { readonly path: string; readonly payload: P }[];
}

export interface PathType {
  readonly classes?: readonly string[];
  readonly values?: readonly string[];
  readonly decorators?: readonly string[];
  readonly same?: readonly string[];
  readonly piped?: readonly string[];
}

/** Answers what the rows know about an access path. */
export interface PathMatcher<P> {
  /** The payloads of all paths that `path` spells, in the order of the rows. */
  payloads(path: AccessPath): readonly P[];
  /** Whether `path` is a value of the type of that name in the row with this index. */
  isOfType(path: AccessPath, row: number, type: string): boolean;
  /** False when neither `path` nor anything reached from it can match. */
  leadsAnywhere(path: AccessPath): boolean;
  /** Whether some path asks for this constant as an argument. */
  asksFor(text: string): boolean;
}

/** A place in the trie of a row's paths. */
interface TrieNode<P> {
  readonly edges: Map<string, TrieNode<P>>;
  /** Members by a form of their name, for those that have no edge. */
  readonly forms: { readonly form: RegExp; readonly next: TrieNode<P> }[];
  readonly payloads: P[];
  /** Roots of the types a value here is of. */
  readonly types: TrieNode<P>[];
  readonly constants: {
    readonly text: string;
    readonly keyword: string | undefined;
    readonly next: TrieNode<P>;
  }[];
  /** Set where the place is the module itself. */
  readonly module?: Language;
}

interface CompiledRow<P> {
  readonly row: PathRow<P>;
  readonly module: TrieNode<P>;
  readonly types: ReadonlyMap<string, TrieNode<P>>;
}

/** What is known of an access path. */
interface Known<P> {
  readonly states: readonly TrieNode<P>[];
  readonly payloads: readonly P[];
  readonly leadsAnywhere: boolean;
}

const NO_STATES: readonly never[] = [];

export function compilePaths<P>(rows: readonly PathRow<P>[]): PathMatcher<P> {
  const compiled = rows.map(compileRow);
  const find = moduleFinder(compiled);
  const known = new Map<string, Known<P>>();
  const constants = new Set(
    compiled.flatMap(({ module, types }) => [module, ...types.values()].flatMap(constantsBelow)),
  );

  function lookUp(path: AccessPath): Known<P> {
    const before = known.get(path.key);
    if (before !== undefined) return before;
    const states = closure(compute(path));
    const found = {
      states,
      payloads: distinct(states.flatMap((node) => node.payloads)),
      leadsAnywhere: states.length > 0 || isAboveModule(path),
    };
    known.set(path.key, found);
    return found;
  }

  function isAboveModule(path: AccessPath): boolean {
    const dotted = path.language === 'python' ? dottedName(path) : undefined;
    return dotted !== undefined && find.below(dotted);
  }

  function compute(path: AccessPath): readonly TrieNode<P>[] {
    const { from, step } = path;
    const entered = enterModule(path);
    if (from === undefined || step === undefined) return entered;
    const next = lookUp(from).states.flatMap((node) => advance(node, step));
    return next.length === 0 ? entered : [...entered, ...next];
  }

  function enterModule(path: AccessPath): readonly TrieNode<P>[] {
    if (path.from !== undefined && path.language !== 'python') return NO_STATES;
    const dotted = path.specifier === GLOBALS && path.from === undefined ? GLOBALS : dottedName(path);
    return dotted === undefined ? NO_STATES : find.exactly(path.language, dotted);
  }

  return {
    payloads: (path) => lookUp(path).payloads,
    isOfType(path, row, type) {
      const root = compiled[row]?.types.get(type);
      return root !== undefined && lookUp(path).states.includes(root);
    },
    leadsAnywhere: (path) => lookUp(path).leadsAnywhere,
    asksFor: (text) => constants.has(text),
  };
}

function compileRow<P>(row: PathRow<P>): CompiledRow<P> {
  const module = createNode<P>(row.modules.includes(GLOBALS) ? undefined : row.language);
  const types = new Map<string, TrieNode<P>>();
  for (const name of Object.keys(row.types ?? {})) types.set(name, createNode());

  function nodeAt(path: string): TrieNode<P> {
    const parsed = parsePath(path);
    if (!parsed.ok) throw new AegisBug(parsed.error);
    const { head, steps } = parsed.value;
    const root = head.kind === 'export' ? exported(module, head) : types.get(head.name);
    if (root === undefined) throw new AegisBug(`path \`${path}\` names no type of its row`);
    return walk(root, steps);
  }

  for (const [name, type] of Object.entries(row.types ?? {})) {
    const root = types.get(name) ?? createNode<P>();
    for (const path of type.classes ?? []) edge(nodeAt(path), '()').types.push(root);
    for (const path of type.values ?? []) nodeAt(path).types.push(root);
    for (const path of type.decorators ?? []) {
      edge(nodeAt(path), '@').types.push(root);
      edge(edge(nodeAt(path), '()'), '@').types.push(root);
    }
    for (const part of type.piped ?? []) edge(types.get(part) ?? createNode(), '|').types.push(root);
    for (const text of type.same ?? []) {
      const steps = parseSameSteps(text);
      if (!steps.ok) throw new AegisBug(steps.error);
      walk(root, steps.value).types.push(root);
    }
  }
  for (const { path, payload } of row.paths) nodeAt(path).payloads.push(payload);
  return { row, module, types };
}

function exported<P>(module: TrieNode<P>, head: PathHead): TrieNode<P> {
  if (!isPattern(head)) return edge(module, `.${head.name}`);
  const form = new RegExp(`^${head.name.replaceAll('$', String.raw`\$`).replaceAll('*', '.*')}$`);
  const next = createNode<P>();
  module.forms.push({ form, next });
  return next;
}

function createNode<P>(module?: Language): TrieNode<P> {
  return {
    edges: new Map(),
    forms: [],
    payloads: [],
    types: [],
    constants: [],
    ...(module === undefined ? {} : { module }),
  };
}

function walk<P>(from: TrieNode<P>, steps: readonly PathStep[]): TrieNode<P> {
  return steps.reduce((node, step) => edgeOf(node, step), from);
}

function edgeOf<P>(node: TrieNode<P>, step: PathStep): TrieNode<P> {
  switch (step.kind) {
    case 'member':
      return edge(node, `.${step.name}`);
    case 'item':
      return edge(node, '[]');
    case 'handed':
      return edge(node, `{${step.to}.${step.index}}`);
    case 'call': {
      const { text, keyword } = step;
      if (text === undefined) return edge(node, '()');
      const next = edge(node, `(${keyword ?? ''}="${text}")`);
      node.constants.push({ text, keyword, next });
      return next;
    }
  }
}

function edge<P>(node: TrieNode<P>, key: string): TrieNode<P> {
  const known = node.edges.get(key);
  if (known !== undefined) return known;
  const made = createNode<P>();
  node.edges.set(key, made);
  return made;
}

function advance<P>(node: TrieNode<P>, step: NonNullable<AccessPath['step']>): readonly TrieNode<P>[] {
  const next: TrieNode<P>[] = [];
  switch (step.kind) {
    case 'member':
      next.push(...membersOf(node, step.name));
      if (passesOver(node.module, step.name)) next.push(node);
      break;
    case 'item':
      push(next, node.edges.get('[]'));
      // A generic class with its arguments is the class: `Agent[Deps, Output](..)`.
      if (node.edges.has('()') && node.edges.get('()')?.types.length !== 0) next.push(node);
      break;
    case 'decorated':
      push(next, node.edges.get('@'));
      break;
    case 'piped':
      push(next, node.edges.get('|'));
      break;
    case 'handed':
      push(next, node.edges.get(`{${step.to}.${step.index}}`));
      break;
    case 'call':
      push(next, node.edges.get('()'));
      for (const { text, keyword, next: target } of node.constants) {
        if (isGiven(step.texts, text, keyword)) next.push(target);
      }
  }
  return next;
}

function membersOf<P>(node: TrieNode<P>, name: string): readonly TrieNode<P>[] {
  const named = node.edges.get(`.${name}`);
  if (named !== undefined) return [named];
  return node.forms.filter(({ form }) => form.test(name)).map(({ next }) => next);
}

/** A Python submodule exports what its package does; the default export of a CommonJS package is the package. */
function passesOver(module: Language | undefined, member: string): boolean {
  if (module === 'python') return /^[a-z_]/.test(member);
  return module === 'typescript' && member === 'default';
}

function isGiven(texts: CallTexts, text: string, keyword: string | undefined): boolean {
  return texts.first === text || (keyword !== undefined && texts.named[keyword] === text);
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return items.length <= 1 ? items : [...new Set(items)];
}

function push<P>(nodes: TrieNode<P>[], node: TrieNode<P> | undefined): void {
  if (node !== undefined) nodes.push(node);
}

/** Adds what a place also is: a value of its types; for a module, its default export, which stands for the module. */
function closure<P>(nodes: readonly TrieNode<P>[]): readonly TrieNode<P>[] {
  if (nodes.length === 0) return NO_STATES;
  const all = new Set<TrieNode<P>>();
  const add = (node: TrieNode<P>): void => {
    if (all.has(node)) return;
    all.add(node);
    node.types.forEach(add);
    const main = node.module !== undefined ? node.edges.get('.default') : undefined;
    if (main !== undefined) add(main);
  };
  nodes.forEach(add);
  return [...all];
}

function constantsBelow<P>(root: TrieNode<P>): readonly string[] {
  const seen = new Set<TrieNode<P>>();
  const found: string[] = [];
  const visit = (node: TrieNode<P>): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const { text } of node.constants) found.push(text);
    node.edges.forEach(visit);
    node.forms.forEach(({ next }) => {
      visit(next);
    });
  };
  visit(root);
  return found;
}

interface ModuleFinder<P> {
  exactly(language: Language, specifier: string): readonly TrieNode<P>[];
  /** Whether some Python row's module lies below this one, as `google.genai` below `google`. */
  below(dotted: string): boolean;
}

function moduleFinder<P>(rows: readonly CompiledRow<P>[]): ModuleFinder<P> {
  const exact = new Map<string, TrieNode<P>[]>();
  const prefixes: { readonly language: Language; readonly prefix: string; readonly node: TrieNode<P> }[] = [];
  const above = new Set<string>();
  for (const { row, module } of rows) {
    for (const name of row.modules) {
      if (row.language === 'python') parentsOf(name).forEach((parent) => above.add(parent));
      if (name.endsWith('*')) {
        prefixes.push({ language: row.language, prefix: name.slice(0, -1), node: module });
        continue;
      }
      const key = `${row.language}:${name}`;
      exact.set(key, [...(exact.get(key) ?? []), module]);
    }
  }

  function named(language: Language, specifier: string): readonly TrieNode<P>[] | undefined {
    return exact.get(`${language}:${specifier}`);
  }

  function beginning(language: Language, specifier: string): readonly TrieNode<P>[] {
    return prefixes
      .filter((entry) => entry.language === language && specifier.startsWith(entry.prefix))
      .map(({ node }) => node);
  }

  function nearestParent(dotted: string): readonly TrieNode<P>[] | undefined {
    return parentsOf(dotted)
      .reverse()
      .map((parent) => named('python', parent))
      .find((found) => found !== undefined);
  }

  return {
    exactly(language, specifier) {
      const found =
        named(language, specifier) ?? (language === 'python' ? nearestParent(specifier) : undefined);
      return [...new Set([...(found ?? NO_STATES), ...beginning(language, specifier)])];
    },
    below: (dotted) => above.has(dotted) || prefixes.some(({ prefix }) => prefix.startsWith(`${dotted}.`)),
  };
}

/** `a` and `a.b` for `a.b.c`. */
export function parentsOf(dotted: string): string[] {
  const parts = dotted.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}
