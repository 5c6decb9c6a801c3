import type { TextReader } from '../../../automata/index.ts';

/** Reads texts with the verdict 1 where they are one of some, else 0. */
export function constantsReader(texts: readonly string[]): TextReader {
  // State 0 is for what is the beginning of none of them.
  const children: ReadonlyMap<number, number>[] = [new Map()];
  const isWhole = [0];
  const grow = (): Map<number, number> => {
    const made = new Map<number, number>();
    children.push(made);
    isWhole.push(0);
    return made;
  };
  grow();
  for (const text of texts) {
    let state = START;
    for (const codePoint of codePointsOf(text)) {
      const here = children[state] as Map<number, number>;
      const known = here.get(codePoint);
      state = known ?? children.length;
      if (known !== undefined) continue;
      here.set(codePoint, state);
      grow();
    }
    isWhole[state] = 1;
  }
  return {
    sets: codePointsOf(texts.join('')).map((codePoint) => [codePoint, codePoint + 1]),
    start: START,
    verdictCount: 2,
    step: (state, codePoint) => children[state]?.get(codePoint) ?? 0,
    verdictAt: (state) => isWhole[state] ?? 0,
  };
}

const START = 1;

export function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) as number);
}
