import type { Truth } from '../../model/index.ts';
import { wrongType } from '../shape.ts';
import type { Atom, ConditionKind } from './condition.ts';
import { parsePathMap, pathMapSchema, showValue } from './parameter-condition.ts';
import { describeAt, existsAt, kindOf, type ParameterPath } from './parameter-path.ts';

export const paramExists: ConditionKind = {
  key: 'param_exists',
  description:
    'Every parameter named here is there and not null (`true`), or is not (`false`). With `[*]`, `true` means that some ' +
    'item has it. The way to say that a rule is only about actions that have a parameter.',
  schema: pathMapSchema({ type: 'boolean' }, [{ amount: true }]),
  parse: (operand, context) =>
    parsePathMap(operand, 'param_exists', context, (path, value) => {
      if (value.kind === 'scalar' && typeof value.value === 'boolean')
        return existenceAtom(path, value.value);
      wrongType(value, `\`param_exists\` of \`${path.text}\``, '`true` or `false`', context.report);
      return undefined;
    }),
};

function existenceAtom(path: ParameterPath, wanted: boolean): Atom {
  return {
    part: 'param_exists',
    reads: { kind: 'parameter', path, sees: { kind: 'existence', wanted } },
    claim: `\`${path.text}\` is ${wanted ? 'there' : 'not there'}`,
    test: ({ params }) => negatedUnless(wanted, existsAt(params, path)),
    found: ({ params }) => describeAt(params, path, showValue),
    why: ({ params }) => describeAt(params, path, kindOf),
  };
}

function negatedUnless(wanted: boolean, exists: Truth): Truth {
  return exists === 'unknown' ? exists : exists === wanted;
}
