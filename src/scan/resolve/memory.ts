/** A question costs at most this many computed answers; then the rest counts as unknown. */
const MAX_STEPS = 50_000;
/** Questions inside questions; deeper ones count as unknown, so that no program exhausts the stack. */
const MAX_DEPTH = 200;
/** How often an answer that rests on unfinished ones is computed anew before it stands as it is. */
const MAX_ROUNDS = 3;

/** Remembers answers to questions that may ask for each other in circles. */
export interface Memory<K> {
  /**
   * The answer to `key`, computed at most `MAX_ROUNDS` times. Asked for while it is being computed, it is what the round
   * before gave, at first `nothingYet`; beyond the limits it is `unknown`.
   */
  answer<T>(key: K, nothingYet: T, unknown: T, compute: () => T): T;
}

interface Provisional {
  readonly answer: unknown;
  readonly dependsOn: number;
}

interface Rounds {
  readonly last: unknown;
  readonly count: number;
}

/**
 * INVARIANT: an answer that rests on an unfinished one is kept only until that one is finished, and then computed again
 * from what is known by then; after `MAX_ROUNDS` it is kept. So the work is linear in the number of questions, and the
 * order of the questions matters at most to circles that need more rounds.
 */
export function createMemory<K>(): Memory<K> {
  const known = new Map<K, unknown>();
  const rounds = new Map<K, Rounds>();
  const provisional = new Map<K, Provisional>();
  const provisionalOrder: K[] = [];
  const open = new Map<K, number>();
  let depth = 0;
  let steps = 0;
  let dependsOn = Infinity;

  // What is kept under a key has the type that the key's `compute` gives.
  function answer<T>(key: K, nothingYet: T, unknown: T, compute: () => T): T {
    const before = known.get(key);
    if (before !== undefined) return before as T;
    const soFar = provisional.get(key);
    if (soFar !== undefined) {
      dependsOn = Math.min(dependsOn, soFar.dependsOn);
      return soFar.answer as T;
    }
    const pending = open.get(key);
    if (pending !== undefined) {
      dependsOn = Math.min(dependsOn, pending);
      const round = rounds.get(key);
      return round === undefined ? nothingYet : (round.last as T);
    }
    if (depth === 0) steps = 0;
    if (depth >= MAX_DEPTH || steps >= MAX_STEPS) {
      dependsOn = 0;
      return unknown;
    }
    return computeOnce(key, compute);
  }

  function computeOnce<T>(key: K, compute: () => T): T {
    steps += 1;
    depth += 1;
    const own = depth;
    const outer = dependsOn;
    const mark = provisionalOrder.length;
    dependsOn = Infinity;
    open.set(key, own);
    const computed = compute();
    open.delete(key);
    depth -= 1;
    if (dependsOn >= own || isLastRound(key, computed)) {
      known.set(key, computed);
      rounds.delete(key);
      forget(mark);
      dependsOn = outer;
    } else {
      provisional.set(key, { answer: computed, dependsOn });
      provisionalOrder.push(key);
      dependsOn = Math.min(outer, dependsOn);
    }
    if (depth === 0) {
      forget(0);
      dependsOn = Infinity;
    }
    return computed;
  }

  function isLastRound(key: K, computed: unknown): boolean {
    const count = (rounds.get(key)?.count ?? 0) + 1;
    rounds.set(key, { last: computed, count });
    return count >= MAX_ROUNDS;
  }

  function forget(mark: number): void {
    for (const key of provisionalOrder.splice(mark)) provisional.delete(key);
  }

  return { answer };
}
