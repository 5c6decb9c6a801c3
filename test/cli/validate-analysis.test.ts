import { describe, expect, test } from 'vitest';
import { runAegis, type Ran } from './run-aegis.ts';

const INVARIANT = `invariants:
  - name: deletes are looked at
    never: { match: { type: "*delete*" }, approval: auto }
`;
const DELETES = '  - { name: no_deletes, match: { type: "*delete*" }, approval: block, risk_level: high }\n';
const READS = '  - { name: reads, match: { type: "get*" }, approval: auto, risk_level: low }\n';
const ALL = '  - { name: everything, match: { type: "*" }, approval: auto }\n';
const policy = (...parts: readonly string[]): string => `version: "1"\nrules:\n${parts.join('')}`;

const SAFE = policy(DELETES, READS, INVARIANT);
const UNSAFE = policy(READS, DELETES, INVARIANT);

async function validate(text: string, ...options: readonly string[]): Promise<Ran> {
  return await runAegis(['validate', 'policy.yaml', ...options], { files: { 'policy.yaml': text } });
}

describe('invariants', () => {
  test('are proved, and the summary says so', async () => {
    const ran = await validate(SAFE);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('  rules: all reached (proved)\n  invariants: 1 proved\n');
  });

  test('are refuted by an action with a name a person would give, and the rule that lets it through', async () => {
    const ran = await validate(UNSAFE);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      'error[AEG2010]: the invariant `deletes are looked at` does not hold: `get_and_delete` is decided auto, risk low by the rule `reads`\n  --> policy.yaml:6:5\n',
    );
    expect(ran.stdout).toContain('  ::: policy.yaml:3:5\n');
    expect(ran.stdout).toContain('= help: counterexample: {"type":"get_and_delete"}');
    expect(ran.stdout).toContain('policy.yaml is well formed, but not sound (1 error): 2 rules\n');
    expect(ran.stdout).toContain('  invariants: 1 refuted\n');
  });

  test('have a counterexample that aegis simulate decides the same way', async () => {
    const shown = /counterexample: (\{.*\})/.exec((await validate(UNSAFE)).stdout)?.[1] ?? '';
    const ran = await runAegis(['simulate', 'policy.yaml', '--file', '-', '--format', 'json'], {
      files: { 'policy.yaml': UNSAFE },
      stdin: `${shown}\n`,
    });
    expect(ran.stdout).toContain('"approval":"auto","riskLevel":"low","rule":"reads"');
  });

  test('about no action are an error, not a proof', async () => {
    const empty = INVARIANT.replace('"*delete*" }', '"*delete*" }, except: { match: { type: "*" } }');
    const ran = await validate(policy(DELETES, empty));
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('error[AEG2011]');
    expect(ran.stdout).toContain('invariants: 1 about no action');
  });
});

describe('rules that are never reached', () => {
  test('name what covers them, with its place', async () => {
    const ran = await validate(policy(ALL, DELETES));
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      'error[AEG2001]: the rule `no_deletes` is never reached: `everything` comes first and covers all of it',
    );
    expect(ran.stdout).toContain('  ::: policy.yaml:3:5\n');
    expect(ran.stdout).toContain('move it before `everything`');
    expect(ran.stdout).toContain('rules: 1 reached, 1 never reached');
  });

  test('are a warning when nothing is decided otherwise', async () => {
    const ran = await validate(policy(ALL, ALL.replace('everything', 'twice')));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('warning[AEG2002]: the rule `twice` is never reached');
    expect(
      (await validate(policy(ALL, ALL.replace('everything', 'twice')), '--fail-on', 'warning')).exitCode,
    ).toBe(1);
  });
});

/** Globs that float between stars, each with a parameter: that none of them gets through takes more than the budget. */
const DROWNING = ((): string => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const above = (letter: string): string => `{ param_gt: { ${letter}: 1 } }`;
  return policy(
    ...letters.map(
      (letter) => `  - { match: { type: "*${letter}*" }, conditions: ${above(letter)}, approval: block }\n`,
    ),
    ALL,
    'invariants:\n  - name: letters never run\n',
    `    never: { match: { type: [${letters.map((letter) => `"*${letter}*"`).join(', ')}] },`,
    ` conditions: { all: [${letters.map(above).join(', ')}] }, approval: auto }\n`,
  );
})();

describe('a budget', () => {
  test('that is used up leaves a warning, the same every time', async () => {
    const ran = await validate(DROWNING);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain(
      'warning[AEG2012]: the invariant `letters never run` is not proved (budget)',
    );
    expect(ran.stdout).toContain('invariants: 1 not proved (budget)');
    expect((await validate(DROWNING)).stdout).toBe(ran.stdout);
  });

  test('that is used up is an error with --prove', async () => {
    const ran = await validate(DROWNING, '--prove');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('error[AEG2012]');
  });

  test('in time says that the answer depends on the machine', async () => {
    let now = 0;
    const clock = { now: (): number => (now += 1_000) };
    const ran = await runAegis(['validate', 'policy.yaml', '--timeout', '2.5'], {
      files: { 'policy.yaml': DROWNING },
      clock,
    });
    expect(ran.stdout).toContain('`letters never run` is not proved (time)');
    expect(ran.stdout).toMatch(/invariants: 1 not proved \(time\)$/m);
    expect(ran.stdout).toContain('stopped after 2.5 s (--timeout): the answer depends on the machine');
    expect((await validate(SAFE, '--timeout', '60')).stdout).toContain('within 60 s (--timeout)');
  });

  test('in time is a positive number', async () => {
    expect(await validate(SAFE, '--timeout', 'soon')).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await validate(SAFE, '--timeout', '0')).exitCode).toBe(2);
  });
});

describe('the order of rules', () => {
  test('is told with --order only', async () => {
    const text = policy(READS, DELETES);
    expect((await validate(text)).stdout).not.toContain('AEG2006');
    const ran = await validate(text, '--order', '--fail-on', 'info');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      'info[AEG2006]: the order of the rule `no_deletes` and one earlier rule matters: `reads`',
    );
  });
});

describe('every format', () => {
  test.each(['compact', 'json', 'sarif', 'github', 'junit'])('%s has the counterexample', async (format) => {
    const ran = await validate(UNSAFE, '--format', format);
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toContain('AEG2010');
    expect(ran.stdout).toContain('get_and_delete');
  });

  test('json has every rule and invariant with what was proved', async () => {
    const ran = await validate(UNSAFE, '--format', 'json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      isValid: false,
      analysis: {
        isComplete: true,
        rules: [
          { name: 'reads', reach: 'decides' },
          { name: 'no_deletes', reach: 'decides' },
        ],
        invariants: [
          {
            name: 'deletes are looked at',
            result: 'refuted',
            by: 'reads',
            counterexample: {
              action: { type: 'get_and_delete' },
              approval: 'auto',
              riskLevel: 'low',
              rule: 'reads',
            },
          },
        ],
      },
    });
  });
});
