import { describe, expect, test } from 'vitest';
import { formatted as format } from './loading.ts';

describe('the canonical layout', () => {
  test('orders keys, breaks rules into lines and keeps comments at what they are about', () => {
    const text = `\uFEFF# yaml-language-server: $schema=./policy.schema.json\r
\r
# The policy of the shop.
rules:
- approval: "block" # never
  name: 'deletes'
  # the end of deletes
# about refunds
- {name: refunds, match: {type: [refund, 'refund,all', credit # also credit
   ]}, conditions: {all: [{param_gt: {amount: 50}}, {time_after: 18:00}]}} # small ones
-  # bulk
   reason: > # folded
      a person looks
        at these

      first

   description: many
     records # at once
   tags:
     # teams
     - on
     - crm # sales
     # no more
invariants:
  - never:
      approval: auto
      match: {type: x, target: [a,
         b]}
    name: nothing runs
version: "1"
# the end`;
    expect(format(text)).toBe(`# yaml-language-server: $schema=./policy.schema.json

# The policy of the shop.
version: "1"
rules:
  - name: deletes
    approval: block # never
    # the end of deletes

  # about refunds
  # small ones
  - name: refunds
    match:
      type:
        - refund
        - 'refund,all'
        - credit # also credit
    conditions:
      all:
        - param_gt: { amount: 50 }
        - time_after: "18:00"

  # bulk
  - description: many
      records # at once
    reason: > # folded
      a person looks
        at these

      first
    tags:
      # teams
      - "on"
      - crm # sales
      # no more

invariants:
  - name: nothing runs
    never: { match: { type: x, target: [a, b] }, approval: auto }
# the end
`);
  });

  test('keeps the style of the sections beside the policy', () => {
    const text = `scan:
  include:
    - src
  exclude: [ "dist", {a: [b,   c]} ]   # built
policy:   {rules: [{name: a}], version: '1'}
`;
    expect(format(text)).toBe(`scan:
  include:
    - src
  exclude: ["dist", { a: [b, c] }] # built
policy:
  version: '1'
  rules:
    - name: a
`);
    expect(format('policy:\n  path: policy.yaml\n')).toBe('policy: { path: policy.yaml }\n');
  });

  test('leaves keys where they are when an alias could come before its anchor', () => {
    const text = `version: "1"
rules:
  - match: &deletes { type: "*delete*" }
    name: first
  - name: second
    match: *deletes
`;
    expect(format(text)).toBe(text.replace('  - name: second', '\n  - name: second'));
  });

  test('breaks what does not fit on a line', () => {
    const globs = Array.from({ length: 12 }, (_, index) => `"*record_${index}*"`);
    const text = `version: "1"\nrules:\n  - match: { type: [${globs.join(', ')}] }\n`;
    expect(format(text)).toBe(
      `version: "1"\nrules:\n  - match:\n      type:\n${globs.map((glob) => `        - ${glob}\n`).join('')}`,
    );
  });

  test('keeps JSON JSON where the file is called so', () => {
    const text =
      '{"rules":[{"approval":"block","name":"a","conditions":{"param_eq":{"count":1}}}],"version":"1"}';
    expect(format(text, 'policy.json')).toBe(
      `${JSON.stringify({ version: '1', rules: [{ name: 'a', conditions: { param_eq: { count: 1 } }, approval: 'block' }] }, null, 2)}\n`,
    );
    expect(format(text)).toBe(
      'version: "1"\nrules:\n  - name: a\n    conditions:\n      param_eq: { count: 1 }\n    approval: block\n',
    );
  });

  test('keeps numbers as they are written, and long keys', () => {
    const key = `a${'.b'.repeat(600)}`;
    const text = `version: "1"\nrules:\n  - conditions:\n      param_gt: { "${key}": 0x10, n: 1e2, m: 1.50 }\n`;
    const formatted = format(text);
    expect(formatted).toContain('0x10');
    expect(formatted).toContain('1e2');
    expect(formatted).toContain('1.50');
    expect(format(formatted)).toBe(formatted);
  });
});
