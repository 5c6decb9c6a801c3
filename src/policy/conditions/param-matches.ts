import { compileRegex, parseRegex } from '../../automata/index.ts';
import { rangeWithin } from '../range-within.ts';
import { readString } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';

export const paramMatches: ConditionKind = parameterCondition({
  key: 'param_matches',
  description:
    'In every parameter named here its regular expression is found (RE2 syntax, linear time; anchor it with `^` and `$` ' +
    'to match the whole string). Unknown when the parameter is missing or no string.',
  valueSchema: { type: 'string', minLength: 1 },
  examples: [{ email: '@example\\.com$' }],
  read: (operand, what, report) => {
    const text = readString(operand, what, report);
    if (text === undefined) return undefined;
    const regex = parseRegex(text.value);
    if (!regex.ok) {
      const { message, help, start, end } = regex.error;
      report(
        'AEG1020',
        rangeWithin(text, start, end),
        `${what} is no usable regular expression: ${message}`,
        {
          ...(help === undefined ? {} : { help }),
        },
      );
      return undefined;
    }
    const compiled = compileRegex(regex.value);
    return {
      claim: `matches \`${text.value}\``,
      comparable: 'a string',
      test: (value) => (typeof value === 'string' ? compiled.test(value) : 'unknown'),
      sees: { patterns: [regex.value] },
    };
  },
});
