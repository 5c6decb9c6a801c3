import type { CodePointSet } from './code-point-set.ts';

/** A nondeterministic automaton over code points; instructions name each other by index. */
export interface Nfa {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

export type Instruction =
  | { readonly kind: 'read'; readonly set: CodePointSet; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'accept'; readonly label: number };

/** What must hold between two characters; words are runs of ASCII letters, digits and `_`, lines end in U+000A. */
export type Assertion =
  'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary';

/** Builds an automaton from its end: every part is given what follows it and gives where it begins. */
export class NfaBuilder {
  readonly instructions: Instruction[] = [];

  accept(label: number): number {
    return this.add({ kind: 'accept', label });
  }

  read(set: CodePointSet, next: number): number {
    return this.add({ kind: 'read', set, next });
  }

  readText(text: string, next: number): number {
    return Array.from(text).reduceRight((following, character) => {
      const codePoint = character.codePointAt(0) as number;
      return this.read([codePoint, codePoint + 1], following);
    }, next);
  }

  assert(assertion: Assertion, next: number): number {
    return this.add({ kind: 'assert', assertion, next });
  }

  fork(next: readonly number[]): number {
    return this.add({ kind: 'fork', next });
  }

  /** Any number of bodies before `next`. */
  loop(body: (next: number) => number, next: number): number {
    const head = this.fork([]);
    this.instructions[head] = { kind: 'fork', next: [body(head), next] };
    return head;
  }

  /** At least one body before `next`. */
  loopOnce(body: (next: number) => number, next: number): number {
    const tail = this.fork([]);
    const first = body(tail);
    this.instructions[tail] = { kind: 'fork', next: [first, next] };
    return first;
  }

  private add(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1;
  }
}
