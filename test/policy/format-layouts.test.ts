import { expect, test } from 'vitest';
import { readDocument } from '../../src/policy/index.ts';
import { formatted } from './loading.ts';

/** Texts as people write them; the golden file shows what the formatter makes of each. */
const TEXTS: readonly string[] = [
  'version:   "1"\nrules:\n-   approval:   block\n',
  'rules: [{approval: block, name: a}, {name: b, approval: auto}]\nversion: "1"\n',
  '# head\n\n\nversion: "1" # of the language\n# about the rules\nrules: # all of them\n  # first\n  - name: a # its name\n    # why\n    approval: block\n  # dangling in the list\n# at the end\n',
  'rules:\n  - {name: a, # one\n     approval: block # two\n    }\nversion: "1"\n',
  'version: "1"\nrules:\n  - match: {type: [a, # one\n      b,\n      # three\n      c]}\n',
  'version: "1"\nrules:\n  - conditions: {} # nothing\n    tags: [] # none\n',
  'version: "1"\nrules:\n  - conditions: # asked\n      # before\n      param_gt: {a: 5}\n      # after\n',
  'version: "1"\nrules:\n  - match: &m {type: "a*"}\n    name: &n first\n  - name: second\n    match: *m\n    reason: *n\n',
  'version: "1"\nrules:\n  - match: &m\n      type: "a*"\n      # inside\n    name: first\n  - match: *m\n',
  'version: "1"\nrules:\n  - &r\n    name: a\n  - &s {name: b}\n  - tags: &t [x, y]\n  - tags: *t\n',
  'version: "1"\nrules:\n  - conditions: {param_eq: {&k key: 5, other: &v 6}}\n  - conditions: {param_eq: {a: *k, b: *v}}\n',
  'version: "1"\nrules:\n  - reason: |\n      two\n      lines\n    description: >-\n      folded\n      text\n',
  'version: "1"\nrules:\n  - reason: |2\n       indented\n      text\n    description: |+\n      kept\n\n  - name: b\n',
  'version: "1"\nrules:\n  - reason: "one \\\n      two\\n three"\n    description: "a\n\n      b"\n',
  "version: '1'\nrules:\n  - reason: 'it''s'\n    description: \"it's\"\n    name: 'say \"hi\"'\n",
  'version: "1"\nrules:\n  - reason: a: b\n'.replace('a: b', '"a: b"'),
  'version: "1"\nrules:\n  - reason: yes\n    name: 0x1F\n    description: ~tilde\n    tags: [on, off, "1", 1e3, null]\n',
  'version: "1"\nrules:\n  - description: plain text\n      over two lines\n    reason: "quoted\n      over two"\n',
  'version: "1"\nrules:\n  - conditions: { time_after: 18:00, weekdays: [ mon , fri ] , dates: {from: 2026-01-01} }\n',
  `version: "1"\nrules:\n  - conditions: {param_eq: {"${'k'.repeat(1001)}": 5, "${'k'.repeat(990)}": 6}}\n`,
  `version: "1"\nrules:\n  - match: {type: ["${'a'.repeat(60)}", "${'b'.repeat(60)}"]}\n    tags: [${'tag, '.repeat(30)}end]\n`,
  'version: "1"\nrules:\n  - conditions: {all: [{any: [{param_gt: {a: 1}}, {not: {param_lt: {b: 2}}}]}, {weekdays: [1]}]}\n',
  'version: "1"\ninvariants:\n  - never: {approval: auto, match: {type: "*"}}\n    name: i\nrules:\n  - name: a\ntimezone: UTC\ndefaults: {approval: block, risk_level: low}\n',
  'scan: {exclude: [b, a]}\npolicy:\n  rules:\n    - approval: block\n      name: a\n  version: "1"\naudit: {path: x}\n',
  '# yaml-language-server: $schema=./a.json\n---\nversion: "1"\nrules:\n  - name: a\n...\n',
  'version: "1"\r\nrules:\r\n  - name: a # x\r\n\r\n\r\n\r\n    approval: block\r\n',
  '- b\n- {z: 1, a: 2}\n- [1, 2]\n',
  'just text\n',
  '"quoted"\n',
  '5\n',
  'version: "1"\nrules:\n  - name: a\n\n    # about approval\n\n    approval: block\n\n\n  - name: b\n  # between\n\n  # and again\n  - name: c\n',
  'version: "1"\nrules:\n  - unknown_key: 1\n    name: a\n    another: {z: 1, y: 2}\n    approval: block\n',
  'version: "1"\nrules:\n  - ? name\n    : a\n  - "approval": block\n  - \'name\': b\n',
  'version: "1"\nrules:\n  -\n    name: a\n  - - nested\n    - - deeper\n  - []\n',
];

test('layouts of people become the canonical one', async () => {
  const shown = TEXTS.map((text) => {
    const result = formatted(text);
    expect(formatted(result)).toBe(result);
    return `${text.replaceAll('\r', '<CR>')}=>\n${result}`;
  });
  await expect(shown.join(`${'-'.repeat(60)}\n`)).toMatchFileSnapshot('golden/formatted.txt');
});

test('JSON stays JSON', async () => {
  const texts = [
    '{"version":"1","rules":[{"name":"a","approval":"block","conditions":{"param_eq":{"a":[1,{"b":null}],"c":[]}}}]}',
    '{"rules": [], "version": "1"}\n',
    '[1, "two", {}]',
  ];
  const shown = texts.map((text) => `${text}\n=>\n${formatted(text, 'policy.json')}`);
  await expect(shown.join('\n')).toMatchFileSnapshot('golden/formatted-json.txt');
});

test('bytes that are no UTF-8 are told apart', async () => {
  const bytes: Readonly<Record<string, readonly number[]>> = {
    'UTF-16, little endian': [0xff, 0xfe, 0x61, 0x00],
    'UTF-16, big endian': [0xfe, 0xff, 0x00, 0x61],
    'a byte of Latin-1': [0x61, 0x0a, 0x62, 0xfc, 0x63],
    'a cut character at the end': [0x61, 0xc3],
    'a lone continuation': [0x80],
    'half a mark': [0xff, 0x61],
    'the other half': [0x61, 0xfe],
    'zero bytes': [0x61, 0x00, 0x62],
    'text with a mark': [0xef, 0xbb, 0xbf, 0x61],
    'text of two bytes': [0xc3, 0xbc],
  };
  const told = Object.entries(bytes).map(([name, content]) => {
    const read = readDocument('policy.yaml', new Uint8Array(content));
    if (read.ok) return `${name}: ${JSON.stringify(read.value.source.text)}`;
    return read.error
      .map(({ code, message, help = '', span }) =>
        [`${name}: ${code} ${span?.start.line ?? 0}:${span?.start.column ?? 0} ${message}`, help].join(
          '\n  ',
        ),
      )
      .join('\n');
  });
  const large = readDocument('policy.yaml', new Uint8Array(5 * 1024 * 1024 + 200_000).fill(0x20));
  if (!large.ok) told.push(large.error.map(({ message, help = '' }) => `${message}\n  ${help}`).join());
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('golden/bytes.txt');
});
