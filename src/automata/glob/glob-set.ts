import { TwoGenerations } from '../../base/index.ts';
import { LazyDfa } from '../lazy-dfa.ts';
import { ClassTable, type NameClass } from './class-table.ts';
import { FactorAutomaton, type LabelledFactors } from './factor-automaton.ts';
import { spelledOut } from './factors.ts';
import { globNfa, type LabelledNodes } from './glob-nfa.ts';
import type { Glob } from './glob.ts';

/** Many globs as one matcher. Names that match the same globs are of one class, whose number stands for the answer. */
export interface GlobSet {
  /** The number of the class of a canonical name. No number is used for two classes. */
  classOf(canonicalName: string): number;
  /** The indexes of the globs that match the names of a class, ascending. */
  members(classNumber: number): readonly number[];
  /**
   * Changes when old classes are forgotten, at most once in `cacheSize` new ones. `members` still knows the numbers
   * that were given since the change before the last; whoever keeps numbers longer drops them when this changes.
   */
  readonly epoch: number;
}

const CACHE_SIZE = 4096;
/** Longer names are matched anew each time, which bounds the memory of the memo. */
const LONGEST_REMEMBERED = 256;

/**
 * Compiles globs into one matcher. A new name takes time linear in its length; a name seen before, one look-up.
 * `cacheSize` bounds each memo (in entries) and matters for speed and memory only; whoever remembers names themselves
 * says so by `remembersNames`.
 *
 * @example
 * const set = compileGlobSet([parse('delete_*'), parse('*_user')]);
 * set.members(set.classOf('delete_user')); // [0, 1]
 */
export function compileGlobSet(
  globs: readonly Glob[],
  cacheSize: number = CACHE_SIZE,
  remembersNames: boolean = true,
): GlobSet {
  return new CompiledGlobSet(globs, cacheSize, remembersNames ? LONGEST_REMEMBERED : -1);
}

class CompiledGlobSet implements GlobSet {
  private readonly patterns: readonly Pattern[];
  private readonly factors: FactorAutomaton;
  private readonly general: LazyDfa | undefined;
  private readonly longestRemembered: number;
  private readonly names: TwoGenerations<string, NameClass>;
  private readonly classes: ClassTable;

  constructor(globs: readonly Glob[], cacheSize: number, longestRemembered: number) {
    this.longestRemembered = longestRemembered;
    this.patterns = distinctPatterns(globs);
    const { simple, general } = divide(this.patterns);
    this.factors = new FactorAutomaton(simple);
    this.general =
      general.length === 0
        ? undefined
        : new LazyDfa(globNfa(general), { accept: 'at-end', maxStates: cacheSize });
    this.names = new TwoGenerations(cacheSize);
    this.classes = new ClassTable(cacheSize);
  }

  get epoch(): number {
    return this.classes.epoch;
  }

  classOf(name: string): number {
    const known = name.length <= this.longestRemembered ? this.names.get(name) : undefined;
    if (known !== undefined) return known.number;
    const { epoch } = this.classes;
    const matched = this.match(name);
    const found = this.classes.classFor(matched.join(), () => this.globsOf(matched));
    // INVARIANT: a remembered name has a class that is remembered.
    if (this.classes.epoch !== epoch) this.names.clear();
    if (name.length <= this.longestRemembered) this.names.set(name, found);
    return found.number;
  }

  members(classNumber: number): readonly number[] {
    return this.classes.members(classNumber);
  }

  /** The indexes of the patterns that match, ascending and once each. */
  private match(name: string): readonly number[] {
    const labels = this.factors.run(name);
    if (this.general !== undefined) labels.push(...this.general.run(name));
    if (labels.length < 2) return labels;
    return labels.sort(ascending).filter((label, i) => label !== labels[i - 1]);
  }

  private globsOf(patterns: readonly number[]): readonly number[] {
    return patterns.flatMap((index) => this.patterns[index]?.globs ?? []).sort(ascending);
  }
}

/** What several globs of a set may say alike, with their indexes. */
interface Pattern {
  readonly nodes: Glob['nodes'];
  readonly globs: number[];
}

function distinctPatterns(globs: readonly Glob[]): readonly Pattern[] {
  const byMeaning = new Map<string, Pattern>();
  for (const [index, { nodes }] of globs.entries()) {
    const key = JSON.stringify(nodes);
    const known = byMeaning.get(key);
    if (known === undefined) byMeaning.set(key, { nodes, globs: [index] });
    else known.globs.push(index);
  }
  return [...byMeaning.values()];
}

/** Most globs are literals and stars, which need no general automaton. */
function divide(patterns: readonly Pattern[]): {
  simple: LabelledFactors[];
  general: LabelledNodes[];
} {
  const simple: LabelledFactors[] = [];
  const general: LabelledNodes[] = [];
  for (const [label, { nodes }] of patterns.entries()) {
    const spellings = spelledOut(nodes);
    if (spellings === undefined) general.push({ label, nodes });
    else simple.push(...spellings.map((factors) => ({ label, factors })));
  }
  return { simple, general };
}

function ascending(a: number, b: number): number {
  return a - b;
}
