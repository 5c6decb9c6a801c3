/** A question costs at most this many computed answers; then the rest counts as unknown. */
const MAX_STEPS = 10_000;
/** Questions inside questions; deeper ones count as unknown, so that no program exhausts the stack. */
const MAX_DEPTH = 160;
/** How often an answer that rests on unfinished ones is computed anew before it stands as it is. */
const MAX_ROUNDS = 3;
/** An answer that ran into a limit may stand only if it was asked for from here or above: deeper down it had no chance. */
const FAIR_DEPTH = 24;

/** Remembers answers to questions that may ask for each other in circles. */
export interface Memory<K> {
  /**
   * The answer to `key`. Asked for while it is being computed, it is what the round before gave, at first `nothingYet`;
   * beyond the limits it is `unknown`.
   */
  readonly answer: <T>(key: K, nothingYet: T, unknown: T, compute: () => T) => T;
}

interface Provisional {
  readonly answer: unknown;
  readonly dependsOn: number;
  readonly limited: boolean;
}

interface Rounds {
  readonly last: unknown;
  readonly count: number;
}

/**
 * INVARIANT: an answer that rests on an unfinished one, or on a limit, is kept only until that one is finished, and then
 * computed again from what is known by then. After `MAX_ROUNDS` it is kept, so that circles cost a bounded number of
 * rounds; the order of the questions matters at most to circles that need more.
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
  let limited = false;

  // What is kept under a key has the type that the key's `compute` gives.
  function answer<T>(key: K, nothingYet: T, unknown: T, compute: () => T): T {
    const before = known.get(key);
    if (before !== undefined) return before as T;
    const soFar = provisional.get(key);
    if (soFar !== undefined) {
      dependsOn = Math.min(dependsOn, soFar.dependsOn);
      limited ||= soFar.limited;
      return soFar.answer as T;
    }
    const pending = open.get(key);
    if (pending !== undefined) {
      dependsOn = Math.min(dependsOn, pending);
      const round = rounds.get(key);
      return round === undefined ? nothingYet : (round.last as T);
    }
    if (depth === 0) {
      steps = 0;
      limited = false;
    }
    if (depth >= MAX_DEPTH || steps >= MAX_STEPS) {
      limited = true;
      return unknown;
    }
    return computeOnce(key, compute);
  }

  function computeOnce<T>(key: K, compute: () => T): T {
    steps += 1;
    depth += 1;
    const own = depth;
    const outer = { dependsOn, limited };
    const mark = provisionalOrder.length;
    dependsOn = Infinity;
    limited = false;
    open.set(key, own);
    const computed = compute();
    open.delete(key);
    depth -= 1;
    const isFinal = dependsOn >= own && !limited;
    if (isFinal || (isFair(own) && isLastRound(key, computed))) {
      known.set(key, computed);
      rounds.delete(key);
      forget(mark);
      ({ dependsOn, limited } = outer);
    } else {
      provisional.set(key, { answer: computed, dependsOn, limited });
      provisionalOrder.push(key);
      dependsOn = Math.min(outer.dependsOn, dependsOn >= own ? Infinity : dependsOn);
      limited ||= outer.limited;
    }
    if (depth === 0) {
      forget(0);
      dependsOn = Infinity;
    }
    return computed;
  }

  function isFair(own: number): boolean {
    return !limited || own <= FAIR_DEPTH;
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
