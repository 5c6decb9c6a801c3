import type { Json } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import type { Located, Range } from '../document.ts';
import { readMap } from '../shape.ts';
import type { Report } from '../report.ts';
import { differingItems } from './differing-items.ts';
import type { Atom, ConditionContext, ConditionKind, ValueSight } from './condition.ts';
import { describeAt, kindOf, parsePath, testAt, type ParameterPath } from './parameter-path.ts';

/** What a parameter condition says about a value, once its operand is read. */
export interface ValueTest {
  /** Completes "`amount` ...", such as "is above 100". */
  readonly claim: string;
  /** What a value must be to be comparable at all, such as "a number". */
  readonly comparable: string;
  readonly test: (value: unknown) => Truth;
  readonly sees: ValueSight;
}

/** What makes one parameter condition differ from another. */
export interface ParameterConditionParts {
  readonly key: string;
  readonly description: string;
  /** The JSON Schema of what stands beside a path. */
  readonly valueSchema: { readonly [keyword: string]: Json };
  readonly examples: readonly Json[];
  /** The test, or `undefined` after reporting what is wrong with the operand. `what` names the operand in messages. */
  read(operand: Located, what: string, report: Report): ValueTest | undefined;
}

/** A condition whose operand is a map from parameter paths to values; every entry is an atom of its own. */
export function parameterCondition(parts: ParameterConditionParts): ConditionKind {
  return {
    key: parts.key,
    description: parts.description,
    schema: pathMapSchema(parts.valueSchema, parts.examples),
    parse: (operand, context) =>
      parsePathMap(operand, parts.key, context, (path, value) => {
        const test = parts.read(value, `\`${parts.key}\` of \`${path.text}\``, context.report);
        return test === undefined ? undefined : parameterAtom(parts.key, path, test);
      }),
  };
}

/** The schema of a map from parameter paths to what `valueSchema` says. */
export function pathMapSchema(
  valueSchema: { readonly [keyword: string]: Json },
  examples: readonly Json[],
): { readonly [keyword: string]: Json } {
  return { type: 'object', minProperties: 1, additionalProperties: valueSchema, examples };
}

/** Reads each entry of a map from paths; an entry with a malformed path is reported and left out. */
export function parsePathMap(
  operand: Located,
  key: string,
  context: ConditionContext,
  read: (path: ParameterPath, value: Located) => Atom | undefined,
): readonly Atom[] {
  const map = readMap(operand, `\`${key}\``, context.report);
  if (map === undefined) return [];
  return map.entries.flatMap((entry) => {
    const path = readPath(entry.key, entry.keyRange, context.report);
    const atom = path === undefined ? undefined : read(path, entry.value);
    return atom === undefined ? [] : [atom];
  });
}

function readPath(text: string, range: Range, report: Report): ParameterPath | undefined {
  const path = parsePath(text);
  if ('steps' in path) return path;
  report('AEG1019', range, `\`${text}\` is no parameter path: ${path.message}`, { help: path.help });
  return undefined;
}

function parameterAtom(part: string, path: ParameterPath, valueTest: ValueTest): Atom {
  const { test } = valueTest;
  return {
    part,
    reads: { kind: 'parameter', path, sees: { kind: 'value', ...valueTest.sees } },
    claim: `\`${path.text}\` ${valueTest.claim}`,
    test: ({ params }) => testAt(params, path, test),
    found: ({ params }) => whatIsThere(params, path, test),
    why: ({ params }) => whyUnknown(params, path, valueTest),
  };
}

/** Where items disagree, one of each opinion. */
function whatIsThere(params: unknown, path: ParameterPath, test: ValueTest['test']): string {
  const items = differingItems(params, path, test);
  if (items.length < 2) return describeAt(params, path, showValue);
  return items.map(({ place }) => describeAt(params, place, showValue)).join(', but ');
}

function whyUnknown(params: unknown, path: ParameterPath, { comparable, test }: ValueTest): string {
  const items = differingItems(params, path, test);
  const unknown = items.find(({ answer }) => answer === 'unknown');
  if (unknown === undefined) return `${items.map(({ place }) => `\`${place.text}\``).join(' and ')} disagree`;
  return describeAt(params, unknown.place, (value) => `${kindOf(value)}, not ${comparable}`);
}

/** A value as it is shown to a person: short, whatever it is. */
export function showValue(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length} item${value.length === 1 ? '' : 's'}`;
  if (typeof value === 'object' && value !== null) {
    const count = Object.keys(value).length;
    return `a map of ${count} key${count === 1 ? '' : 's'}`;
  }
  return kindOf(value);
}
