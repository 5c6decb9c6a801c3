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

/** A question without a final answer; `last` is what the last of its counted `rounds` gave. */
interface Unsettled {
  readonly last: unknown;
  readonly rounds: number;
  readonly now:
    | { readonly state: 'open'; readonly depth: number }
    | {
        readonly state: 'provisional';
        readonly answer: unknown;
        readonly dependsOn: number;
        readonly limited: boolean;
      }
    | { readonly state: 'forgotten' };
}

const NEVER_ASKED: Unsettled = { last: undefined, rounds: 0, now: { state: 'forgotten' } };

/**
 * INVARIANT: an answer that rests on an unfinished one, or on a limit, is kept only until that one is finished, and then
 * computed again from what is known by then. After `MAX_ROUNDS` it is kept, so that circles cost a bounded number of
 * rounds; the order of the questions matters at most to circles that need more.
 */
export function createMemory<K>(): Memory<K> {
  const known = new Map<K, unknown>();
  const unsettled = new Map<K, Unsettled>();
  const provisional: K[] = [];
  let depth = 0;
  let steps = 0;
  let dependsOn = Infinity;
  let limited = false;

  // What is kept under a key has the type that the key's `compute` gives.
  function answer<T>(key: K, nothingYet: T, unknown: T, compute: () => T): T {
    const settled = known.get(key);
    if (settled !== undefined) return settled as T;
    const before = unsettled.get(key) ?? NEVER_ASKED;
    const { now } = before;
    if (now.state === 'provisional') {
      dependsOn = Math.min(dependsOn, now.dependsOn);
      limited ||= now.limited;
      return now.answer as T;
    }
    if (now.state === 'open') {
      dependsOn = Math.min(dependsOn, now.depth);
      return before.rounds === 0 ? nothingYet : (before.last as T);
    }
    if (depth === 0) {
      steps = 0;
      limited = false;
    }
    if (depth >= MAX_DEPTH || steps >= MAX_STEPS) {
      limited = true;
      return unknown;
    }
    return computeOnce(key, before, compute);
  }

  function computeOnce<T>(key: K, before: Unsettled, compute: () => T): T {
    steps += 1;
    depth += 1;
    const own = depth;
    const outer = { dependsOn, limited };
    const mark = provisional.length;
    dependsOn = Infinity;
    limited = false;
    unsettled.set(key, { ...before, now: { state: 'open', depth: own } });
    const computed = compute();
    depth -= 1;
    const isFair = wasUnlimited() || own <= FAIR_DEPTH;
    const isFinal = dependsOn >= own && wasUnlimited();
    if (isFinal || (isFair && before.rounds + 1 >= MAX_ROUNDS)) {
      known.set(key, computed);
      unsettled.delete(key);
      forget(mark);
      ({ dependsOn, limited } = outer);
    } else {
      const counted = isFair ? { last: computed, rounds: before.rounds + 1 } : before;
      unsettled.set(key, { ...counted, now: { state: 'provisional', answer: computed, dependsOn, limited } });
      provisional.push(key);
      dependsOn = Math.min(outer.dependsOn, dependsOn >= own ? Infinity : dependsOn);
      limited = outer.limited || !wasUnlimited();
    }
    if (depth === 0) {
      forget(0);
      dependsOn = Infinity;
    }
    return computed;
  }

  function wasUnlimited(): boolean {
    return !limited;
  }

  function forget(mark: number): void {
    for (const key of provisional.splice(mark)) {
      const before = unsettled.get(key);
      if (before !== undefined) unsettled.set(key, { ...before, now: { state: 'forgotten' } });
    }
  }

  return { answer };
}
