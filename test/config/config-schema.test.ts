import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { configSchema, readSettings, SETTING_NAMES } from '../../src/config/index.ts';
import { loadPolicyOrReference, readDocument } from '../../src/policy/index.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
const accepts = ajv.compile(configSchema() as object);

/** Whether Aegis reads a file with this content without a complaint. */
function reads(json: Json): boolean {
  const document = readDocument('aegis.yaml', new TextEncoder().encode(JSON.stringify(json)));
  if (!document.ok) return false;
  const hasPolicy =
    typeof json === 'object' && json !== null && ('policy' in json || 'rules' in json || 'version' in json);
  return (
    document.value.problems.length === 0 &&
    readSettings(document.value).ok &&
    (!hasPolicy || loadPolicyOrReference(document.value).ok)
  );
}

const rule = { match: { type: 'read_*' }, approval: 'auto' };
const policy = { version: '1', rules: [rule] };

describe('the schema of aegis.yaml', () => {
  test.each<[string, Json, boolean]>([
    ['a bare policy', policy, true],
    ['an aegis.yaml', { policy, scan: { fail_on: 'high', include: ['src/**'], exclude: 'x/**' } }, true],
    ['settings alone', { scan: { min_confidence: 'resolved' } }, true],
    ['a reference', { policy: { path: 'policy.yaml' } }, true],
    ['a reference with more', { policy: { path: 'policy.yaml', rules: [rule] } }, false],
    ['an unknown section', { policy, scna: {} }, false],
    ['an unknown setting', { scan: { failon: 'high' } }, false],
    ['settings in a bare policy', { ...policy, scan: { fail_on: 'high' } }, false],
    ['policy beside rules', { policy, rules: [rule] }, false],
    ['an audit section', { audit: { redact: 'customer.email', checkpoint_every: 5 } }, true],
    ['a number too small', { audit: { checkpoint_every: 0 } }, false],
    ['half a number', { audit: { checkpoint_every: 1.5 } }, false],
    ['a number as text', { audit: { checkpoint_every: '5' } }, false],
    ['no globs', { scan: { include: [] } }, false],
    ['an empty glob', { scan: { include: [''] } }, false],
    ['a wrong risk', { scan: { fail_on: 'hihg' } }, false],
    ['a list', [], false],
    ['nothing', {}, false],
    ['an empty section', { scan: {} }, false],
  ])('and the loader agree on %s', (_, json, expected) => {
    expect({ schema: accepts(json), loader: reads(json) }).toEqual({ schema: expected, loader: expected });
  });

  test('law: schema and loader accept the same settings', () => {
    const value = fc.constantFrom<Json>(
      'high',
      'none',
      'resolved',
      'src/**',
      '',
      5,
      0,
      1.5,
      true,
      [],
      ['a', 'b'],
      ['a', 5],
      {},
      [{ name: 'ai.example.com', hosts: ['ai.example.com'] }],
      [{ name: 'ai.example.com', hosts: ['ai.example.com'], path: '/v1' }],
      [
        {
          package: 'acme',
          language: 'python',
          modules: ['acme'],
          calls: [{ kind: 'llm_call', paths: ['ask'] }],
        },
      ],
      [{ package: 'acme', language: 'perl', modules: ['acme'], calls: [] }],
    );
    const key = fc.constantFrom(
      'fail_on',
      'baseline',
      'min_confidence',
      'include',
      'exclude',
      'catalog',
      'fail-on',
      'redact',
      'checkpoint_every',
      'checkpoint_key',
      'x',
    );
    const section = fc.dictionary(key, value, { maxKeys: 3 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('scan', 'audit', 'scna'), section, { maxKeys: 2 }),
        (json) => {
          expect(accepts(json)).toBe(reads(json));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('describes every setting, with an example that it accepts', () => {
    const definitions = (
      configSchema() as {
        $defs: Record<string, { properties: Record<string, { description: string; examples: Json[] }> }>;
      }
    ).$defs;
    for (const name of SETTING_NAMES) {
      const [section = '', key = ''] = name.split('.');
      const { description, examples } = definitions[section]!.properties[key]!;
      expect(description).not.toBe('');
      expect(accepts({ [section]: { [key]: examples[0]! } })).toBe(true);
    }
  });
});
