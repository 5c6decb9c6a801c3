import { LINE_BREAK, WORD } from '../alphabet.ts';
import { LazyDfa, type DfaState } from '../lazy-dfa.ts';
import type { TextReader } from '../text-reader.ts';
import { regexNfa } from './compile-regex.ts';
import type { Regex } from './regex.ts';

/** Reads texts with the verdict 1 where the expression is found in them, else 0. */
export function regexReader(regex: Regex): TextReader {
  const nfa = regexNfa(regex);
  const automaton = new LazyDfa(nfa, { accept: 'anywhere' });
  const states: (DfaState | undefined)[] = [undefined];
  const numbers = new Map<string, number>();
  const numberOf = (state: DfaState): number => {
    const known = numbers.get(state.key);
    if (known !== undefined) return known;
    numbers.set(state.key, states.length);
    return states.push(state) - 1;
  };
  return {
    sets: [
      WORD,
      LINE_BREAK,
      ...nfa.instructions.flatMap((instruction) => (instruction.kind === 'read' ? [instruction.set] : [])),
    ],
    start: numberOf(automaton.initial),
    verdictCount: 2,
    step: (number, codePoint) => {
      const state = states[number];
      if (state === undefined) return FOUND;
      const outcome = automaton.step(state, automaton.alphabet.classOf(codePoint));
      return outcome.accepted.length > 0 ? FOUND : numberOf(outcome.state);
    },
    verdictAt: (number) => {
      const state = states[number];
      return state === undefined || automaton.end(state).length > 0 ? 1 : 0;
    },
  };
}

/** The state in which nothing that follows matters. */
const FOUND = 0;
