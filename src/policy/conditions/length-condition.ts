import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import { wrongType } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';

/** A condition on the length of a parameter: code points of a string, items of a list. */
export function lengthCondition(
  key: string,
  words: string,
  holds: (length: number, bound: number) => boolean,
): ConditionKind {
  return parameterCondition({
    key,
    description:
      `Every parameter named here has ${words} so many characters (a string, in Unicode code points) or items (a list). ` +
      'Unknown for anything else.',
    valueSchema: { type: 'integer', minimum: 0 },
    examples: [{ recipients: 50 }],
    read: (operand, what, report) => {
      const bound = readLength(operand, what, report);
      if (bound === undefined) return undefined;
      return {
        claim: `has ${words} ${bound} characters or items`,
        comparable: 'a string or list',
        test: (value) => {
          const length = lengthOf(value);
          return length === undefined ? 'unknown' : holds(length, bound);
        },
        sees: { lengths: [bound] },
      };
    },
  });
}

function readLength(node: Located, what: string, report: Report): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') {
    wrongType(node, what, 'a whole number', report);
    return undefined;
  }
  if (Number.isSafeInteger(node.value) && node.value >= 0) return node.value;
  report('AEG1006', node.range, `${what} must be a whole number from 0, not ${node.value}`);
  return undefined;
}

function lengthOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'string') return undefined;
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}
