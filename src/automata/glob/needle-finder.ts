/**
 * Finds all of many needles in one pass over a sequence of symbols (Aho & Corasick, CACM 18(6), 1975). The caller drives
 * it: from state 0, `advance` by one symbol, then walk the needles that end there with `longestAt` and `shorterAt`.
 */
export class NeedleFinder {
  /** Symbols that no needle has are 0. */
  private readonly numbers = new Map<number, number>();
  private readonly ascii = new Uint32Array(0x80);
  private readonly width: number;
  private readonly children = new Map<number, number>();
  /** By state, its longest proper suffix that is a state. */
  private readonly suffix: number[] = [0];
  /** By state, the needle it spells, or -1. */
  private readonly needleAt: number[] = [-1];
  /** By state, its longest suffix (itself included) that is a needle, or 0. */
  private readonly ending: number[] = [0];

  /** By needle, the first one like it: the one that is found. */
  private readonly first: number[] = [];

  /** No needle may be empty. */
  constructor(needles: readonly (readonly number[])[]) {
    for (const needle of needles) {
      for (const symbol of needle) {
        if (!this.numbers.has(symbol)) this.numbers.set(symbol, this.numbers.size + 1);
      }
    }
    for (const [symbol, number] of this.numbers) if (symbol < 0x80) this.ascii[symbol] = number;
    this.width = this.numbers.size + 1;
    this.link(this.plant(needles));
  }

  advance(state: number, symbol: number): number {
    const number = symbol < 0x80 ? (this.ascii[symbol] as number) : (this.numbers.get(symbol) ?? 0);
    return number === 0 ? 0 : this.follow(state, number);
  }

  /** The state of the longest needle that ends in a state, 0 if none does. */
  longestAt(state: number): number {
    return this.ending[state] as number;
  }

  /** The state of the next shorter needle that ends in the same place, 0 if none does. */
  shorterAt(state: number): number {
    return this.ending[this.suffix[state] as number] as number;
  }

  /** The index of the first needle that is like the one at an index. */
  firstAlike(index: number): number {
    return this.first[index] as number;
  }

  /** The index of the first needle that a state spells. */
  needle(state: number): number {
    return this.needleAt[state] as number;
  }

  private follow(from: number, number: number): number {
    let state = from;
    for (;;) {
      const child = this.children.get(state * this.width + number);
      if (child !== undefined) return child;
      if (state === 0) return 0;
      state = this.suffix[state] as number;
    }
  }

  /** Makes the tree of all beginnings of needles; gives its edges by depth. */
  private plant(needles: readonly (readonly number[])[]): Edge[][] {
    const levels: Edge[][] = [];
    for (const [index, needle] of needles.entries()) {
      let state = 0;
      for (const [depth, symbol] of needle.entries()) {
        const number = this.numbers.get(symbol) as number;
        const key = state * this.width + number;
        let child = this.children.get(key);
        if (child === undefined) {
          child = this.needleAt.push(-1) - 1;
          this.children.set(key, child);
          (levels[depth] ??= []).push({ parent: state, number, child });
        }
        state = child;
      }
      if (this.needleAt[state] === -1) this.needleAt[state] = index;
      this.first.push(this.needleAt[state] as number);
    }
    return levels;
  }

  /** Suffixes are shorter than what they are suffixes of, so shorter ones come first. */
  private link(levels: readonly Edge[][]): void {
    for (const { parent, number, child } of levels.flat()) {
      const suffix = parent === 0 ? 0 : this.follow(this.suffix[parent] as number, number);
      this.suffix[child] = suffix;
      this.ending[child] = this.needleAt[child] === -1 ? (this.ending[suffix] as number) : child;
    }
  }
}

interface Edge {
  readonly parent: number;
  readonly number: number;
  readonly child: number;
}
