import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256Hex } from '../../src/base/index.ts';
import { loadPolicyOrReference } from '../../src/policy/index.ts';
import { documentOf, placesOf, policyIn, problemsOf } from './loading.ts';

const rule = (body: string): string =>
  `version: "1"\nrules:\n  - ${body.trim().replaceAll('\n', '\n    ')}\n`;

describe('a loaded policy', () => {
  test('has every default filled in', () => {
    expect(policyIn(rule('match: { type: "delete_*" }')).policy).toMatchObject({
      version: '1',
      timezone: 'UTC',
      defaults: { riskLevel: 'medium', approval: 'approve' },
      rules: [
        {
          name: 'rule_0',
          match: { type: ['delete_*'], target: ['*'], agent: ['*'] },
          riskLevel: 'medium',
          approval: 'approve',
          tags: [],
        },
      ],
      invariants: [],
    });
  });

  test('says where each rule stands, in code points and lines', () => {
    const { ruleSpans } = policyIn(
      'version: "1"\nrules:\n  - name: lösche_😀\n    approval: block\n  - approval: auto\n',
    );
    expect(ruleSpans.map(({ start, end }) => [start.line, start.column, end.line])).toEqual([
      [3, 5, 4],
      [5, 5, 5],
    ]);
  });

  test('is the same with CRLF, a byte order mark, comments and another layout', () => {
    const plain = policyIn('version: "1"\nrules:\n  - name: deletes\n    approval: block\n');
    const other = policyIn(
      '\ufeff# ours\r\nrules: [{approval: "block", name: deletes}]\r\nversion: \'1\'\r\n',
    );
    expect(other.policy).toEqual(plain.policy);
  });

  test('has the hash of what was written, before defaults and without the wrapper', () => {
    const written = { version: '1', rules: [{ approval: 'block' }] };
    const hash = sha256Hex(canonicalJson(written));
    expect(policyIn(JSON.stringify(written)).hash).toBe(hash);
    expect(policyIn('policy:\n  rules: [&r {approval: block}]\n  version: "1"\nscan: {}\n').hash).toBe(hash);
    expect(policyIn('version: "1"\nrules: [{approval: block, risk_level: medium}]').hash).not.toBe(hash);
  });

  test('expands aliases', () => {
    const { policy } = policyIn(
      'version: "1"\nrules:\n  - match: &m { type: "drop_*" }\n  - { match: *m, approval: block }\n',
    );
    expect(policy.rules[1]?.match).toEqual(policy.rules[0]?.match);
  });

  test('may stand in another file', () => {
    const document = documentOf('policy: { path: policies/strict.yaml }\nscan: { include: [src] }\n');
    const loaded = document.ok ? loadPolicyOrReference(document.value) : document;
    expect(loaded.ok && loaded.value).toMatchObject({
      kind: 'reference',
      path: 'policies/strict.yaml',
      span: { start: { line: 1, column: 17 } },
    });
  });

  test('is refused with the name of the other file where nobody can follow it', () => {
    expect(problemsOf('policy: { path: policies/strict.yaml }\n')).toMatchObject([
      {
        code: 'AEG1057',
        message: 'the policy is in another file, `policies/strict.yaml`',
        help: 'read that file, relative to the folder of this one, and load its text',
      },
    ]);
  });

  test('keeps invariants as claims about regions', () => {
    const { policy } = policyIn(`version: "1"
rules: [{ approval: block }]
invariants:
  - name: nothing destructive runs unattended
    tags: [OWASP:ASI02]
    never:
      match: { type: ["*delete*", "*drop*"] }
      except: { match: { target: scratch }, conditions: { param_exists: { id: true } } }
      approval: auto
  - name: money is never small
    always: { match: { type: "pay*" }, approval_at_least: approve, risk_at_least: high }
`);
    expect(policy.invariants).toEqual([
      {
        name: 'nothing destructive runs unattended',
        tags: ['OWASP:ASI02'],
        region: { match: { type: ['*delete*', '*drop*'], target: ['*'], agent: ['*'] } },
        except: [
          {
            match: { type: ['*'], target: ['scratch'], agent: ['*'] },
            conditions: { param_exists: { id: true } },
          },
        ],
        claim: { kind: 'never', approval: ['auto'] },
      },
      {
        name: 'money is never small',
        tags: [],
        region: { match: { type: ['pay*'], target: ['*'], agent: ['*'] } },
        except: [],
        claim: { kind: 'always', approvalAtLeast: 'approve', riskAtLeast: 'high' },
      },
    ]);
  });
});

describe('problems', () => {
  test('come all at once, each at its place', () => {
    const text = `version: "1"
timezone: Europe/Berln
rules:
  - name: deletes
    aproval: block
    match: { type: "a|b", taget: "*" }
    conditions: { time_after: 9am, param_gt: { count: many } }
  - name: deletes
    risk_level: severe
`;
    expect(placesOf(text)).toEqual([
      'AEG1018 2:11-23',
      'AEG1004 5:5-12',
      'AEG1013 6:22-23',
      'AEG1004 6:27-32',
      'AEG1014 7:31-34',
      'AEG1006 7:55-59',
      'AEG1009 8:11-18',
      'AEG1007 9:17-23',
    ]);
  });

  test.each([
    ['aproval: block', 'did you mean `approval`?', 'a rule without `approval` asks a human (`approve`)'],
    ['approval: aprove', 'did you mean `approve`?', 'it is one of `auto`, `approve`, `block`'],
    ['extends: base.yaml', undefined, 'version "1" of the policy language has no include'],
    ['type: "delete_*"', undefined, 'write it inside `match: { type: ... }`'],
    ['conditions: { time_after: 1080 }', 'did you mean "18:00"?', 'YAML 1.1'],
    ['conditions: { time_after: 64800 }', 'did you mean "18:00"?', 'YAML 1.1'],
    ['conditions: { time_after: 9am }', 'did you mean "09:00"?', 'two digits'],
    ['conditions: { weekdays: [monday] }', 'did you mean `mon`?', '1 (Monday)'],
    ['conditions: { weekdays: 1 }', 'write [1]', undefined],
    ['conditions: { param_gth: { count: 1 } }', 'did you mean `param_gt`?', '`param_gt`'],
    ['match: { type: 12 }', 'quote it: "12"', undefined],
    ['match: { type: *x }', 'quote it: "*x"', 'globs need quotes'],
    ['match: { type: !x }', 'quote it if it is a name', 'in quotes'],
    ['match: { type: {a,b} }', undefined, 'quote it'],
    ['conditions: { param_gt: {items[*].x: 1} }', undefined, 'quote'],
    ['conditions: { param_gt: { n: 9007199254740993 } }', undefined, 'quote it: "9007199254740993"'],
  ])('%s gives a remedy', (body, label, help) => {
    const [first] = problemsOf(rule(body));
    if (label !== undefined) expect(first?.label).toBe(label);
    if (help !== undefined) expect(first?.help).toContain(help);
  });

  test('a wrong path names the reference and a missing policy the configuration', () => {
    expect(problemsOf('policy: { path: 3 }').map(({ code }) => code)).toEqual(['AEG1006']);
    expect(problemsOf('scan: { include: [src] }')).toMatchObject([
      { code: 'AEG1005', message: 'the configuration has no `policy`' },
    ]);
  });

  test('a repeated name points to the first', () => {
    const [problem] = problemsOf('version: "1"\nrules:\n  - { approval: auto }\n  - { name: rule_0 }\n');
    expect(problem).toMatchObject({
      code: 'AEG1009',
      related: [{ span: { start: { line: 3, column: 7 } } }],
    });
  });

  test('what an anchor holds is reported once', () => {
    const text = 'version: "1"\nrules:\n  - match: &m { typ: "x" }\n  - match: *m\n';
    expect(placesOf(text)).toEqual(['AEG1004 3:17-20']);
  });

  test.each([['1'], ['1.0'], ['true']])('version: %s without quotes says so', (version) => {
    const [problem] = problemsOf(`version: ${version}\nrules: [{ approval: block }]\n`);
    expect(problem).toMatchObject({
      code: 'AEG1006',
      label: `quote it: "${version === '1.0' ? '1' : version}"`,
    });
  });

  test.each(['x'.repeat(65), 'two\\nlines', '<rule>', '\\u200b', '  '])(
    'the name "%s" is refused',
    (name) => {
      expect(problemsOf(rule(`name: "${name}"`)).map(({ code }) => code)).toEqual(['AEG1021']);
    },
  );

  test('a name of 64 code points is a name', () => {
    expect(problemsOf(rule(`name: "${'😀'.repeat(64)}"`))).toEqual([]);
  });
});

describe('a value that is left out', () => {
  test('is shown where its key stands, in braces too', () => {
    const text = 'version: "1"\nrules:\n  - name: a\n    match:\n      type: {get,list}\n';
    expect(placesOf(text).filter((place) => place.startsWith('AEG1012'))).toEqual([
      'AEG1012 5:14-17',
      'AEG1012 5:18-22',
    ]);
  });
});

describe('numbers', () => {
  test.each(['0.1', '0.10', '1e3', '-0', '0x10', '0o17', '1e21', '123456789012345680000', '.5', '5.'])(
    '%s is held as written',
    (number) => {
      expect(problemsOf(rule(`conditions: { param_gt: { n: ${number} } }`))).toEqual([]);
    },
  );
  test.each([
    ['9007199254740993', 'quote it: "9007199254740993"'],
    ['1e400', 'write all its digits in quotes'],
    ['0x20000000000001', 'write all its digits in quotes'],
  ])('%s comes with a remedy that helps', (number, help) => {
    const [problem] = problemsOf(rule(`conditions: { param_gt: { n: ${number} } }`));
    expect(problem?.help).toContain(help);
  });
  test.each([
    ['9007199254740993', 'AEG1052'],
    ['0.1000000000000000055511151231257827', 'AEG1052'],
    ['1e400', 'AEG1052'],
    ['0x20000000000001', 'AEG1052'],
    ['1e-400', 'AEG1052'],
    ['-.inf', 'AEG1053'],
    ['.NaN', 'AEG1053'],
  ])('%s gives %s', (number, code) => {
    expect(
      problemsOf(rule(`conditions: { param_gt: { n: ${number} } }`)).map((problem) => problem.code),
    ).toEqual([code]);
  });
});
