import type { Located } from '../document.ts';
import { isNumeral } from '../decimal.ts';
import type { Report } from '../report.ts';
import { wrongType } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';
import { numericComparison } from './value-comparison.ts';

/** A condition that compares a parameter with a number; `holds` is given the sign of parameter minus number. */
export function numericCondition(
  key: string,
  words: string,
  holds: (order: number) => boolean,
): ConditionKind {
  return parameterCondition({
    key,
    description:
      `Every parameter named here ${words} its number. Numbers are compared as exact decimals; a string such as "200" ` +
      'counts as the number it writes. Unknown when the parameter is missing or no number.',
    valueSchema: {
      anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$' }],
    },
    examples: [{ count: 100 }],
    read: (operand, what, report) => {
      const bound = readNumber(operand, what, report);
      if (bound === undefined) return undefined;
      const compare = numericComparison(bound);
      return {
        claim: `${words} ${bound}`,
        comparable: 'a number',
        test: (value) => {
          const order = compare(value);
          return order === undefined ? 'unknown' : holds(order);
        },
        sees: { numbers: [bound] },
      };
    },
  });
}

function readNumber(node: Located, what: string, report: Report): number | string | undefined {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'number') return node.value;
    if (typeof node.value === 'string' && isNumeral(node.value)) return node.value;
  }
  wrongType(node, what, 'a number', report);
  return undefined;
}
