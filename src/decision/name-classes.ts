import {
  canonicalName,
  compileGlobSet,
  foldGlob,
  foldName,
  hasMixedScripts,
  isAscii,
  matchesAllNames,
  parseGlob,
  type Glob,
  type GlobSet,
} from '../automata/index.ts';
import { AegisBug, TwoGenerations } from '../base/index.ts';
import type { Truth } from '../model/index.ts';

/** The rules whose globs in one dimension match the same names. */
export interface NameClass {
  /** Spreads classes over a table; tells them apart only by chance. */
  readonly id: number;
  /** Ascending, without the rules that match every name. */
  readonly rules: readonly number[];
  /** False for the class of a name that is not given: it is unknown for every rule that does not match all names. */
  readonly isGiven: boolean;
}

/** What there is to know about a name as it was spelled. */
export interface NameFacts {
  readonly canonical: NameClass;
  /** The class of what the name looks like, held against globs folded alike, where it looks like another name. */
  readonly folded: NameClass | undefined;
  readonly hasMixedScripts: boolean;
  readonly isEmpty: boolean;
}

/** What a name can be that is none. */
export type NameProblem = 'not-a-string' | 'too-long';

const LONGEST_NAME = 4096;
const MEMO_SIZE = 4096;
/** Longer names are looked up anew each time, which bounds the memory of the memo. */
const LONGEST_REMEMBERED = 256;

/** Why a value is no name that can be judged. */
export function nameProblem(name: unknown): NameProblem | undefined {
  if (typeof name !== 'string') return 'not-a-string';
  if (name.length <= LONGEST_NAME) return undefined;
  return name.length > 2 * LONGEST_NAME || Array.from(name).length > LONGEST_NAME ? 'too-long' : undefined;
}

/** The globs of all rules in one dimension, asked together, so that the cost does not grow with the rules. */
export class NameClasses {
  /** By rule: whether one of its globs matches every name. */
  readonly matchesAll: readonly boolean[];
  /** The rules that match every name, ascending. */
  readonly allNames: readonly number[];
  readonly notGiven: NameClass = { id: 0, rules: [], isGiven: false };
  private readonly globs: readonly Glob[];
  /** By glob: the rules that have it, ascending. */
  private readonly owners: readonly (readonly number[])[];
  private readonly canonical: GlobSet;
  private folded: GlobSet | undefined;
  private readonly facts = new TwoGenerations<string, NameFacts>(MEMO_SIZE);
  private readonly canonicalClasses = new TwoGenerations<number, NameClass>(MEMO_SIZE);
  private readonly foldedClasses = new TwoGenerations<number, NameClass>(MEMO_SIZE);
  private nextId = 1;

  constructor(globsOfRules: readonly (readonly string[])[]) {
    const owners = new Map<string, { readonly glob: Glob; readonly rules: number[] }>();
    const parsed = globsOfRules.map((texts) => texts.map(parsedGlob));
    this.matchesAll = parsed.map((globs) => globs.some(matchesAllNames));
    for (const [rule, globs] of parsed.entries()) {
      if (this.matchesAll[rule] === true) continue;
      for (const glob of globs) {
        const known = owners.get(glob.text);
        if (known === undefined) owners.set(glob.text, { glob, rules: [rule] });
        else if (known.rules.at(-1) !== rule) known.rules.push(rule);
      }
    }
    this.allNames = this.matchesAll.flatMap((all, rule) => (all ? [rule] : []));
    this.globs = [...owners.values()].map(({ glob }) => glob);
    this.owners = [...owners.values()].map(({ rules }) => rules);
    this.canonical = compileGlobSet(this.globs, MEMO_SIZE, false);
  }

  /** The facts about a name without `nameProblem`. */
  factsOf(name: string): NameFacts {
    const known = this.facts.get(name);
    if (known !== undefined) return known;
    const facts = this.judge(name);
    if (name.length <= LONGEST_REMEMBERED) this.facts.set(name, facts);
    return facts;
  }

  /** Whether a rule matches the names of a class. */
  verdict(nameClass: NameClass, rule: number): Truth {
    if (this.matchesAll[rule] === true) return true;
    return nameClass.isGiven ? includesSorted(nameClass.rules, rule) : 'unknown';
  }

  private judge(name: string): NameFacts {
    const canonical = canonicalName(name);
    // ASCII looks like itself, and most names are ASCII.
    const isPlain = isAscii(name);
    const folded = isPlain ? canonical : foldName(name);
    return {
      canonical: this.classIn(this.canonical, this.canonicalClasses, canonical),
      folded: folded === canonical ? undefined : this.foldedClass(folded),
      hasMixedScripts: !isPlain && hasMixedScripts(name),
      isEmpty: canonical === '',
    };
  }

  private foldedClass(folded: string): NameClass {
    this.folded ??= compileGlobSet(this.globs.map(foldGlob), MEMO_SIZE, false);
    return this.classIn(this.folded, this.foldedClasses, folded);
  }

  private classIn(set: GlobSet, classes: TwoGenerations<number, NameClass>, name: string): NameClass {
    const number = set.classOf(name);
    const known = classes.get(number);
    if (known !== undefined) return known;
    const found = { id: this.nextId, rules: this.rulesOf(set.members(number)), isGiven: true };
    this.nextId += 1;
    classes.set(number, found);
    return found;
  }

  private rulesOf(globs: readonly number[]): readonly number[] {
    const rules = new Set(globs.flatMap((glob) => this.owners[glob] ?? []));
    return [...rules].sort((a, b) => a - b);
  }
}

function parsedGlob(text: string): Glob {
  const glob = parseGlob(text);
  if (glob.ok) return glob.value;
  throw new AegisBug(`the policy was not loaded by \`loadPolicy\`: glob \`${text}\`: ${glob.error.message}`);
}

function includesSorted(numbers: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = numbers[middle] ?? 0;
    if (here === wanted) return true;
    if (here < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
