/**
 * A memo of bounded size: when the young generation is full it becomes the old one, and the old one is forgotten. What
 * is asked for within `limit` new entries is never lost, and nothing is ordered or counted on a hit.
 */
export class TwoGenerations<Key, Value> {
  private readonly limit: number;
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  /** Keeps an entry; true when an old generation was forgotten for it. */
  set(key: Key, value: Value): boolean {
    const isFull = this.young.size >= this.limit;
    if (isFull) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return isFull;
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
