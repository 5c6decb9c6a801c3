import { alphabetOf, holds, type Alphabet, type Side } from './alphabet.ts';
import type { Instruction, Nfa } from './nfa.ts';

/**
 * A deterministic state: the instructions to go on from. Assertions there are not decided yet, since these need the
 * next character too.
 */
export interface DfaState {
  /** Equal for equal states, also of those forgotten in between. */
  readonly key: string;
  readonly instructions: readonly number[];
  readonly before: Side;
  /** By class of the next character; the last is for the end of the text. */
  readonly next: (Outcome | undefined)[];
}

/** What a character (or the end) does in a state: where it leads, and the labels accepted just before it. */
interface Outcome {
  readonly state: DfaState;
  readonly accepted: readonly number[];
}

export interface LazyDfaOptions {
  /** `at-end`: the whole text is matched. `anywhere`: the run stops at the first place where a label is accepted. */
  readonly accept: 'at-end' | 'anywhere';
  /** How many states are kept before all are forgotten; 4,096 unless given. */
  readonly maxStates?: number;
}

const MAX_STATES = 4096;
const MAX_TRANSITIONS = 1 << 20;

/**
 * Runs a nondeterministic automaton as a deterministic one whose states are made when they are first needed, as RE2
 * does (Thompson 1968; Cox 2010). Time is linear in the text whatever the automaton: a step taken before costs one
 * look-up, another one visit per instruction.
 *
 * INVARIANT: what is kept is bounded and only saves time; forgetting it at any moment changes no answer.
 */
export class LazyDfa {
  /** Steps taken and instructions visited so far: the cost without a clock. */
  work = 0;
  private readonly nfa: Nfa;
  private readonly isAnywhere: boolean;
  readonly alphabet: Alphabet;
  readonly initial: DfaState;
  private readonly maxStates: number;
  private readonly visited: Uint32Array;
  private visit = 0;
  private readonly states = new Map<string, DfaState>();

  constructor(nfa: Nfa, options: LazyDfaOptions) {
    this.nfa = nfa;
    this.isAnywhere = options.accept === 'anywhere';
    this.alphabet = alphabetOf(nfa);
    const mostStates = Math.floor(MAX_TRANSITIONS / (this.alphabet.classCount + 1));
    this.maxStates = Math.max(1, Math.min(options.maxStates ?? MAX_STATES, mostStates));
    this.visited = new Uint32Array(nfa.instructions.length);
    this.initial = this.newState('start', [nfa.start], 'edge');
  }

  /** The labels that accept the text, ascending. */
  run(text: string): readonly number[] {
    const { alphabet } = this;
    let state = this.initial;
    for (let at = 0; at < text.length;) {
      const codePoint = text.codePointAt(at) as number;
      at += codePoint > 0xffff ? 2 : 1;
      const outcome = this.step(state, alphabet.classOf(codePoint));
      if (this.isAnywhere && outcome.accepted.length > 0) return outcome.accepted;
      state = outcome.state;
    }
    return this.end(state);
  }

  /** The labels that accept a text which ends in a state. */
  end(state: DfaState): readonly number[] {
    return this.step(state, this.alphabet.classCount).accepted;
  }

  /** What the next character, given by its class, does in a state. */
  step(state: DfaState, character: number): Outcome {
    this.work += 1;
    return (state.next[character] ??= this.explore(state, character));
  }

  /** Follows every instruction of the state over one character, deciding assertions with it. */
  private explore(state: DfaState, character: number): Outcome {
    const isEnd = character === this.alphabet.classCount;
    const after = isEnd ? 'edge' : this.alphabet.sideOf(character);
    const accepted: number[] = [];
    const following = new Set<number>();
    for (const index of this.reachable(state, after)) {
      const instruction = this.nfa.instructions[index] as Instruction;
      if (instruction.kind === 'accept') accepted.push(instruction.label);
      else if (instruction.kind === 'read' && !isEnd && this.alphabet.reads(index, character)) {
        following.add(instruction.next);
      }
    }
    const target = this.intern([...following].sort(ascending), this.alphabet.isSided ? after : 'other');
    return { state: target, accepted: accepted.sort(ascending) };
  }

  /** The instructions that can be reached without reading, when `after` comes next. */
  private reachable(state: DfaState, after: Side): number[] {
    this.visit += 1;
    const found: number[] = [];
    const open = [...state.instructions];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (this.visited[index] === this.visit) continue;
      this.visited[index] = this.visit;
      found.push(index);
      const instruction = this.nfa.instructions[index] as Instruction;
      if (instruction.kind === 'fork') open.push(...instruction.next);
      else if (instruction.kind === 'assert' && holds(instruction.assertion, state.before, after)) {
        open.push(instruction.next);
      }
    }
    this.work += found.length;
    return found;
  }

  private intern(instructions: readonly number[], before: Side): DfaState {
    const key = `${before}:${instructions.join()}`;
    const known = this.states.get(key);
    if (known !== undefined) return known;
    if (this.states.size >= this.maxStates) this.forget();
    const state = this.newState(key, instructions, before);
    this.states.set(key, state);
    return state;
  }

  private forget(): void {
    this.states.clear();
    this.initial.next.fill(undefined);
  }

  private newState(key: string, instructions: readonly number[], before: Side): DfaState {
    return {
      key,
      instructions,
      before,
      next: new Array<undefined>(this.alphabet.classCount + 1).fill(undefined),
    };
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}
