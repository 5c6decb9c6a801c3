import type { Asked } from '../model/index.ts';
import { evaluateFormula, unknownAtoms } from '../policy/index.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { answersOf, plansOf } from './decide.ts';
import { judgeNames } from './judge-names.ts';
import type { ActionInput } from './parse-action.ts';

/**
 * The questions not asked yet that leave the first such rule unknown; a later rule's wait, because they may not matter
 * once this one is known to apply.
 */
export function openQuestions(
  compiled: CompiledPolicy,
  action: ActionInput,
  at: number | undefined,
  asked: readonly Asked[],
): readonly string[] {
  const names = judgeNames(compiled, action);
  if (typeof names === 'string') return [];
  try {
    for (const plan of plansOf(compiled, names)) {
      const open = openInPlan(plan.steps, action, at, asked);
      if (open.length > 0) return open;
    }
  } catch {
    // Parameters that cannot be read make the action invalid, whatever the answers.
  }
  return [];
}

function openInPlan(
  steps: ReturnType<typeof plansOf>[0]['steps'],
  action: ActionInput,
  at: number | undefined,
  asked: readonly Asked[],
): readonly string[] {
  const answers = answersOf(asked);
  for (const { rule, unknownNames } of steps) {
    const holds = rule.formula === undefined ? true : evaluateFormula(rule.formula, action, at, answers);
    if (holds === true && unknownNames.length === 0) return [];
    if (holds !== 'unknown' || rule.formula === undefined) continue;
    const questions = unknownAtoms(rule.formula, action, at, answers).flatMap(({ reads }) =>
      reads.kind === 'answer' ? [reads.question] : [],
    );
    const open = [...new Set(questions)].filter((question) => asked.every(({ text }) => text !== question));
    if (open.length > 0) return open;
  }
  return [];
}
