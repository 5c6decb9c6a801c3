import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { policyDefinitions, policySchema } from '../../src/policy/index.ts';
import { writtenPolicy } from '../decision/arbitraries.ts';
import { problemsOf } from './loading.ts';

const accepts = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  policySchema() as object,
);

/** What is wrong with the text of a value, not with the structure; a schema cannot say it. */
const TEXTUAL = new Set([
  'AEG1009',
  'AEG1013',
  'AEG1018',
  'AEG1019',
  'AEG1020',
  'AEG1022',
  'AEG1023',
  'AEG1026',
]);

test('the schema accepts what the loader accepts, key by key', () => {
  fc.assert(
    fc.property(withInvariants(writtenPolicy), fc.array(edit, { maxLength: 3 }), (written, edits) => {
      const edited = edits.reduce<Json>((value, { at, how }) => editAt(value, at, how), written);
      const problems = problemsOf(JSON.stringify(edited));
      const structural = problems.filter(({ code }) => !TEXTUAL.has(code));
      const context = JSON.stringify({ edited, errors: accepts(edited) ? [] : accepts.errors, problems });
      expect(accepts(edited) === (structural.length === 0) ? '' : context).toBe('');
    }),
    { numRuns: 400 },
  );
});

test('every key has a description or leads to one, and examples are accepted', () => {
  const definitions = policyDefinitions() as Record<string, Record<string, Json>>;
  for (const [name, definition] of Object.entries(definitions)) {
    const properties = (definition['properties'] ?? {}) as Record<string, Record<string, Json>>;
    for (const [key, schema] of Object.entries(properties)) {
      const target =
        typeof schema['$ref'] === 'string' ? definitions[schema['$ref'].replace('#/$defs/', '')] : schema;
      expect(
        schema['description'] ?? target?.['description'] ?? schema['anyOf'],
        `${name}.${key}`,
      ).toBeDefined();
    }
  }
  const conditions = definitions['conditions']!['properties'] as Record<string, { examples?: Json[] }>;
  for (const [key, { examples = [] }] of Object.entries(conditions)) {
    for (const example of examples) {
      const policy = { version: '1', rules: [{ conditions: { [key]: example } }] };
      expect(accepts(policy), key).toBe(true);
      expect(problemsOf(JSON.stringify(policy)), key).toEqual([]);
    }
  }
});

function withInvariants(policy: fc.Arbitrary<Record<string, Json>>): fc.Arbitrary<Json> {
  const invariants: Json = [
    { name: 'deletes never run', never: { match: { type: '*delete*' }, approval: ['auto'] } },
    {
      name: 'payments are seen',
      tags: ['money'],
      always: {
        match: { type: 'pay*' },
        conditions: { param_gt: { amount: 100 } },
        except: [{ match: { target: 'sandbox' } }],
        approval_at_least: 'approve',
        risk_at_least: 'high',
      },
    },
  ];
  const more: Json = { timezone: 'Europe/Berlin', invariants };
  return fc
    .tuple(policy, fc.boolean())
    .map(([written, full]) => (full ? { ...written, ...(more as object) } : written));
}

const replacement: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[
    null,
    '',
    'delete_*',
    'block',
    'high',
    '1',
    '18:00',
    '24:00',
    '2026-01-01',
    'mon',
    'x'.repeat(65),
    '<r>',
    '100',
  ],
  ...[0, 3, -1, 2.5, true, false],
  ...[
    [],
    {},
    ['*'],
    ['mon', 2],
    [''],
    [null],
    { amount: 1 },
    { amount: null },
    { type: '*' },
    [{ not: { param_exists: { a: true } } }],
  ],
);
const key = fc.constantFrom(
  ...[
    'name',
    'match',
    'type',
    'agent',
    'conditions',
    'approval',
    'risk_level',
    'reason',
    'tags',
    'aproval',
    'any',
    'all',
  ],
  ...[
    'not',
    'weekdays',
    'dates',
    'from',
    'time_after',
    'param_eq',
    'param_gt',
    'amount',
    'never',
    'always',
    'extends',
  ],
);
type Edit =
  | { kind: 'replace'; value: Json }
  | { kind: 'remove' }
  | { kind: 'rename'; key: string }
  | { kind: 'add'; key: string; value: Json };
const edit = fc.record({
  at: fc.array(fc.nat({ max: 20 }), { maxLength: 6 }),
  how: fc.oneof(
    replacement.map((value): Edit => ({ kind: 'replace', value })),
    fc.constant<Edit>({ kind: 'remove' }),
    key.map((name): Edit => ({ kind: 'rename', key: name })),
    fc.tuple(key, replacement).map(([name, value]): Edit => ({ kind: 'add', key: name, value })),
  ),
});

/** The value with one place of it changed; the place is found by counting, so that shrinking works. */
function editAt(value: Json, [first, ...rest]: readonly number[], how: Edit): Json {
  if (typeof value !== 'object' || value === null) return how.kind === 'replace' ? how.value : value;
  const entries = Object.entries<Json>(value);
  const rebuild = (changed: [string, Json][]): Json =>
    Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
  if (how.kind === 'add' && first === undefined) return rebuild([...entries, [how.key, how.value]]);
  if (first === undefined || entries.length === 0) return how.kind === 'replace' ? how.value : value;
  const index = first % entries.length;
  const [name, member] = entries[index]!;
  if (rest.length === 0 && how.kind === 'remove') return rebuild(entries.filter((_, i) => i !== index));
  if (rest.length === 0 && how.kind === 'rename')
    return rebuild(entries.map((entry, i) => (i === index ? [how.key, member] : entry)));
  const changed = editAt(member, rest, how);
  return rebuild(entries.map((entry, i) => (i === index ? [name, changed] : entry)));
}
