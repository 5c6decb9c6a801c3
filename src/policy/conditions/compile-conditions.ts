import { AegisBug } from '../../base/index.ts';
import type { ConditionMap } from '../../model/index.ts';
import { locatedValue } from '../shape.ts';
import type { Formula } from './formula.ts';
import { parseConditions } from './parse-conditions.ts';
import type { Zone } from './zone.ts';

/** The formula of a policy's conditions. They were checked when the policy was loaded, so a problem is a defect. */
export function compileConditions(conditions: ConditionMap, zone: Zone): Formula {
  const formula = parseConditions(locatedValue(conditions), '`conditions`', zone, (code, _range, message) => {
    throw new AegisBug(`the policy was not loaded by \`loadPolicy\`: ${code} ${message}`);
  });
  if (formula === undefined)
    throw new AegisBug('the policy was not loaded by `loadPolicy`: empty conditions');
  return formula;
}
