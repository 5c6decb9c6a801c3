import type { CodePointSet } from './code-point-set.ts';
import type { Assertion, Nfa } from './nfa.ts';
import { partition } from './partition.ts';

/** ASCII digits, letters and `_`: what the assertions about words see. */
export const WORD: CodePointSet = [0x30, 0x3a, 0x41, 0x5b, 0x5f, 0x60, 0x61, 0x7b];
export const LINE_BREAK: CodePointSet = [0x0a, 0x0b];

/** What stands on one side of a place in a text, as far as assertions can tell. */
export type Side = 'edge' | 'line-break' | 'word' | 'other';

/** The code points as one automaton sees them: classes whose members it never tells apart. */
export interface Alphabet {
  readonly classCount: number;
  /** Whether the automaton asserts anything, so that sides matter. */
  readonly isSided: boolean;
  readonly classOf: (codePoint: number) => number;
  /** Whether the `read` instruction at the index passes the code points of the class. */
  readonly reads: (instruction: number, characterClass: number) => boolean;
  readonly sideOf: (characterClass: number) => Side;
}

export function alphabetOf(nfa: Nfa): Alphabet {
  const sets: CodePointSet[] = [WORD, LINE_BREAK];
  const indexes = new Map<string, number>();
  const setOf = nfa.instructions.map((instruction) => {
    if (instruction.kind !== 'read') return -1;
    const key = instruction.set.join();
    const index = indexes.get(key) ?? sets.push(instruction.set) - 1;
    indexes.set(key, index);
    return index;
  });
  const isSided = nfa.instructions.some(({ kind }) => kind === 'assert');
  const { classes, classOf } = partition(isSided ? sets : [[], [], ...sets.slice(2)]);
  const members = classes.map((indexesOfSets) => new Set(indexesOfSets));
  return {
    classCount: classes.length,
    isSided,
    classOf,
    reads: (instruction, characterClass) =>
      members[characterClass]?.has(setOf[instruction] as number) === true,
    sideOf: (characterClass) => sideOf(members[characterClass]),
  };
}

function sideOf(sets: ReadonlySet<number> | undefined): Side {
  if (sets?.has(0) === true) return 'word';
  return sets?.has(1) === true ? 'line-break' : 'other';
}

/** Whether an assertion holds at a place, given what stands before and after it. */
export function holds(assertion: Assertion, before: Side, after: Side): boolean {
  switch (assertion) {
    case 'text-start':
      return before === 'edge';
    case 'text-end':
      return after === 'edge';
    case 'line-start':
      return before === 'edge' || before === 'line-break';
    case 'line-end':
      return after === 'edge' || after === 'line-break';
    case 'word-boundary':
      return (before === 'word') !== (after === 'word');
    case 'no-word-boundary':
      return (before === 'word') === (after === 'word');
  }
}
