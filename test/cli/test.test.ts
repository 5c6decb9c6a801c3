import { describe, expect, test } from 'vitest';
import { runAegis, type World } from './run-aegis.ts';

const POLICY = `version: "1"
timezone: Europe/Berlin
rules:
  - name: deletes
    match: { type: "*delete*" }
    risk_level: critical
    approval: block
    reason: agents do not delete
  - name: refunds
    match: { type: "refund" }
    conditions: { param_lte: { amount: 25 } }
    risk_level: low
    approval: auto
`;
const PASSING = `tests:
  - name: deletes are refused
    cases: [delete_contact, BulkDelete]
    expect: { approval: block, rule: deletes }
  - name: small refunds run
    action: { type: refund, params: { amount: 20 } }
    expect: { approval: auto }
`;
const FAILING = `at: 2026-03-02T10:00
tests:
  - name: refunds run
    action: { type: refund, target: shop }
    cases:
      - { params: { amount: 20 } }
      - { params: { amount: 30 } }
    expect: { approval: auto, rule: refunds }
`;
const files = { 'crm.yaml': POLICY, 'crm.test.yaml': PASSING };
const aegisTest = (argv: readonly string[], world: World = {}) =>
  runAegis(['test', ...argv], { ...world, files: world.files ?? files });

describe('aegis test', () => {
  test('runs the suites beside the policy, a line for each test, and says what no case showed', async () => {
    const ran = await aegisTest(['crm.yaml']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(
      [
        'crm.test.yaml',
        '  pass  deletes are refused (2 cases)',
        '  pass  small refunds run',
        '',
        '3 cases: 3 passed, 0 failed',
        'coverage 50 % (3 of 6 outcomes)',
        '  not shown (`--generate` writes a case for each):',
        '    refunds while something is unknown',
        '    refunds: not `amount` is at most 25',
        '    <default> decides',
        '',
      ].join('\n'),
    );
  });

  test('shows of a failing case what was expected, where, the rule and the way to the decision', async () => {
    const ran = await aegisTest(['crm.yaml'], { files: { 'crm.yaml': POLICY, 'crm.test.yaml': FAILING } });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('  FAIL  refunds run (1 of 2 cases)\n');
    expect(ran.stdout).toContain(
      [
        'FAIL refunds run: amount 30',
        '  expected approval auto, got approve',
        '  expected rule refunds, got <default>',
        '  --> crm.test.yaml:7:9',
        '   |',
        ' 7 |       - { params: { amount: 30 } }',
        '   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^',
        '  refund:shop with {"amount":30}, at 2026-03-02T09:00:00.000Z',
        "  approve, risk medium, by <default>: no rule matches, and the policy's default asks a person",
        '  deletes does not apply (crm.yaml:4:5)',
      ].join('\n'),
    );
    expect(ran.stdout).toMatch(/no {6}param_lte: .*25.*30/);
  });

  test('shows the source of the rule that decided', async () => {
    const suite = 'tests: [{ name: a, action: { type: delete }, expect: { approval: auto } }]';
    const ran = await aegisTest(['crm.yaml'], { files: { 'crm.yaml': POLICY, 'crm.test.yaml': suite } });
    expect(ran.stdout).toContain('  --> crm.yaml:4:5\n   |\n 4 |   - name: deletes\n');
  });

  test('a broken invariant fails a case whose expectations hold', async () => {
    const policy = `${POLICY}invariants:\n  - name: money is seen\n    never: { match: { type: refund }, approval: auto }\n`;
    const ran = await aegisTest(['crm.yaml'], { files: { ...files, 'crm.yaml': policy } });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('  the invariant "money is seen" does not hold here\n');
  });
});

describe('which suites run', () => {
  test('those of the policy of the project, which is named on standard error', async () => {
    const ran = await aegisTest([], {
      files: { 'aegis.yaml': `policy:\n${POLICY.replace(/^(?=.)/gm, '  ')}`, 'nights.test.yaml': PASSING },
    });
    expect(ran).toMatchObject({ exitCode: 0, stderr: 'policy: aegis.yaml\n' });
    expect(ran.stdout).toContain('nights.test.yaml\n');
  });

  test('those of a policy that aegis.yaml refers to, too', async () => {
    const ran = await aegisTest([], {
      files: {
        'aegis.yaml': 'policy: { path: rules/crm.yaml }',
        'rules/crm.yaml': POLICY,
        'rules/crm.test.yaml': PASSING,
      },
    });
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout).toContain('rules/crm.test.yaml\n');
  });

  test('the named ones; a *.test.yaml is never the policy', async () => {
    const world = {
      files: { 'policy.yaml': POLICY, 'tests/more.test.yaml': PASSING, 'tests/all.yaml': PASSING },
    };
    const named = await aegisTest(['tests/more.test.yaml'], world);
    expect(named).toMatchObject({ exitCode: 0, stderr: 'policy: policy.yaml\n' });
    const both = await aegisTest(['policy.yaml', 'tests/more.test.yaml', 'tests/all.yaml'], world);
    expect(both.stdout).toContain('6 cases: 6 passed');
  });

  test('none beside the policy is no success', async () => {
    const ran = await aegisTest(['crm.yaml'], { files: { 'crm.yaml': POLICY } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG8015]: there is no test suite beside `crm.yaml`');
    expect(ran.stderr).toContain('`crm.test.yaml`');
  });
});

describe('--filter', () => {
  test('runs the cases with the text in their name', async () => {
    const ran = await aegisTest(['crm.yaml', '--filter', 'BULK']);
    expect(ran.stdout).toContain('1 case: 1 passed, 0 failed');
  });

  test('that names nothing is an error', async () => {
    const ran = await aegisTest(['crm.yaml', '--filter', 'payments']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG8016]');
  });
});

describe('--min-coverage', () => {
  test.each([
    ['50', 0],
    ['51', 1],
    ['100', 1],
    ['0', 0],
    ['101', 2],
    ['all', 2],
  ])('of %s exits %i', async (percent, exitCode) => {
    const ran = await aegisTest(['crm.yaml', '--min-coverage', percent]);
    expect(ran.exitCode).toBe(exitCode);
    if (exitCode === 1) expect(ran.stdout).toContain(`below ${percent} %`);
  });
});

describe('--generate', () => {
  test('prints cases for what is missing, which pass and show all of it', async () => {
    const generated = await aegisTest(['crm.yaml', '--generate']);
    expect(generated).toMatchObject({ exitCode: 0, stderr: '' });
    expect(generated.stdout).toContain('"params":{"amount":26}');
    const world = { files: { ...files, 'crm.more.test.yaml': generated.stdout } };
    const ran = await aegisTest(['crm.yaml', '--min-coverage', '100'], world);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout).toContain('coverage 100 % (6 of 6 outcomes)');
  });

  test('needs no suite to begin with', async () => {
    const { exitCode, stdout } = await aegisTest(['crm.yaml', '--generate'], {
      files: { 'crm.yaml': POLICY },
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('name: "deletes decides"');
  });

  test('prints nothing while a suite is wrong', async () => {
    const world = { files: { ...files, 'crm.test.yaml': 'tests: 5' } };
    expect(await aegisTest(['crm.yaml', '--generate'], world)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('formats', () => {
  const failing: World = { files: { 'crm.yaml': POLICY, 'crm.test.yaml': FAILING } };

  test('junit has a test case for each case', async () => {
    const ran = await aegisTest(['crm.yaml', '--format', 'junit'], failing);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('<testsuite name="crm.test.yaml" tests="2" failures="1">');
    expect(ran.stdout).toContain(
      '<testcase name="refunds run: amount 20" classname="crm.test.yaml" file="crm.test.yaml" line="6"/>',
    );
    expect(ran.stdout).toContain(
      '<failure message="expected approval auto, got approve; expected rule refunds, got &lt;default&gt;">',
    );
  });

  test('github marks the lines of failing cases, and missing coverage', async () => {
    const ran = await aegisTest(['crm.yaml', '--format', 'github', '--min-coverage', '100'], failing);
    expect(ran.stdout.split('\n')).toEqual([
      '::error title=policy test,file=crm.test.yaml,line=7,col=9,endLine=7,endColumn=35::refunds run: amount 30%0Aexpected approval auto, got approve%0Aexpected rule refunds, got <default>',
      '::error title=policy test coverage::coverage 66.6 %25 (4 of 6 outcomes), below 100 %25%0Anot shown: deletes decides; refunds while something is unknown',
      '',
    ]);
  });

  test('json has the totals, the coverage and every case', async () => {
    const ran = await aegisTest(['crm.yaml', '--format', 'json'], failing);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      totals: { cases: 2, passed: 1, failed: 1 },
      coverage: {
        percent: 66.6,
        outcomes: 6,
        missing: [
          { rule: 'deletes', kind: 'decides' },
          { rule: 'refunds', kind: 'unknown' },
        ],
      },
      suites: [
        { file: 'crm.test.yaml', cases: [{ isPassed: true }, { isPassed: false, mismatches: [{}, {}] }] },
      ],
    });
  });
});

describe('what cannot run exits 2', () => {
  test.each([
    [
      'a suite with problems, all of which are told',
      { 'crm.test.yaml': PASSING.replaceAll('expect', 'expct') },
      'AEG1004',
    ],
    ['a suite that is no YAML', { 'crm.test.yaml': 'tests: [' }, 'AEG1003'],
    ['a suite that is a policy', { 'crm.test.yaml': POLICY }, 'AEG8010'],
    ['an invalid policy', { 'crm.yaml': POLICY.replace('approval', 'aproval') }, 'AEG1004'],
  ])('%s', async (_, changed, code) => {
    const ran = await aegisTest(['crm.yaml'], { files: { ...files, ...changed } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
    expect(ran.stderr).toMatch(/--> crm(\.test)?\.yaml:\d+:\d+\n/);
  });

  test('a suite that does not exist', async () => {
    const ran = await aegisTest(['crm.yaml', 'gone.test.yaml']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9010]: `gone.test.yaml` does not exist');
  });
});
