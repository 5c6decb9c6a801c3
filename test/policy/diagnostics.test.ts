import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/index.ts';
import { load } from './loading.ts';

const rule = (inside: string): string => `version: "1"\nrules:\n  - { approval: block, ${inside} }\n`;
const when = (conditions: string): string => rule(`conditions: { ${conditions} }`);
const invariant = (inside: string): string =>
  `version: "1"\nrules: [{ approval: block }]\ninvariants:\n  - { ${inside} }\n`;

/** Documents that are refused, or noted; the golden file is what a user reads about each. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'the whole file': [
    ...[
      'version: "1"\rrules: []\n',
      'version: "1"\r\nrules: [{approval: block}]\r\n',
      'a: "\u200e"',
      'a: "\u0085"',
      'a: "\u0007"',
    ],
    ...['', '# nothing\n', '5', 'text', '- a', '{}', '[]', 'null', 'version: "1"\n', 'rules: []\n'],
    ...['policy: 5\n', 'policy: {}\n', 'policy: []\n', 'policy: { path: "" }\n', 'policy: { path: 5 }\n'],
    ...['policy: { path: a.yaml, rules: [] }\n', 'policy: { path: a.yaml }\nrules: [{}]\n', 'scan: {}\n'],
    ...['guardrails: {}\naudit: {}\n', 'policy: { rules: [{ approval: block }] }\n'],
    ...['version: 1\nrules: [{approval: block}]\n', 'version: "2"\nrules: [{approval: block}]\n'],
    ...['version: ""\nrules: [{approval: block}]\n', 'version: "1"\nrules: {}\n', 'version: "1"\nrules: x\n'],
    ...['version: "1"\nrules: [5, {}, [], {approval: block}]\n', 'version: "1"\nruls: [{approval: block}]\n'],
    'version: "1"\nrules: [{approval: block}]\nextends: base.yaml\ninclude: a\nimport: b\nfoo: 1\n',
    ...['Europe/Berln', '+01:00', '', 'utc2'].map(
      (zone) => `version: "1"\ntimezone: "${zone}"\nrules: [{approval: block}]\n`,
    ),
    'version: "1"\ndefaults: { risk_level: hgh, approval: yes, name: x }\nrules: [{approval: block}]\n',
    ...['{}', '5', '[]'].map((it) => `version: "1"\ndefaults: ${it}\nrules: [{approval: block}]\n`),
  ],
  YAML: [
    ...[
      'a: [1',
      'a: {b',
      'a: "x',
      "a: 'x",
      'a: b: c',
      'a:\n\t- b',
      '- a\nb: c',
      'a: *x',
      'a: &x',
      'a: @x',
      'a: `x',
    ],
    ...['a: %x', '%YAML 1.1\n---\na: b', '%FOO bar\n---\na: b', 'a: !x b', 'a: !!str b', 'a: 1\n---\nb: 2'],
    ...[
      'a: 1\na: 2',
      '5: a',
      '[a]: b',
      '? {a: b}\n: c',
      '<<: {a: b}',
      'a: ~',
      'a: null',
      'a:',
      'a: .nan',
      'a: .inf',
    ],
    ...[
      'a: -.INF',
      'a: 1e400',
      'a: 12345678901234567890',
      'a: 0.1000000000000000055',
      'a: "\\uD800"',
      'a: "\u202e"',
    ],
    ...[
      'a: &x [*x]',
      'a: "\\q"',
      'a: >\n b\n  c\n d',
      'a: |2\n b',
      'a: b #c\n d: e',
      "a: b'c",
      'a: !x',
      'type: !delete',
    ],
    ...[
      'match: {type: *delete}',
      'match: {type: {a,b}}',
      'items[*].x: 5',
      'a: {items[*].x: 5}',
      'a: ]',
      'a: }',
      'a: ,',
    ],
  ],
  rules: [
    ...[
      'name: ""',
      'name: "<x>"',
      'name: "a\\nb"',
      'name: " "',
      'name: 5',
      `name: ${'x'.repeat(65)}`,
      'name: [a]',
    ],
    ...[
      'aproval: auto',
      'risk: high',
      'risklevel: high',
      'type: "a"',
      'target: "a"',
      'agent: a',
      'when: {}',
      'extends: a',
    ],
    ...[
      'reason: 5',
      'reason: ""',
      'description: []',
      'tags: x',
      'tags: []',
      'tags: [5, ""]',
      'risk_level: hi',
    ],
    ...[
      'risk_level: 5',
      'risk_level: ""',
      'match: x',
      'match: {}',
      'match: { typ: a }',
      'match: { tool: a }',
    ],
    ...['match: { type: [] }', 'match: { type: "" }', 'match: { type: 5 }', 'match: { type: [a, 5, ""] }'],
    ...['match: { type: "a|b" }', 'match: { type: ["!a", "[^b]"] }', 'match: { agent: { a: b } }'],
    `match: { type: "${'a'.repeat(61)}|" }`,
    ...['conditions: {}', 'conditions: []', 'conditions: x'],
  ].map(rule),
  'names given twice': [
    'version: "1"\nrules:\n  - { name: a }\n  - { name: a }\n  - { name: rule_3 }\n  - { approval: block }\n',
    'version: "1"\nrules: [{ name: a }]\ninvariants:\n  - { name: i, never: { approval: auto } }\n  - { name: i, never: { approval: auto } }\n',
  ],
  conditions: [
    ...[
      'param_greater: { a: 1 }',
      'param_exist: { a: true }',
      'foo: 1',
      'time: "9"',
      'and: []',
      'or: []',
      'xor: []',
    ],
    ...['all: {}', 'all: []', 'all: [5, {}]', 'any: x', 'not: []', 'not: {}', 'not: 5', 'any: [{ foo: 1 }]'],
    ...[
      'time_after: 9pm',
      'time_after: 12am',
      'time_after: 12pm',
      'time_after: "9:30 PM"',
      'time_after: "12:30am"',
      'time_after: 13pm',
      'time_after: "7"',
      'time_after: "9h"',
      'time_after: "1:60"',
      'dates: { to: "2026-01-01x" }',
      'dates: { to: "x2026-01-01" }',
      'time_after: 9am, dates: 5',
      'weekdays: [0], dates: 5',
      'time_after: 9am',
      'time_after: 1080',
      'time_after: 1440',
      'time_after: 9:00',
      'time_after: "25:00"',
      'time_after: 7.5',
    ],
    ...[
      'time_after: "24:00"',
      'time_before: "24:00"',
      'time_before: "24:01"',
      'time_before: true',
      'time_after: ["08:00"]',
    ],
    ...[
      'time_after: "08:00", time_before: "08:00"',
      'time_after: "00:00", time_before: "24:00"',
      'time_after: -5',
      'time_after: ""',
    ],
    ...[
      'weekdays: 1',
      'weekdays: []',
      'weekdays: [0]',
      'weekdays: [8]',
      'weekdays: [1.5]',
      'weekdays: [monday]',
      'weekdays: [Mon]',
    ],
    ...[
      'weekdays: [mon, mon]',
      'weekdays: [mon, 1]',
      'weekdays: mon',
      'weekdays: [true]',
      'weekdays: ["1"]',
      'weekdays: [1, 1]',
    ],
    ...[
      'dates: {}',
      'dates: []',
      'dates: { from: 5 }',
      'dates: { from: "2026-2-1" }',
      'dates: { to: "2026-02-30" }',
    ],
    ...[
      'dates: { until: "2026-01-01" }',
      'dates: { from: "2026-02-01", to: "2026-01-01" }',
      'dates: { from: "" }',
      'dates: "2026"',
    ],
    ...[
      'param_eq: {}',
      'param_eq: 5',
      'param_eq: { a: null }',
      'param_eq: { a: [1, null] }',
      'param_gt: { a: x }',
      'param_gt: { a: true }',
    ],
    ...[
      'param_gte: { a: "1e3" }',
      'param_lt: { a: [1] }',
      'param_lte: { a: "" }',
      'param_in: { a: x }',
      'param_in: { a: [] }',
    ],
    ...[
      'param_in: { a: [null] }',
      'param_contains: { a: "" }',
      'param_contains: { a: null }',
      'param_matches: { a: 5 }',
    ],
    ...[
      'param_matches: { a: "" }',
      'param_matches: { a: "(?=x)" }',
      'param_matches: { a: "a**" }',
      'param_exists: { a: 1 }',
    ],
    ...[
      'param_exists: { a: "true" }',
      'param_length_gt: { a: -1 }',
      'param_length_gt: { a: 1.5 }',
      'param_length_lte: { a: "5" }',
    ],
    ...['param_length_lte: { a: 9007199254740993 }', 'param_exists: [a]', 'param_exists: {}'],
    ...[
      '',
      '.a',
      'a.',
      'a..b',
      '[0]',
      '[*].a',
      'a[',
      'a[]',
      'a[-1]',
      'a[01]',
      'a[x]',
      'a]',
      'a[0]b',
      'a b ',
      ' a',
    ].map((path) => `param_gt: { "${path}": 5 }`),
    ...["'a\"b'", "'[\"a'", '\'["a"\'', '\'["a\\q"]\'', '\'a["b"]c\'', "'a[99999999999999999999]'"].map(
      (path) => `param_gt: { ${path}: 5 }`,
    ),
    ...[
      'semantic: polite',
      'semantic: 5',
      'semantic: []',
      'semantic: ""',
      'semantic: [destructive, polite]',
      'semantic: {}',
    ],
    ...[
      'semantic: { ask: "" }',
      'semantic: { ask: 5 }',
      'semantic: { question: x }',
      'semantic: [5]',
      'semantic: true',
    ],
  ].map(when),
  'what is noted': [
    rule('conditions: { not: { semantic: destructive } }').replace('block', 'auto'),
    rule('conditions: { not: { any: [{ semantic: pii }, { not: { semantic: pii } }] } }').replace(
      'block',
      'auto',
    ),
    rule('conditions: { all: [{ semantic: pii }] }').replace('block', 'auto'),
  ],
  invariants: [
    ...[
      'name: x',
      'never: { approval: auto }',
      'name: x, never: {}',
      'name: x, never: 5',
      'name: x, never: { approval: [] }',
    ],
    ...[
      'name: x, never: { approval: ask }',
      'name: x, never: { match: { type: a } }',
      'name: x, never: { approval: [auto, 5] }',
    ],
    ...[
      'name: x, always: {}',
      'name: x, always: { match: { type: a } }',
      'name: x, always: { approval: block }',
    ],
    ...[
      'name: x, always: { approval_at_least: hm }',
      'name: x, always: { risk_at_least: hgh }',
      'name: x, never: { risk: low }',
    ],
    ...[
      'name: x, never: { approval: auto }, always: { risk_at_least: low }',
      'name: x, sometimes: {}',
      'name: "<x>", never: { approval: auto }',
    ],
    ...['name: x, never: { approval: auto, except: [] }', 'name: x, never: { approval: auto, except: {} }'],
    ...[
      'name: x, never: { approval: auto, except: { match: { type: "a|" } } }',
      'name: x, never: { approval: auto, except: [5] }',
    ],
    ...[
      'name: x, never: { approval: auto, except: { approval: auto } }',
      'name: x, never: { approval: auto, conditions: { foo: 1 } }',
    ],
    ...[
      'name: x, always: { approval_at_least: auto }',
      'name: x, always: { risk_at_least: low }',
      'name: x, always: 5',
    ],
    ...[
      'name: x, never: { approval: [auto, auto] }',
      'name: x, never: { approval: [auto, approve, block] }',
      `name: ${'x'.repeat(201)}, never: { approval: auto }`,
    ],
    ...['name: x, tags: [], never: { approval: auto }', 'name: x, description: 5, never: { approval: auto }'],
  ].map(invariant),
};

test.each(Object.entries(DOCUMENTS))(
  '%s: every problem has a place, a reason and a remedy where one is known',
  async (name, texts) => {
    const told = texts.map((text) => {
      const loaded = load(text);
      const lines = (loaded.ok ? loaded.value.notes : loaded.error).map(described);
      return `${JSON.stringify(text)}\n${lines.join('') || '  is fine\n'}`;
    });
    await expect(told.join('\n')).toMatchFileSnapshot(`golden/diagnostics-${name.replaceAll(' ', '-')}.txt`);
  },
);

function described({ code, severity, message, span, label, help, related = [] }: Diagnostic): string {
  const place = (at: typeof span): string =>
    at === undefined ? 'nowhere' : `${at.start.line}:${at.start.column}-${at.end.line}:${at.end.column}`;
  return [
    `  ${severity}[${code}] ${place(span)} ${message}`,
    ...(label === undefined ? [] : [`    ^ ${label}`]),
    ...(help === undefined ? [] : [`    help: ${help}`]),
    ...related.map((other) => `    ${place(other.span)} ${other.message}`),
    '',
  ].join('\n');
}
