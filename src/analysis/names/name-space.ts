import {
  canonicalName,
  compileGlobSet,
  globDfa,
  matchesAllNames,
  nameAlphabet,
  parseGlob,
  type Glob,
  type GlobDfa,
  type GlobSet,
  type NameAlphabet,
} from '../../automata/index.ts';
import { AegisBug } from '../../base/index.ts';

/** The names that a box covers in one dimension. */
export interface NameSet {
  /** It covers every name, also one that is not given. */
  readonly isAll: boolean;
  /** The numbers of its globs in their name space; empty when `isAll`. */
  readonly globs: readonly number[];
}

/** All globs that are held against one of the names of an action, ready to be walked side by side. */
export class NameSpace {
  private readonly globs: Glob[] = [];
  private readonly numbers = new Map<string, number>();
  private knownAlphabet: NameAlphabet | undefined;
  private readonly automata = new Map<number, GlobDfa>();
  private matcher: GlobSet | undefined;

  /** Whether any box says something about this name. */
  get isMentioned(): boolean {
    return this.globs.length > 0;
  }

  get alphabet(): NameAlphabet {
    return (this.knownAlphabet ??= nameAlphabet(this.globs));
  }

  /** The set of the names that one of the globs matches. A glob that is new here changes the alphabet. */
  setOf(texts: readonly string[]): NameSet {
    const globs = texts.map((text) => this.numbers.get(text) ?? parsed(text));
    if (globs.some((glob) => typeof glob !== 'number' && matchesAllNames(glob))) return ALL_NAMES;
    const numbers = globs.map((glob) => (typeof glob === 'number' ? glob : this.numberOf(glob)));
    return { isAll: false, globs: [...new Set(numbers)] };
  }

  automaton(glob: number): GlobDfa {
    const known = this.automata.get(glob);
    if (known !== undefined) return known;
    const made = globDfa(this.globs[glob] as Glob, this.alphabet);
    this.automata.set(glob, made);
    return made;
  }

  /** The glob as it was written. */
  textOf(glob: number): string {
    return (this.globs[glob] as Glob).text;
  }

  /** The globs that match a name, however it is spelled, in the order in which they were first met. */
  matching(name: string): readonly Glob[] {
    this.matcher ??= compileGlobSet(this.globs);
    return this.matcher
      .members(this.matcher.classOf(canonicalName(name)))
      .map((glob) => this.globs[glob] as Glob);
  }

  private numberOf(glob: Glob): number {
    const known = this.numbers.get(glob.text);
    if (known !== undefined) return known;
    const number = this.globs.push(glob) - 1;
    this.numbers.set(glob.text, number);
    this.knownAlphabet = undefined;
    this.automata.clear();
    this.matcher = undefined;
    return number;
  }
}

const ALL_NAMES: NameSet = { isAll: true, globs: [] };

function parsed(text: string): Glob {
  const glob = parseGlob(text);
  if (glob.ok) return glob.value;
  throw new AegisBug(`the policy was not loaded by \`loadPolicy\`: glob \`${text}\`: ${glob.error.message}`);
}
