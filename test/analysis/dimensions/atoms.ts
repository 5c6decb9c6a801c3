import type { Json } from '../../../src/base/index.ts';
import type { Truth } from '../../../src/model/index.ts';
import { compileConditions, createZone, type Atom, type Formula } from '../../../src/policy/index.ts';
import { Budget } from '../../../src/analysis/budget.ts';
import { policyOf } from '../../decision/load.ts';

/** The atoms of conditions as they would be written in a policy, in the order of the file. */
export function atomsOf(conditions: Record<string, Json>, timezone = 'UTC'): readonly Atom[] {
  const policy = policyOf({ version: '1', timezone, rules: [{ conditions }] });
  const zone = createZone(policy.timezone);
  const loaded = policy.rules[0]?.conditions;
  if (zone === undefined || loaded === undefined) throw new Error('no conditions');
  return atomsIn(compileConditions(loaded, zone));
}

/** The atoms of a formula, in the order of the file. */
export function atomsIn(formula: Formula): readonly Atom[] {
  if (formula.kind === 'atom') return [formula.atom];
  return formula.kind === 'not' ? atomsIn(formula.part) : formula.parts.flatMap(atomsIn);
}

export function budgetOf(steps: number): Budget {
  const budget = new Budget({ perQuestion: steps, perCommand: steps });
  budget.beginQuestion();
  return budget;
}

export const plenty = (): Budget => budgetOf(2_000_000);

export function lettersOf(truths: readonly Truth[]): string {
  return truths.map((truth) => (truth === 'unknown' ? 'u' : truth ? 't' : 'f')).join('');
}
