import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSource, type Json } from '../../../src/base/index.ts';
import { baselineSchema, baselineText, readBaseline, type BaselineEntry } from '../../../src/scan/index.ts';
import { scanTexts } from './scanning.ts';

const REPLY = `from openai import OpenAI

client = OpenAI()


def reply(ticket):
    return client.chat.completions.create(model="m", messages=ticket)
`;
const ORDERS = REPLY.replace('reply', 'order');
const project = { 'desk/reply.py': REPLY, 'desk/orders.py': ORDERS };
const accepts = new Ajv2020({ strict: true }).compile(baselineSchema() as object);

const name = fc.string({ minLength: 1, unit: 'grapheme' });
const hex = fc.string({
  unit: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)),
  minLength: 32,
  maxLength: 32,
});
const entry: fc.Arbitrary<BaselineEntry> = fc.record({ fingerprint: hex, file: name, call: name, sdk: name });
const entries = fc.uniqueArray(entry, { selector: ({ fingerprint }) => fingerprint });

describe('a baseline file', () => {
  it('law: what is written is read again, and its order does not depend on the order of entries', () => {
    fc.assert(
      fc.property(entries, (some) => {
        const text = baselineText(some);
        const read = readBaseline(createSource('baseline.json', text));
        if (!read.ok) throw new Error(read.error.message);
        expect(baselineText([...some].reverse())).toBe(text);
        expect(new Set(read.value.map((one) => one.fingerprint))).toEqual(
          new Set(some.map((one) => one.fingerprint)),
        );
        expect(read.value).toEqual(expect.arrayContaining([...some]));
      }),
    );
  });

  it('law: schema and reader accept the same files', () => {
    const good = { fingerprint: '0'.repeat(32), file: 'a.py', call: 'x.create', sdk: 'openai' };
    const value = fc.constantFrom<Json>(
      1,
      '',
      'x',
      null,
      [],
      '0'.repeat(32),
      'G'.repeat(32),
      `${'0'.repeat(32)}\n`,
    );
    const edited = fc.dictionary(fc.constantFrom('fingerprint', 'file', 'call', 'sdk', 'line'), value, {
      maxKeys: 1,
    });
    const top = fc.dictionary(fc.constantFrom('schemaVersion', 'entries', 'version'), value, { maxKeys: 1 });
    let refused = 0;
    fc.assert(
      fc.property(top, fc.array(edited, { maxLength: 2 }), (more, edits) => {
        const file = { schemaVersion: 1, entries: edits.map((edit) => ({ ...good, ...edit })), ...more };
        const isRead = readBaseline(createSource('baseline.json', JSON.stringify(file))).ok;
        if (!isRead) refused += 1;
        expect(accepts(file)).toBe(isRead);
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it.each(['', 'null', '[]', '<<<<<<< HEAD', '{"schemaVersion": 2, "entries": []}', '{"entries": []}'])(
    'cannot be %j',
    (text) => {
      const read = readBaseline(createSource('baseline.json', text));
      expect(read).toMatchObject({ ok: false, error: { code: 'AEG3010', severity: 'error' } });
    },
  );

  it('has the published schema', () => {
    expect(JSON.parse(readFileSync('specs/baseline.schema.json', 'utf8'))).toEqual(baselineSchema());
  });
});

describe('a scan with a baseline', () => {
  const known = async (): Promise<readonly BaselineEntry[]> => (await scanTexts(project)).baseline.next;

  it('knows every ungoverned call that is neither suppressed nor in a test', async () => {
    const texts = {
      ...project,
      'desk/hello.py': REPLY.replace('=ticket)', '=ticket)  # aegis-ignore AEG3001: fixed text'),
      'tests/test_reply.py': REPLY,
    };
    const { baseline } = await scanTexts(texts);
    expect(baseline.next.map(({ file, call, sdk }) => [file, call, sdk])).toEqual([
      ['desk/orders.py', 'client.chat.completions.create', 'openai'],
      ['desk/reply.py', 'client.chat.completions.create', 'openai'],
    ]);
  });

  it('marks what is known, also after lines moved, and only that', async () => {
    const moved = { 'desk/reply.py': `# desk\n\n${REPLY}`, 'desk/orders.py': `${ORDERS}\n\n${ORDERS}` };
    const { findings, baseline } = await scanTexts(moved, { baseline: await known() });
    expect(findings.map(({ span, isBaselined }) => [span.file, isBaselined])).toEqual([
      ['desk/orders.py', true],
      ['desk/orders.py', undefined],
      ['desk/reply.py', true],
    ]);
    expect(baseline.stale).toEqual([]);
    expect(baseline.next).toHaveLength(3);
  });

  it.each<[string, Record<string, string>]>([
    ['is gone with its file', { 'desk/orders.py': ORDERS }],
    ['is gone', { ...project, 'desk/reply.py': 'import openai\n' }],
    ['is in a file without any AI', { ...project, 'desk/reply.py': 'x = 1\n' }],
    ['has another name', { ...project, 'desk/reply.py': REPLY.replace('reply', 'answer') }],
    [
      'is suppressed',
      { ...project, 'desk/reply.py': REPLY.replace('=ticket)', '=ticket)  # aegis-ignore AEG3001: ok') },
    ],
  ])('calls an entry stale whose call %s', async (_, texts) => {
    const { baseline } = await scanTexts(texts, { baseline: await known() });
    expect(baseline.stale.map(({ file }) => file)).toEqual(['desk/reply.py']);
    expect(baseline.next.some(({ fingerprint }) => fingerprint === baseline.stale[0]!.fingerprint)).toBe(
      false,
    );
  });

  it.each<[string, Record<string, string>, Parameters<typeof scanTexts>[1]]>([
    ['outside the named paths', project, { named: ['desk/orders.py'] }],
    ['gone from outside the named paths', { 'desk/orders.py': ORDERS }, { named: ['desk/orders.py'] }],
    ['excluded', project, { options: { exclude: ['desk/reply.py'] } }],
    [
      'too large',
      { ...project, 'desk/reply.py': REPLY + '#'.repeat(3_000) },
      { options: { maxFileSize: 2_000 } },
    ],
    ['broken', { ...project, 'desk/reply.py': 'import openai\ndef (:\n' }, {}],
  ])('keeps an entry whose file is %s', async (_, texts, more) => {
    const baseline = await known();
    const outcome = await scanTexts(texts, { ...more, baseline });
    expect(outcome.baseline).toEqual({ stale: [], next: baseline });
  });

  it('keeps an entry whose call is found and not shown', async () => {
    const guess = {
      'desk/reply.py': 'def reply(client):\n    client.chat.completions.create(model="m")\n# openai\n',
    };
    const loose = await scanTexts(guess, { options: { minConfidence: 'heuristic' } });
    const outcome = await scanTexts(guess, {
      options: { minConfidence: 'resolved' },
      baseline: loose.baseline.next,
    });
    expect(outcome.baseline.stale).toEqual([]);
    expect(outcome.baseline.next).toEqual(loose.baseline.next);
  });
});
