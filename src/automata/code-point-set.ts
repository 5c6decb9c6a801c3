/**
 * A set of Unicode code points as a flat list of ranges: first, end (exclusive), first, end, ...
 * INVARIANT: ascending, neither empty nor touching; so equal sets have equal lists.
 */
export type CodePointSet = readonly number[];

/** How many code points Unicode has. */
export const CODE_POINTS = 0x110000;

export const EVERY_CODE_POINT: CodePointSet = [0, CODE_POINTS];

/** The set of the given ranges (first, end exclusive, ...), which may overlap and stand in any order. */
export function codePointSet(ranges: readonly number[]): CodePointSet {
  if (isNormal(ranges)) return ranges;
  const pairs: [number, number][] = [];
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i] as number, ranges[i + 1] as number]);
  pairs.sort(([a], [b]) => a - b);
  const result: number[] = [];
  for (const [first, end] of pairs) {
    if (first >= end) continue;
    const last = result.length - 1;
    if (last > 0 && first <= (result[last] as number)) result[last] = Math.max(result[last] as number, end);
    else result.push(first, end);
  }
  return result;
}

function isNormal(ranges: readonly number[]): boolean {
  return ranges.every((edge, i) => i === 0 || (ranges[i - 1] as number) < edge);
}

export function unionOf(sets: readonly CodePointSet[]): CodePointSet {
  return codePointSet(sets.flat());
}

export function complementOf(set: CodePointSet): CodePointSet {
  const edges = set[0] === 0 ? set.slice(1) : [0, ...set];
  return edges.at(-1) === CODE_POINTS ? edges.slice(0, -1) : [...edges, CODE_POINTS];
}

export function intersectionOf(a: CodePointSet, b: CodePointSet): CodePointSet {
  return complementOf(unionOf([complementOf(a), complementOf(b)]));
}

export function isMember(set: CodePointSet, codePoint: number): boolean {
  return rangeIndex(set, codePoint) % 2 === 0;
}

/**
 * The index of the last edge at or before the code point, -1 before the first: even inside a range, odd between two.
 */
export function rangeIndex(edges: ArrayLike<number>, codePoint: number): number {
  let low = -1;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] as number) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function* membersOf(set: CodePointSet): Generator<number> {
  for (let i = 0; i < set.length; i += 2) {
    for (let codePoint = set[i] as number; codePoint < (set[i + 1] as number); codePoint += 1)
      yield codePoint;
  }
}
