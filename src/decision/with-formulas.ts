import type { Formula } from '../policy/index.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { PlanTable } from './plan-table.ts';

/** The same policy with other formulas: for asking what it would decide if something about an action were different. */
export function withFormulas(
  compiled: CompiledPolicy,
  change: (formula: Formula) => Formula,
): CompiledPolicy {
  const rules = compiled.rules.map((rule) => ({
    ...rule,
    formula: rule.formula === undefined ? undefined : change(rule.formula),
  }));
  return { ...compiled, rules, plans: new PlanTable() };
}
