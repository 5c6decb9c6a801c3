/**
 * From index to index of equal texts, ascending in both, as many as there can be (J. Hunt and T. Szymanski, A Fast
 * Algorithm for Computing Longest Common Subsequences, 1977).
 */
export function longestCommonSubsequence(
  a: readonly string[],
  b: readonly string[],
): ReadonlyMap<number, number> {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return new Map([
    ...range(0, start).map((index) => [index, index] as const),
    ...between(a, b, start, end),
    ...range(0, end).map((index) => [a.length - end + index, b.length - end + index] as const),
  ]);
}

/** A pair of places, and the pair before it in the longest run that ends here. */
interface Link {
  readonly from: number;
  readonly to: number;
  readonly before: Link | undefined;
}

function between(
  a: readonly string[],
  b: readonly string[],
  start: number,
  end: number,
): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const to of range(start, b.length - end)) {
    const known = places.get(b[to] as string);
    if (known === undefined) places.set(b[to] as string, [to]);
    else known.push(to);
  }
  /** By length: the run of that length that ends first. */
  const runs: Link[] = [];
  for (const from of range(start, a.length - end)) {
    // From the last place on, so that one text is not paired twice.
    for (const to of [...(places.get(a[from] as string) ?? [])].reverse()) {
      const length = firstEndingAtOrAfter(runs, to);
      runs[length] = { from, to, before: runs[length - 1] };
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let link = runs.at(-1); link !== undefined; link = link.before) pairs.push([link.from, link.to]);
  return pairs.reverse();
}

function firstEndingAtOrAfter(runs: readonly Link[], place: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Link).to < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
