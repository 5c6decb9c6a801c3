import { CODE_POINTS, rangeIndex, type CodePointSet } from './code-point-set.ts';

/**
 * The coarsest division of all code points that respects every one of a list of sets: two code points are of one class
 * when they are in the same sets. It is the alphabet an automaton needs, whatever Unicode's size.
 */
export interface Partition {
  /** By class: the indexes of the sets that contain it, ascending. */
  readonly classes: readonly (readonly number[])[];
  readonly classOf: (codePoint: number) => number;
  /** All code points in ascending intervals, each of one class. */
  readonly intervals: readonly Interval[];
}

export interface Interval {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly class: number;
}

export function partition(sets: readonly CodePointSet[]): Partition {
  const { edges, signatures } = sweep(sets);
  const classes: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const classByInterval = signatures.map((signature) => {
    const key = signature.join();
    const id = known.get(key) ?? classes.push(signature) - 1;
    known.set(key, id);
    return id;
  });
  const lookUp = (codePoint: number): number => classByInterval[rangeIndex(edges, codePoint)] as number;
  const ascii = Uint16Array.from({ length: 0x80 }, (_, codePoint) => lookUp(codePoint));
  return {
    classes,
    classOf: (codePoint) => (codePoint < 0x80 ? (ascii[codePoint] as number) : lookUp(codePoint)),
    intervals: classByInterval
      .map((id, i) => ({ first: edges[i] as number, end: edges[i + 1] ?? CODE_POINTS, class: id }))
      .filter(({ first, end }) => first < end),
  };
}

/** The intervals between neighbouring edges, each with the sets that contain it. */
function sweep(sets: readonly CodePointSet[]): { edges: number[]; signatures: number[][] } {
  const toggles = new Map<number, number[]>([[0, []]]);
  for (const [index, set] of sets.entries()) {
    for (const edge of set) {
      const here = toggles.get(edge);
      if (here === undefined) toggles.set(edge, [index]);
      else here.push(index);
    }
  }
  const edges = [...toggles.keys()].sort((a, b) => a - b);
  const inside = new Set<number>();
  const signatures = edges.map((edge) => {
    for (const index of toggles.get(edge) ?? []) if (!inside.delete(index)) inside.add(index);
    return [...inside].sort((a, b) => a - b);
  });
  return { edges, signatures };
}
