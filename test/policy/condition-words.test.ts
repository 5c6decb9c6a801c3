import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy, explain, type ConditionTrace } from '../../src/decision/index.ts';
import type { Json } from '../../src/base/index.ts';
import { policyIn } from './loading.ts';

/** For each condition, actions that it is asked about. The golden files have what `--explain` tells of each. */
const NUMBERS = [
  'a: 5',
  'a: 5.0',
  'a: 4.999',
  'a: 6',
  'a: "5"',
  'a: "5.00"',
  'a: "05"',
  'a: x',
  'a: true',
  '',
];
const LENGTHS = [
  'a: ab',
  'a: abc',
  'a: "😀😀"',
  'a: [1, 2]',
  'a: [1, 2, 3]',
  'a: []',
  'a: ""',
  'a: 5',
  'a: {}',
  '',
];
const ASKED: readonly (readonly [conditions: string, params: readonly string[], at?: readonly string[]])[] = [
  ['param_gt: { a: 5 }', NUMBERS],
  ['param_gte: { a: 5 }', NUMBERS],
  ['param_lt: { a: 5 }', NUMBERS],
  ['param_lte: { a: "5" }', NUMBERS],
  [
    'param_lt: { a: "9007199254740992.5" }',
    ['a: 9007199254740992', 'a: 9007199254740994', 'a: "9007199254740992.49"'],
  ],
  [
    'param_eq: { a: 0.1 }',
    ['a: "0.1"', 'a: "0.10"', 'a: 0.1', 'a: "0.1000000000000000055"', 'a: "-0.1"', 'a: "1e-1"'],
  ],
  ['param_eq: { a: 1e21 }', ['a: 1e21', 'a: "1000000000000000000000"', 'a: "1000000000000000000001"']],
  ['param_gt: { a: -0.5 }', ['a: -0.4', 'a: "-0.50"', 'a: "-0.6"', 'a: 0', 'a: "-0"', 'a: -1e-7']],
  ['param_eq: { a: 5 }', [...NUMBERS, 'a: [5]', 'a: {b: 5}', 'a: null']],
  ['param_eq: { a: "5" }', ['a: 5', 'a: "5"', 'a: "5.0"', 'a: x', 'a: false']],
  ['param_eq: { a: sale }', ['a: sale', 'a: Sale', 'a: 5', 'a: [sale]', '']],
  ['param_eq: { a: true }', ['a: true', 'a: false', 'a: "true"', 'a: 1']],
  ['param_eq: { a: [1, "2"] }', ['a: [1, 2]', 'a: [1]', 'a: [2, 1]', 'a: ["1", "2"]', 'a: {0: 1}', 'a: 1']],
  [
    'param_eq: { a: { b: 1, c: [true] } }',
    ['a: {b: 1, c: [true]}', 'a: {b: 1}', 'a: {c: [true], b: 1.0}', 'a: []'],
  ],
  ['param_in: { a: [1, sale] }', ['a: 1', 'a: sale', 'a: 2', 'a: other', 'a: true', 'a: [1]', '']],
  [
    'param_contains: { a: sa }',
    ['a: sale', 'a: SALE', 'a: [sa]', 'a: [sale]', 'a: {sa: 1}', 'a: {b: sa}', 'a: 5', ''],
  ],
  ['param_contains: { a: 5 }', ['a: [4, 5]', 'a: ["5"]', 'a: "5"', 'a: {5: 1}', 'a: 5']],
  ['param_matches: { a: "^s.l" }', ['a: sale', 'a: resale', 'a: 5', 'a: [sale]', '']],
  ['param_exists: { a.b: true }', ['a: {b: 1}', 'a: {b: null}', 'a: {}', 'a: 5', 'a: [1]', '']],
  ['param_exists: { a.b: false }', ['a: {b: 1}', 'a: {b: null}', 'a: {}', 'a: 5', '']],
  ['param_exists: { "a[*].b": true }', ['a: []', 'a: [{b: 1}, {}]', 'a: [{}, 5]', 'a: [{}]', 'a: 5', '']],
  ['param_gt: { "a[1]": 5 }', ['a: [1, 6]', 'a: [6]', 'a: {1: 6}', 'a: x']],
  [
    'param_gt: { "a[*][*]": 5 }',
    ['a: [[6], [7, 8]]', 'a: [[6], [5]]', 'a: [[6], 7]', 'a: [[]]', 'a: [[6], []]'],
  ],
  ['param_gt: { "[\\"a.b\\"].c": 5 }', ['a.b: {c: 6}', 'a: {b: {c: 6}}']],
  ['param_length_gt: { a: 2 }', LENGTHS],
  ['param_length_lte: { a: 2 }', LENGTHS],
  [
    'param_eq: { a: 5 }',
    ['a: "a long text, which is cut after sixty characters, so that a line stays short"'],
  ],
  ['param_gt: { a: 5 }', ['a: {b: 1}', 'a: {b: 1, c: 2}', 'a: [1]', 'a: [1, 2]', 'a: {}']],
  ['semantic: destructive', ['text: please delete it', 'text: nothing', 'deleted_rows: 5']],
  ['semantic: [financial, privileged]', ['text: the password of the refund', 'text: hello']],
  ['semantic: { ask: "Is it polite?" }', ['']],
  ['time_after: "18:00"', [''], ['2026-03-02T17:59:59Z', '2026-03-02T18:00:00Z', '2026-03-02T23:59:00Z', '']],
  ['time_before: "08:00"', [''], ['2026-03-02T07:59:59Z', '2026-03-02T08:00:00Z', '2026-03-02T00:00:00Z']],
  ['time_before: "24:00"', [''], ['2026-03-02T23:59:59Z']],
  [
    'time_after: "22:00", time_before: "06:00"',
    [''],
    ['2026-03-02T21:59:00Z', '2026-03-02T22:00:00Z', '2026-03-03T05:59:00Z', '2026-03-03T06:00:00Z'],
  ],
  [
    'time_after: "09:00", time_before: "17:00"',
    [''],
    ['2026-03-02T08:59:00Z', '2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z'],
  ],
  ['weekdays: [mon, 7]', [''], ['2026-03-01T12:00:00Z', '2026-03-02T12:00:00Z', '2026-03-03T12:00:00Z', '']],
  ['weekdays: [1, 2, 3, 4, 5]', [''], ['2026-03-01T12:00:00Z', '1969-12-31T12:00:00Z']],
  [
    'weekdays: [fri], time_after: "22:00", time_before: "06:00"',
    [''],
    ['2026-03-06T23:00:00Z', '2026-03-07T05:00:00Z', '2026-03-06T05:00:00Z'],
  ],
  ['dates: { from: "2026-03-02" }', [''], ['2026-03-01T23:59:59Z', '2026-03-02T00:00:00Z', '']],
  ['dates: { to: "2026-03-02" }', [''], ['2026-03-02T23:59:59Z', '2026-03-03T00:00:00Z']],
  ['dates: { from: "2026-03-02", to: "2026-03-02" }', [''], ['2026-03-01T12:00:00Z', '2026-03-02T12:00:00Z']],
  [
    'dates: { to: "2026-03-02" }, time_after: "22:00", time_before: "06:00"',
    [''],
    ['2026-03-03T05:00:00Z', '2026-03-04T05:00:00Z'],
  ],
];

test('what an explanation tells of each condition', async () => {
  const told = ASKED.map(([conditions, params, instants = ['']]) => {
    const { policy } = policyIn(
      `version: "1"\nrules:\n  - { approval: block, conditions: { ${conditions} } }\n`,
    );
    const compiled = compilePolicy(policy);
    const lines = params.flatMap((written) =>
      instants.flatMap((at) => {
        const action = { type: 'call', params: parse(`{${written}}`) as Record<string, Json> };
        const { rules, decision } = explain(compiled, action, at === '' ? undefined : Date.parse(at));
        return [
          `  {${written}} ${at}`.trimEnd(),
          ...(rules[0]?.conditions ?? []).map((trace) => `    ${toldBy(trace)}`),
          ...decision.unknown.map(({ part, path, why }) => `    unknown: ${part} ${path ?? ''}: ${why}`),
        ];
      }),
    );
    return [conditions, ...lines, ''].join('\n');
  });
  await expect(told.join('\n')).toMatchFileSnapshot('golden/condition-words.txt');
});

function toldBy(trace: ConditionTrace): string {
  return trace.kind === 'atom' ? `${String(trace.verdict)}: ${trace.claim}; ${trace.found}` : trace.kind;
}
