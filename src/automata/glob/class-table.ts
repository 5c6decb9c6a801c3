import { AegisBug } from '../../base/index.ts';

/** Names that match the same globs: a number, and the indexes of those globs, ascending. */
export interface NameClass {
  readonly number: number;
  readonly members: readonly number[];
}

interface Generation {
  readonly byKey: Map<string, NameClass>;
  readonly byNumber: Map<number, NameClass>;
}

/**
 * The classes met so far, in two generations of bounded size. No number is used twice; a class that was forgotten gets
 * a new one.
 */
export class ClassTable {
  /** How often an old generation was forgotten. */
  epoch = 0;
  private readonly limit: number;
  private young: Generation = newGeneration();
  private old: Generation = newGeneration();
  private nextNumber = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The class with a key; `members` is asked when it is new. */
  classFor(key: string, members: () => readonly number[]): NameClass {
    const known = this.young.byKey.get(key);
    if (known !== undefined) return known;
    const kept = this.old.byKey.get(key) ?? { number: this.nextNumber++, members: members() };
    if (this.young.byKey.size >= this.limit) {
      this.old = this.young;
      this.young = newGeneration();
      this.epoch += 1;
    }
    this.young.byKey.set(key, kept);
    this.young.byNumber.set(kept.number, kept);
    return kept;
  }

  members(number: number): readonly number[] {
    const known = this.young.byNumber.get(number) ?? this.old.byNumber.get(number);
    if (known === undefined) throw new AegisBug(`the class ${number} of names was forgotten; compare epochs`);
    return known.members;
  }
}

function newGeneration(): Generation {
  return { byKey: new Map(), byNumber: new Map() };
}
