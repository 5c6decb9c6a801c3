/**
 * A memo of bounded size: when the young generation is full it becomes the old one, and the old one is forgotten.
 * INVARIANT: nothing relies on an entry still being there.
 */
export class BoundedMemo<Key, Value> {
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

  set(key: Key, value: Value): void {
    if (this.young.size >= this.limit) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
