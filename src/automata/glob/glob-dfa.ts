import { EVERY_CODE_POINT } from '../code-point-set.ts';
import type { Instruction } from '../nfa.ts';
import { globNfa } from './glob-nfa.ts';
import type { Glob } from './glob.ts';
import type { NameAlphabet } from './name-alphabet.ts';

/** A deterministic automaton of one glob over an alphabet, for walking several of them side by side. */
export interface GlobDfa {
  readonly start: number;
  /** The characters, by index in the alphabet, that do not all do the same; every other does what any other does. */
  readonly own: readonly number[];
  /** The state after one more character. */
  next(state: number, character: number): number;
  accepts(state: number): boolean;
  /** Whether no continuation is accepted. */
  isDead(state: number): boolean;
  /** Whether every continuation is accepted. */
  isUniversal(state: number): boolean;
}

export function globDfa(glob: Glob, alphabet: NameAlphabet): GlobDfa {
  return new LazyGlobDfa(glob, alphabet);
}

interface State {
  /** Those that read or accept, ascending. */
  readonly instructions: readonly number[];
  readonly accepts: boolean;
  readonly isUniversal: boolean;
  /** By local character: own ones by their number, then every other. */
  readonly next: (number | undefined)[];
}

const DEAD = 0;

/** States are made when they are first needed (subset construction); there are few, since a glob is short. */
class LazyGlobDfa implements GlobDfa {
  readonly start: number;
  readonly own: readonly number[];
  private readonly instructions: readonly Instruction[];
  /** By instruction: the characters it reads; undefined for all. */
  private readonly reads: readonly (ReadonlySet<number> | undefined)[];
  /** By character of the alphabet: its number among the own ones, or how many these are. */
  private readonly localOf: Uint16Array;
  private readonly closures = new Map<number, readonly number[]>();
  private readonly states: State[] = [{ instructions: [], accepts: false, isUniversal: false, next: [] }];
  private readonly numbers = new Map<string, number>();

  constructor(glob: Glob, alphabet: NameAlphabet) {
    const nfa = globNfa([{ label: 0, nodes: glob.nodes }]);
    this.instructions = nfa.instructions;
    this.reads = nfa.instructions.map((instruction) => {
      if (instruction.kind !== 'read' || instruction.set === EVERY_CODE_POINT) return undefined;
      return alphabet.indexesIn(instruction.set);
    });
    this.own = [...new Set(this.reads.flatMap((characters) => [...(characters ?? [])]))];
    this.localOf = new Uint16Array(alphabet.characters.length).fill(this.own.length);
    for (const [local, character] of this.own.entries()) this.localOf[character] = local;
    this.start = this.intern(this.closure(nfa.start));
  }

  next(state: number, character: number): number {
    const { instructions, next } = this.states[state] as State;
    return (next[this.localOf[character] as number] ??= this.step(instructions, character));
  }

  accepts(state: number): boolean {
    return (this.states[state] as State).accepts;
  }

  isDead(state: number): boolean {
    return state === DEAD;
  }

  isUniversal(state: number): boolean {
    return (this.states[state] as State).isUniversal;
  }

  private step(instructions: readonly number[], character: number): number {
    const following: (readonly number[])[] = [];
    for (const index of instructions) {
      const instruction = this.instructions[index] as Instruction;
      if (instruction.kind !== 'read') continue;
      const characters = this.reads[index];
      if (characters === undefined || characters.has(character))
        following.push(this.closure(instruction.next));
    }
    const [first, ...others] = following;
    if (first === undefined) return DEAD;
    return this.intern(others.length === 0 ? first : [...new Set(following.flat())].sort((a, b) => a - b));
  }

  private intern(instructions: readonly number[]): number {
    const key = instructions.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const accepts = instructions.some((index) => this.instructions[index]?.kind === 'accept');
    const isUniversal = accepts && instructions.some((index) => this.readsOnForever(index));
    const number = this.states.push({ instructions, accepts, isUniversal, next: [] }) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** Whether the instruction begins a final `*`: it reads anything, comes back to itself, and may stop. */
  private readsOnForever(index: number): boolean {
    const instruction = this.instructions[index];
    if (instruction?.kind !== 'read' || instruction.set !== EVERY_CODE_POINT) return false;
    const after = this.closure(instruction.next);
    return after.includes(index) && after.some((next) => this.instructions[next]?.kind === 'accept');
  }

  /** The instructions that read or accept, reached from one without reading; ascending. */
  private closure(from: number): readonly number[] {
    const known = this.closures.get(from);
    if (known !== undefined) return known;
    const seen = new Set<number>();
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const instruction = this.instructions[index] as Instruction;
      if (instruction.kind === 'fork') open.push(...instruction.next);
    }
    const found = [...seen]
      .filter((index) => this.instructions[index]?.kind !== 'fork')
      .sort((a, b) => a - b);
    this.closures.set(from, found);
    return found;
  }
}
