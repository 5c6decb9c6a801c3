import type { NameClass } from './name-classes.ts';
import type { Plan } from './plan.ts';

interface Kept {
  readonly type: NameClass;
  readonly target: NameClass;
  readonly agent: NameClass;
  readonly plan: Plan;
}

const SIZE = 8192;

/**
 * The plans made so far, in a table of fixed size: two triples of classes that share a slot drive each other out.
 * INVARIANT: a plan is found only for the very classes it was kept for.
 */
export class PlanTable {
  private readonly slots: (Kept | undefined)[] = new Array<undefined>(SIZE).fill(undefined);

  find(type: NameClass, target: NameClass, agent: NameClass): Plan | undefined {
    const kept = this.slots[slotOf(type, target, agent)];
    if (kept === undefined) return undefined;
    return kept.type === type && kept.target === target && kept.agent === agent ? kept.plan : undefined;
  }

  keep(type: NameClass, target: NameClass, agent: NameClass, plan: Plan): void {
    this.slots[slotOf(type, target, agent)] = { type, target, agent, plan };
  }
}

/** Classes of one dimension that were met one after another never share a slot. */
function slotOf(type: NameClass, target: NameClass, agent: NameClass): number {
  return (type.id + target.id * 1021 + agent.id * 2039) & (SIZE - 1);
}
