import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POLICYTEST_CODES } from '../../src/policytest/index.ts';
import { policyIn } from '../policy/loading.ts';
import { DELETES, problemsIn, readSuite, suiteIn } from './suites.ts';

const BERLIN = policyIn('version: "1"\ntimezone: Europe/Berlin\nrules: [{ name: deletes }]');

describe('a suite', () => {
  test('gives a case for each test, with place, action and expectation', () => {
    const suite = suiteIn(
      'tests:\n  - name: deletes are refused\n    action: { type: delete, target: "", params: { n: 1 } }\n    expect: { approval: block, risk_level: critical, rule: deletes }\n',
    );
    expect(suite.cases).toMatchObject([
      {
        test: 'deletes are refused',
        action: { type: 'delete', target: '', params: { n: 1 } },
        expect: { approval: 'block', riskLevel: 'critical', rule: 'deletes' },
        span: { start: { line: 2, column: 11 } },
      },
    ]);
    expect(suite.cases[0]).not.toHaveProperty('at');
    expect(suite.cases[0]!.action).not.toHaveProperty('agent');
  });

  test('lays cases over the test, the test over its fixture, and parameters one by one', () => {
    const suite = suiteIn(`
fixtures:
  order: { target: shop, agent: a1, params: { id: 7, amount: 1 } }
  other: { target: warehouse }
tests:
  - name: refunds
    action: { fixture: order, type: refund, params: { amount: 20 } }
    cases:
      - refund_all
      - { params: { amount: null } }
      - { fixture: other, agent: a2, expect: { rule: <default> } }
      - { name: plain }
    expect: { approval: approve }
`);
    const params = { id: 7, amount: 20 };
    expect(suite.cases.map(({ variation, action }) => [variation, action])).toEqual([
      ['refund_all', { type: 'refund_all', target: 'shop', agent: 'a1', params }],
      ['amount null', { type: 'refund', target: 'shop', agent: 'a1', params: { id: 7, amount: null } }],
      [':warehouse by a2', { type: 'refund', target: 'warehouse', agent: 'a2', params }],
      ['plain', { type: 'refund', target: 'shop', agent: 'a1', params }],
    ]);
    expect(suite.cases.map((one) => one.expect)).toEqual([
      { approval: 'approve' },
      { approval: 'approve' },
      { approval: 'approve', rule: '<default>' },
      { approval: 'approve' },
    ]);
  });

  test('takes the nearest instant, in the zone of the policy, and none for `unknown`', () => {
    const text = `
at: 2026-03-02T10:00
tests:
  - { name: one, action: { type: a }, expect: { approval: block } }
  - name: two
    at: "2026-03-02T10:00:00Z"
    action: { type: a }
    cases: [a, { at: unknown }, { at: 2026-07-01T12:00:30+02:00 }]
    expect: { approval: block }
`;
    expect(suiteIn(text, BERLIN).cases.map(({ at }) => at)).toEqual([
      Date.UTC(2026, 2, 2, 9),
      Date.UTC(2026, 2, 2, 10),
      undefined,
      Date.UTC(2026, 6, 1, 10, 0, 30),
    ]);
  });
});

describe('what is wrong with a suite', () => {
  test('is told all at once, with places', () => {
    const text = `
att: 2026-03-02T10:00
fixtures:
  order: { targt: shop }
  plain: { fixture: order }
tests:
  - name: one
    action: { type: delete, amount: 1 }
    expect: { aproval: block }
  - name: one
    type: delete
    cases: [{ fixture: ordr, type: a }, 7, {}]
    expect: { approval: never, rule: delets }
  - action: { type: 7 }
`;
    expect(problemsIn(text).map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'AEG1004 2:1', // att
      'AEG1004 4:12', // targt
      'AEG1004 5:12', // fixture in a fixture
      'AEG1004 8:29', // amount
      'AEG1004 9:15', // aproval
      'AEG1009 10:11', // one, again
      'AEG1004 11:5', // type
      'AEG8011 12:24', // ordr
      'AEG1006 12:41', // 7
      'AEG1011 12:44', // {}
      'AEG8014 12:44', // no type
      'AEG1007 13:25', // never
      'AEG8013 13:38', // delets
      'AEG1005 14:5', // no name
      'AEG8014 14:5', // no type
      'AEG8014 14:5', // nothing expected
      'AEG1006 14:21', // 7
    ]);
  });

  test.each([
    ['aproval', 'tests: [{ name: a, action: { type: a }, expect: { aproval: block } }]', '`approval`'],
    ['delets', 'tests: [{ name: a, action: { type: a }, expect: { rule: delets } }]', '`deletes`'],
    [
      'ordr',
      'fixtures: { order: { target: a } }\ntests: [{ name: a, action: { fixture: ordr, type: a }, expect: { rule: deletes } }]',
      '`order`',
    ],
  ])('suggests what `%s` was meant to be', (_, text, meant) => {
    const suite = readSuite(text);
    expect(suite.ok ? [] : suite.error.map(({ label }) => label)).toEqual([`did you mean ${meant}?`]);
  });

  test('says so when a local time does not exist', () => {
    const text =
      'at: 2026-03-29T02:30\ntests: [{ name: a, action: { type: a }, expect: { approval: block } }]';
    expect(problemsIn(text, BERLIN)).toEqual([
      'AEG8012 1:5 `2026-03-29T02:30` does not exist in Europe/Berlin: clocks skip it',
    ]);
  });

  test('is null, but not in a parameter', () => {
    const suite = (params: string, target: string): string =>
      `tests: [{ name: a, action: { type: a, target: ${target}, params: ${params} }, expect: { rule: deletes } }]`;
    expect(problemsIn(suite('{ a: null, b: [{ c: ~ }] }', 'x'))).toEqual([]);
    expect(problemsIn(suite('{ a: 1 }', 'null'))).toHaveLength(1);
  });
});

describe('pages of codes', () => {
  test.each(Object.keys(POLICYTEST_CODES))('%s shows what to avoid and what to prefer', (code) => {
    const page = readFileSync(`docs/codes/${code}.md`, 'utf8');
    const [avoid, prefer] = ['Avoid', 'Prefer'].map(
      (heading) => new RegExp(`## ${heading}\n\n\`\`\`yaml\n([^]*?)\`\`\``).exec(page)?.[1],
    );
    if (avoid === undefined || prefer === undefined) expect(['AEG8015', 'AEG8016']).toContain(code);
    else {
      expect(problemsIn(avoid, DELETES).map((problem) => problem.slice(0, 7))).toEqual([code]);
      expect(problemsIn(prefer, DELETES)).toEqual([]);
    }
  });
});
