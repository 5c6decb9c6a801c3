import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { suiteSchema } from '../../src/policytest/index.ts';
import { readSuite } from './suites.ts';

const accepts = new Ajv2020({ strict: true, strictRequired: false }).compile(suiteSchema() as object);

/** What is wrong with the meaning, not with the structure; a schema cannot say it. */
const MEANING = new Set(['AEG1009', 'AEG8011', 'AEG8012', 'AEG8013', 'AEG8014']);

test('the published schema is the one of the code', () => {
  const published = readFileSync('specs/suite.schema.json', 'utf8');
  expect(JSON.parse(published)).toEqual(suiteSchema());
});

test('the schema accepts the structure that the loader accepts', () => {
  let rejected = 0;
  fc.assert(
    fc.property(written, fc.array(edit, { maxLength: 3 }), (suite, edits) => {
      const edited = edits.reduce<Json>((value, { at, key, to }) => editAt(value, at, key, to), suite);
      const loaded = readSuite(JSON.stringify(edited));
      const problems = loaded.ok ? [] : loaded.error.filter(({ code }) => !MEANING.has(code));
      const isAccepted = accepts(edited);
      if (!isAccepted) rejected += 1;
      const context = JSON.stringify({ edited, problems, errors: accepts.errors });
      expect(isAccepted === (problems.length === 0) ? '' : context).toBe('');
    }),
    { numRuns: 500, seed: 11 },
  );
  expect(rejected).toBeGreaterThan(50);
});

const name = fc.constantFrom('delete_contact', 'refund', 'crm');
const parts = {
  type: name,
  target: fc.oneof(name, fc.constant('')),
  agent: name,
  description: name,
  params: fc.dictionary(name, fc.oneof(fc.integer(), name, fc.constant([1, { a: true }])), { maxKeys: 2 }),
};
const at = fc.constantFrom('2026-03-02T10:00', 'unknown');
const expectation = fc
  .record(
    { approval: fc.constantFrom('auto', 'block'), risk_level: fc.constantFrom('low', 'high'), rule: name },
    { requiredKeys: [] },
  )
  .filter((record) => Object.keys(record).length > 0);
const nonEmpty = (record: object): boolean => Object.keys(record).length > 0;
const action = fc.record({ fixture: name, ...parts }, { requiredKeys: ['type'] });
const oneCase = fc.oneof(
  name,
  fc
    .record({ name, fixture: name, ...parts, at, expect: expectation }, { requiredKeys: [] })
    .filter(nonEmpty),
);
const oneTest = fc.record(
  { name, action, cases: fc.array(oneCase, { minLength: 1, maxLength: 3 }), at, expect: expectation },
  { requiredKeys: ['name'] },
);
const written = fc.record(
  {
    description: name,
    at,
    fixtures: fc.dictionary(name, fc.record(parts, { requiredKeys: ['type'] }), { minKeys: 1, maxKeys: 2 }),
    tests: fc.array(oneTest, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['tests'] },
) as fc.Arbitrary<Json>;

/** Something put, or taken away, somewhere in a document. */
const edit = fc.record({
  at: fc.array(fc.nat(20), { maxLength: 5 }),
  key: fc.constantFrom(
    'name',
    'type',
    'approval',
    'expct',
    'tests',
    'cases',
    'params',
    'at',
    'rule',
    'fixture',
  ),
  to: fc.constantFrom<(Json | undefined)[]>(undefined, '', 7, true, [], {}, 'x', ['a'], { a: 1 }),
});

/** INVARIANT: what happens inside `params` is free, so edits stop there. */
function editAt(value: Json, path: readonly number[], key: string, to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    const index = (step ?? 0) % Math.max(1, value.length);
    return value.map((item: Json, i: number) => (i === index ? editAt(item, rest, key, to) : item));
  }
  if (typeof value !== 'object' || value === null) return to ?? value;
  const entries = Object.entries(value as Record<string, Json>);
  if (step !== undefined && entries.length > 0) {
    const chosen = entries[step % entries.length]!;
    if (chosen[0] === 'params') return value;
    return Object.fromEntries(
      entries.map(([name1, member]) => [name1, name1 === chosen[0] ? editAt(member, rest, key, to) : member]),
    );
  }
  return Object.fromEntries([
    ...entries.filter(([name1]) => name1 !== key),
    ...(to === undefined ? [] : [[key, to] as const]),
  ]);
}
