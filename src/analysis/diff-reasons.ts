import { type Alignment } from './align-rules.ts';
import type { AnalyzedPolicy, Line } from './analyzed-policy.ts';
import { ask } from './ask.ts';
import type { Budget } from './budget.ts';
import type { Point } from './point.ts';
import { earlier } from './reachability.ts';
import { FALSE, TRUE } from './truth-mask.ts';

/** A rule of both policies that gives another reason for the same decision, with an action that it decides by itself. */
export interface ReasonChange {
  readonly old: Line;
  readonly new: Line;
  readonly point: Point;
}

/**
 * The rules that do the same and have another explicit reason. Without one the reason is made of the rule's name, and a
 * new name is no change. A rule that decides nowhere by itself is passed over.
 */
export function reasonChanges(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  { toNew }: Alignment,
  budget: Budget,
): readonly ReasonChange[] {
  return [...toNew].flatMap(([from, to]): readonly ReasonChange[] => {
    const [old, now] = [before.lines[from] as Line, after.lines[to] as Line];
    if (before.policy.rules[from]?.reason === after.policy.rules[to]?.reason) return [];
    const answer = ask(
      before.space,
      {
        constraints: [{ box: old.box, allowed: TRUE }],
        broken: (point) => [
          ...earlier(before, point, old, () => FALSE),
          ...earlier(after, point, now, () => FALSE),
        ],
      },
      budget,
    );
    return answer.kind === 'found' ? [{ old, new: now, point: answer.point }] : [];
  });
}
