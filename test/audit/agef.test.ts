import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGEF_SCHEMA,
  canonicalEvent,
  createEntryHash,
  eventProblems,
  exportedEvent,
  fromHex,
  genesisHash,
  schemaProblems,
  toHex,
  type AgefEvent,
} from '../../src/audit/index.ts';
import { canonicalJson, type HashAlgorithm, type Json } from '../../src/base/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { deskLog } from './log-of.ts';
import { referenceGenesis, referenceHash } from './reference.ts';

const SPEC = new URL('../../specs/agef/v1/', import.meta.url);
const isValid = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
}).compile(AGEF_SCHEMA);

const read = (path: string): Json => JSON.parse(readFileSync(new URL(path, SPEC), 'utf8')) as Json;
const names = (kind: string): string[] => readdirSync(new URL(`fixtures/${kind}/`, SPEC)).sort();

/** Where each invalid fixture is wrong. */
const WRONG_AT: Readonly<Record<string, readonly string[]>> = {
  'matched-value-in-clear.json': ['/guardrail/matches/0', '/guardrail/matches/0/value'],
  'milliseconds.json': ['/timestamp'],
  'negative-cost.json': ['/cost/amount', '/cost/currency'],
  'no-decision.json': ['/'],
  'not-an-object.json': ['/'],
  'outcome-contradicts-approval.json': ['/decision/outcome'],
  'random-uuid.json': ['/event_id'],
  'response-without-decision-of-a-person.json': ['/approval'],
  'unknown-key.json': ['/agnet'],
  'unknown-type.json': ['/event_type'],
};

describe('the fixtures of the format', () => {
  test.each(names('valid'))('%s is valid', (name) => {
    const event = read(`fixtures/valid/${name}`);
    expect(eventProblems(event, nodeCryptography)).toEqual([]);
    expect(isValid(event)).toBe(true);
  });

  test.each(names('invalid'))('%s is wrong where it says', (name) => {
    const event = read(`fixtures/invalid/${name}`);
    expect(eventProblems(event, nodeCryptography).map(({ pointer }) => pointer)).toEqual(WRONG_AT[name]);
    expect(isValid(event)).toBe(false);
  });
});

describe('the schema check', () => {
  test('says valid exactly where a full JSON Schema validator does', () => {
    const events = names('valid').map((name) => read(`fixtures/valid/${name}`) as Record<string, Json>);
    const keys = [...new Set(events.flatMap((event) => Object.keys(event)))];
    const values = fc.oneof(
      fc.constantFrom(...events.flatMap((event) => Object.values(event))),
      fc.jsonValue() as fc.Arbitrary<Json>,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...events),
        fc.constantFrom(...keys, 'new'),
        values,
        (event, key, value) => {
          const changed = { ...event, [key]: value };
          expect(schemaProblems(changed, AGEF_SCHEMA).length === 0).toBe(isValid(changed));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('also inside the sections', () => {
    const events = names('valid').map((name) => read(`fixtures/valid/${name}`) as Record<string, Json>);
    fc.assert(
      fc.property(
        fc.constantFrom(...events),
        fc.nat(),
        fc.nat(),
        fc.oneof(fc.jsonValue(), fc.constantFrom('auto', 'allowed', 'denied', 'USD', -1, 0)),
        (event, section, member, value) => {
          const sections = Object.keys(event).filter((key) => typeof event[key] === 'object');
          const name = sections[section % Math.max(1, sections.length)]!;
          const inside = Object.keys(event[name] as object);
          const key = inside[member % Math.max(1, inside.length)] ?? 'new';
          const changed = { ...event, [name]: { ...(event[name] as object), [key]: value } } as Json;
          expect(schemaProblems(changed, AGEF_SCHEMA).length === 0).toBe(isValid(changed));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('an event with its place in a log', () => {
  const events = deskLog(4).map((entry) => exportedEvent(entry)!);

  test('is valid as a writer makes and an export shows it', () => {
    for (const event of events) {
      expect(eventProblems(event as unknown as Json, nodeCryptography)).toEqual([]);
      expect(isValid(event)).toBe(true);
    }
  });

  test('is told when its hash is not its own', () => {
    const changed = { ...events[2]!, agent: { id: 'nobody' } } as unknown as Json;
    expect(eventProblems(changed, nodeCryptography)).toMatchObject([{ pointer: '/evidence/hash' }]);
  });

  test('is told when it has no canonical form', () => {
    const changed = { ...events[2]!, agent: { id: '\uD800' } } as unknown as Json;
    expect(eventProblems(changed, nodeCryptography)).toMatchObject([{ pointer: '/' }]);
  });
});

interface HashVectors {
  readonly logs: readonly {
    readonly algorithm: HashAlgorithm;
    readonly log_id: string;
    readonly genesis: string;
    readonly entries: readonly {
      readonly event: AgefEvent;
      readonly canonical: string;
      readonly hash: string;
    }[];
  }[];
}

describe('the test vectors of the format', () => {
  const { logs } = read('vectors.json') as unknown as HashVectors;

  test.each(logs.map((log) => [log.algorithm, log] as const))('%s: this implementation', (algorithm, log) => {
    const genesis = genesisHash(nodeCryptography, { algorithm, logId: log.log_id });
    expect(toHex(genesis)).toBe(log.genesis);
    const hash = createEntryHash(nodeCryptography, algorithm);
    for (const { event, canonical, hash: expected } of log.entries) {
      expect(canonicalEvent(event)).toBe(canonical);
      expect(toHex(hash(fromHex(event.evidence!.prev_hash)!, canonical))).toBe(expected);
      expect(event.evidence?.hash).toBe(expected);
    }
  });

  test.each(logs.map((log) => [log.algorithm, log] as const))('%s: the obvious one', (algorithm, log) => {
    expect(referenceGenesis(algorithm, log.log_id)).toBe(log.genesis);
    let previous = log.genesis;
    for (const { event, canonical, hash } of log.entries) {
      expect(event.evidence?.prev_hash).toBe(previous);
      expect(referenceHash(algorithm, previous, canonical)).toBe(hash);
      previous = hash;
    }
  });
});

describe('the canonical form', () => {
  const { cases } = JSON.parse(readFileSync(new URL('vectors/rfc8785.json', import.meta.url), 'utf8')) as {
    cases: readonly { name: string; input: string; output: string }[];
  };

  test.each(cases.map((one) => [one.name, one] as const))(
    'is that of RFC 8785: %s',
    (_, { input, output }) => {
      expect(canonicalJson(JSON.parse(input) as Json)).toBe(output);
    },
  );
});
