/** A question costs at most so many computed answers; then the rest counts as unknown. */
const FREE_STEPS = 500;
/** What some questions need beyond that comes out of one reserve, at most so much for each. */
const MAX_FURTHER_STEPS = 9_500;
const RESERVE = 100_000;
/** Questions inside questions; deeper ones count as unknown, so that no program exhausts the stack. */
const MAX_DEPTH = 160;
/** How often an answer that rests on unfinished ones is computed anew before it stands as it is. */
const MAX_ROUNDS = 3;
/** An answer that ran into a limit may stand only if it was asked for from here or above: deeper down it had no chance. */
const FAIR_DEPTH = 24;

/** Remembers answers to questions that may ask for each other in circles. */
export interface Memory<K> {
  /** The final answer to `key`, if there is one by now. */
  readonly recall: (key: K) => unknown;
  /**
   * The answer to `key`. Asked for while it is being computed, it is what the round before gave, at first `nothingYet`;
   * beyond the limits it is `unknown`.
   */
  readonly answer: <T>(key: K, nothingYet: T, unknown: T, compute: () => T) => T;
}

/** A question without a final answer. */
class Unsettled {
  state: 'open' | 'provisional' | 'forgotten' = 'open';
  /** How deep it was asked for, while it is open. */
  depth = 0;
  /** What stands for now, while it is provisional, and what it rests on. */
  answer: unknown = undefined;
  dependsOn = Infinity;
  limited = false;
  /** What the last of its counted rounds gave. */
  last: unknown = undefined;
  rounds = 0;
}

/**
 * INVARIANT: an answer that rests on an unfinished one, or on a limit, is kept only until that one is finished, and then
 * computed again from what is known by then. After `MAX_ROUNDS` it is kept, so that circles cost a bounded number of
 * rounds; the order of the questions matters at most to circles that need more.
 */
export function createMemory<K>(): Memory<K> {
  // An answer, or what is known of a question without one.
  const known = new Map<K, unknown>();
  const provisional: Unsettled[] = [];
  let depth = 0;
  let steps = 0;
  let reserve = RESERVE;
  let maxSteps = 0;
  let dependsOn = Infinity;
  let limited = false;

  function recall(key: K): unknown {
    const before = known.get(key);
    return before instanceof Unsettled ? undefined : before;
  }

  // What is kept under a key has the type that the key's `compute` gives.
  function answer<T>(key: K, nothingYet: T, unknown: T, compute: () => T): T {
    const before = known.get(key);
    if (before !== undefined && !(before instanceof Unsettled)) return before as T;
    if (before?.state === 'provisional') {
      dependsOn = Math.min(dependsOn, before.dependsOn);
      limited ||= before.limited;
      return before.answer as T;
    }
    if (before?.state === 'open') {
      dependsOn = Math.min(dependsOn, before.depth);
      return before.rounds === 0 ? nothingYet : (before.last as T);
    }
    if (depth === 0) {
      reserve -= Math.max(0, steps - FREE_STEPS);
      maxSteps = FREE_STEPS + Math.min(MAX_FURTHER_STEPS, reserve);
      steps = 0;
      limited = false;
    }
    if (depth >= MAX_DEPTH || steps >= maxSteps) {
      limited = true;
      return unknown;
    }
    const question = before ?? new Unsettled();
    if (before === undefined) known.set(key, question);
    return computeOnce(key, question, compute);
  }

  function computeOnce<T>(key: K, question: Unsettled, compute: () => T): T {
    steps += 1;
    depth += 1;
    const own = depth;
    const outerDependsOn = dependsOn;
    const outerLimited = limited;
    const mark = provisional.length;
    dependsOn = Infinity;
    limited = false;
    question.state = 'open';
    question.depth = own;
    const computed = compute();
    depth -= 1;
    const isFair = wasUnlimited() || own <= FAIR_DEPTH;
    const isFinal = dependsOn >= own && wasUnlimited();
    if (isFinal || (isFair && question.rounds + 1 >= MAX_ROUNDS)) {
      known.set(key, computed);
      forget(mark);
      dependsOn = outerDependsOn;
      limited = outerLimited;
    } else {
      if (isFair) {
        question.last = computed;
        question.rounds += 1;
      }
      question.state = 'provisional';
      question.answer = computed;
      question.dependsOn = dependsOn;
      question.limited = limited;
      provisional.push(question);
      dependsOn = Math.min(outerDependsOn, dependsOn >= own ? Infinity : dependsOn);
      limited = outerLimited || !wasUnlimited();
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
    for (let at = provisional.length; at > mark; at -= 1) {
      const question = provisional.pop();
      if (question !== undefined) question.state = 'forgotten';
    }
  }

  return { recall, answer };
}
