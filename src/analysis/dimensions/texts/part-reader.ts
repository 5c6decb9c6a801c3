import type { TextReader } from '../../../automata/index.ts';
import { codePointsOf } from './constants-reader.ts';

/** Reads texts with the verdict 1 where they hold a part, else 0 (Knuth, Morris & Pratt 1977). */
export function partReader(part: string): TextReader {
  const wanted = codePointsOf(part);
  const fallback = fallbacksOf(wanted);
  return {
    sets: wanted.map((codePoint) => [codePoint, codePoint + 1]),
    start: 0,
    verdictCount: 2,
    step: (state, codePoint) => {
      if (state === wanted.length) return state;
      let at = state;
      while (at > 0 && wanted[at] !== codePoint) at = fallback[at] as number;
      return wanted[at] === codePoint ? at + 1 : 0;
    },
    verdictAt: (state) => (state === wanted.length ? 1 : 0),
  };
}

/** By number of characters that match: how many still do when the next one does not. */
function fallbacksOf(wanted: readonly number[]): readonly number[] {
  const fallback = [0, 0];
  for (let i = 1, at = 0; i < wanted.length; i += 1) {
    while (at > 0 && wanted[at] !== wanted[i]) at = fallback[at] as number;
    if (wanted[at] === wanted[i]) at += 1;
    fallback.push(at);
  }
  return fallback;
}
