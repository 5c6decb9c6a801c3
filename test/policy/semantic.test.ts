import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import lexicon from '../../src/policy/conditions/semantic-lexicon.json' with { type: 'json' };
import { stem } from '../../src/policy/conditions/semantic-stem.ts';
import { wordsOf } from '../../src/policy/conditions/semantic-words.ts';
import { loadPolicy } from '../../src/index.ts';
import { policyOf } from '../decision/load.ts';
import { problemsOf } from './loading.ts';

const policyAbout = (operand: string): string =>
  `{version: "1", rules: [{name: caught, conditions: {semantic: ${operand}}, approval: block}], defaults: {approval: auto}}`;
const caught = (operand: string, action: Record<string, unknown>): boolean =>
  decide(compilePolicy(policyOf(policyAbout(operand))), action).rule === 'caught';

test.each([
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['cats', 'cat'],
  ['agreed', 'agre'],
  ['plastered', 'plaster'],
  ['bled', 'bled'],
  ['sing', 'sing'],
  ['conflated', 'conflat'],
  ['hopping', 'hop'],
  ['falling', 'fall'],
  ['hissing', 'hiss'],
  ['filing', 'file'],
  ['happy', 'happi'],
  ['sky', 'sky'],
  ['relational', 'relat'],
  ['conditional', 'condit'],
  ['rational', 'ration'],
  ['digitizer', 'digit'],
  ['operator', 'oper'],
  ['hopefulness', 'hope'],
  ['triplicate', 'triplic'],
  ['electrical', 'electr'],
  ['allowance', 'allow'],
  ['replacement', 'replac'],
  ['adoption', 'adopt'],
  ['probate', 'probat'],
  ['cease', 'ceas'],
  ['controll', 'control'],
  ['roll', 'roll'],
])('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test('words are split at everything but letters, and in camelCase', () => {
  expect([...wordsOf('deleteUser_v2 HTTPServer,ｄｒｏｐ-tаble')]).toEqual([
    'deleteuser',
    'delete',
    'user',
    'v',
    'httpserver',
    'http',
    'server',
    'drop',
    'table',
  ]);
});

describe('the lexicon', () => {
  test('has words and names for each category, in lower case, sorted and once each', () => {
    expect(lexicon).toMatchObject({ version: expect.any(String) as string, language: 'en' });
    for (const { about, names, words } of Object.values(lexicon.categories)) {
      expect(about).not.toBe('');
      expect(names.length).toBeGreaterThan(0);
      expect(words).toEqual([...new Set(words)].toSorted());
      for (const word of [...names, ...words]) expect(word).toMatch(/^[a-z]+$/);
    }
  });
});

describe('`semantic` with categories', () => {
  test.each([
    ['destructive', { type: 'purgeAllRecords' }],
    ['destructive', { type: 'run', params: { steps: [{ sql: 'DROPPED tables' }] } }],
    ['destructive', { type: 'run', params: { 'delete-after': 3 } }],
    ['destructive', { type: 'run', description: 'Deletion of old files' }],
    ['destructive', { type: 'run', target: 'wipe.disk' }],
    ['[financial, pii]', { type: 'lookup', params: { passport: 'C01X' } }],
    [
      '"contains harmful, violent, or illegal content"',
      { type: 'post', params: { text: 'how to build bombs' } },
    ],
    ['"data exposure"', { type: 'share_file' }],
  ])('%s finds %j', (operand, action) => {
    expect(caught(operand, action)).toBe(true);
  });

  test('is false, never unknown, where there is nothing to find', () => {
    const engine = compilePolicy(policyOf(policyAbout('destructive')));
    expect(decide(engine, { type: 'read' })).toMatchObject({ rule: '<default>', unknown: [] });
    expect(decide(engine, { type: 'read', params: { n: 7, none: null, undone: undefined } }).unknown).toEqual(
      [],
    );
  });

  test('looks into parameters of any depth and into cycles', () => {
    const loop: Record<string, unknown> = { note: 'fine' };
    loop['self'] = loop;
    expect(caught('destructive', { type: 'read', params: loop })).toBe(false);
    let deep: unknown = 'erase';
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(caught('destructive', { type: 'read', params: { deep } })).toBe(true);
  });

  test('more words never make it false', () => {
    const text = fc.constantFrom('delete', 'paidInvoice', 'readme', 'share', 'käse', 'Admin', '2', 'x_y', '');
    const operand = fc.constantFrom('destructive', '[financial, data_exposure]', 'privileged');
    const params = fc.dictionary(text, fc.oneof(text, fc.array(text), fc.dictionary(text, text)));
    fc.assert(
      fc.property(operand, text, params, params, text, (about, type, before, more, word) => {
        const small = { type: `do ${type}`, params: { before } };
        const large = { type: `do ${type} ${word}`, description: word, params: { before, more } };
        fc.pre(caught(about, small));
        expect(caught(about, large)).toBe(true);
      }),
    );
  });
});

describe('what `semantic` refuses at load', () => {
  test.each([
    ['destructve', 'AEG1026'],
    ['"is this polite?"', 'AEG1026'],
    ['[destructive, "violent content"]', 'AEG1026'],
    ['[]', 'AEG1011'],
    ['3', 'AEG1006'],
    ['{question: why}', 'AEG1004'],
    ['{ask: 3}', 'AEG1006'],
  ])('%s', (operand, code) => {
    const problems = problemsOf(policyAbout(operand));
    expect(problems.map((problem) => problem.code)).toContain(code);
    if (code === 'AEG1026') expect(problems[0]?.help).toContain('`data_exposure`');
  });
});

describe('`semantic` within `not`', () => {
  const notes = (conditions: string, approval: string): readonly string[] => {
    const loaded = loadPolicy(`{version: "1", rules: [{conditions: ${conditions}, approval: ${approval}}]}`);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    return loaded.value.notes.map(
      ({ code, severity, span }) => `${code} ${severity} ${span?.start.column ?? 0}`,
    );
  };

  test('is noted where the rule lets actions run', () => {
    expect(notes('{not: {semantic: pii}}', 'auto')).toEqual(['AEG1027 info 44']);
    expect(notes('{not: {any: [{semantic: pii}]}}', 'auto')).toHaveLength(1);
  });

  test('is not noted elsewhere', () => {
    expect(notes('{not: {semantic: pii}}', 'approve')).toEqual([]);
    expect(notes('{semantic: pii}', 'auto')).toEqual([]);
    expect(notes('{not: {not: {semantic: pii}}}', 'auto')).toEqual([]);
  });
});

test('the examples of the page decide as it says', () => {
  const page = readFileSync(new URL('../../docs/conditions/semantic.md', import.meta.url), 'utf8');
  const engines = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) =>
    compilePolicy(policyOf(text ?? '')),
  );
  const ruleOf = (example: number, action: Record<string, unknown>): string =>
    decide(engines[example]!, action).rule;
  for (const type of ['deleted', 'deletion', 'DeleteUser'])
    expect(ruleOf(0, { type })).toBe('destructive_words');
  expect(ruleOf(0, { type: 'lookup', params: { passport: 'C01X' } })).toBe('money_and_people');
  expect(ruleOf(0, { type: 'post_text', params: { text: 'violent threats' } })).toBe('harm');
  expect(ruleOf(0, { type: 'release_hold' })).toBe('<default>');
  expect(ruleOf(0, { type: 'delete_draft' })).toBe('destructive_words');
  expect(decide(engines[1]!, { type: 'send_mail' })).toMatchObject({ approval: 'block', rule: 'promises' });
  for (const { engine } of engines) expect(engine).toContain(`lexicon/${lexicon.version}`);
});
