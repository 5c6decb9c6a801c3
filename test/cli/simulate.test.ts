import { describe, expect, test } from 'vitest';
import { runAegis, type World } from './run-aegis.ts';

const POLICY = `version: "1"
timezone: Europe/Berlin
rules:
  - name: no_deletes
    match: { type: "*delete*" }
    risk_level: critical
    approval: block
    reason: agents do not delete
  - name: night
    match: { type: "send_*" }
    conditions: { time_after: "20:00", time_before: "07:00" }
    risk_level: high
    approval: block
  - name: small_refunds
    match: { type: "refund" }
    conditions: { param_lte: { amount: 25 } }
    risk_level: low
    approval: auto
  - name: reads
    match: { type: "read", agent: "support-*" }
    risk_level: low
    approval: auto
`;
const files = { 'policy.yaml': POLICY };
const simulate = (argv: readonly string[], world: World = {}) =>
  runAegis(['simulate', ...argv], { ...world, files: { ...files, ...world.files } });

/** The approvals of the decisions, as JSON shows them. */
async function approvals(argv: readonly string[], world: World = {}): Promise<string[]> {
  const ran = await simulate([...argv, '--format', 'json', '--quiet'], world);
  const report = JSON.parse(ran.stdout) as { decisions: { decision: { approval: string } }[] };
  return report.decisions.map(({ decision }) => decision.approval);
}

describe('aegis simulate', () => {
  test('shows one line for each action, with rule and reason, and counts', async () => {
    const ran = await simulate(['policy.yaml', 'delete:prod_db', 'browse']);
    expect(ran.exitCode).toBe(0);
    const [first, second, ...rest] = ran.stdout.split('\n');
    expect(first).toBe('block    critical  delete:prod_db            no_deletes: agents do not delete');
    expect(second).toMatch(/^approve {2}medium {4}browse {20}<default>: /);
    expect(rest).toEqual(['', '2 actions: 0 auto, 1 approve, 1 block', '']);
    expect(ran.stderr).toBe('at: 2026-03-02T10:00:00.000Z (the present; --at takes another instant)\n');
  });

  test('shows what is not seen in a name, a soft hyphen for one', async () => {
    const ran = await simulate(['policy.yaml', 'de\u00ADlete:pr\u034Fod', '--agent', 'a\u3164', '--explain']);
    expect(ran.stdout).toContain('de<U+00AD>lete:pr<U+034F>od by a<U+3164>');
    expect(ran.stdout).toContain('type `de<U+00AD>lete`');
    expect(ran.stdout).not.toMatch(/[\u00AD\u034F\u3164]/);
  });

  test('uses the policy of the project when the first operand is an action', async () => {
    const ran = await simulate(['delete:prod_db']);
    expect(ran.stderr).toContain('policy: policy.yaml\n');
    expect(ran.stdout).toContain('no_deletes');
  });

  test('takes an existing file for the policy whatever its name, and *.test.yaml for an action', async () => {
    expect((await simulate(['rules', 'delete'], { files: { rules: POLICY } })).stdout).toContain(
      'no_deletes',
    );
    expect((await simulate(['gone.yaml', 'delete'])).stderr).toContain('AEG9010');
    expect((await simulate(['delete.test.yaml'])).stdout).toContain('delete.test.yaml');
  });

  test('splits an action at the first colon; no colon means that the target is not given', async () => {
    const ran = await simulate(['read:crm:eu', 'read', 'read:', '--format', 'json']);
    const report = JSON.parse(ran.stdout) as { decisions: { action: object }[] };
    expect(report.decisions.map(({ action }) => action)).toEqual([
      { type: 'read', target: 'crm:eu' },
      { type: 'read' },
      { type: 'read', target: '' },
    ]);
  });

  test('builds an action from --type, --target, --agent, --param and --params', async () => {
    const argv = [
      '--type',
      'refund',
      '--target',
      'shop',
      '--agent',
      'a1',
      '--params',
      '{"amount": 20, "x": {"y": [1]}}',
    ];
    const more = ['--param', 'x.y[1]=two', '--param', 'x["a.b"]=true', '--param', 'note=it costs 5'];
    const ran = await simulate([...argv, ...more, '--format', 'json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      decisions: [
        {
          action: {
            type: 'refund',
            target: 'shop',
            agent: 'a1',
            params: { amount: 20, x: { y: [1, 'two'], 'a.b': true }, note: 'it costs 5' },
          },
          decision: { approval: 'auto', rule: 'small_refunds' },
        },
      ],
    });
  });

  test('gives --agent and --param to every action', async () => {
    expect(await approvals(['read:a', 'read:b', '--agent', 'support-1'])).toEqual(['auto', 'auto']);
    expect(await approvals(['read:a', '--agent', 'sales-1'])).toEqual(['approve']);
  });

  test('a parameter named __proto__ is a parameter like any other', async () => {
    const ran = await simulate(['refund', '--param', '__proto__.amount=1', '--format', 'jsonl']);
    expect(ran.stdout).toContain('"params":{"__proto__":{"amount":1}}');
    expect(ran.stdout).toContain('"why":"`amount` is missing"');
  });

  test.each([
    ['x', 'AEG9003'],
    ['=1', 'AEG9003'],
    ['a[0]x=1', 'AEG9003'],
    ['a[5]=1', 'AEG9003'],
    ['[0]=1', 'AEG9003'],
  ])('refuses the parameter %s', async (parameter, code) => {
    const ran = await simulate(['refund', '--param', parameter]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test.each([
    ['amount=1', 'amount=2'],
    ['amount=1', '["amount"]=1'],
    ['user={"id": 7}', 'user.id=8'],
    ['user.id=7', 'user=8'],
    ['items[0]=1', 'items[0]=2'],
  ])('refuses --param %s with --param %s, because only one can count', async (first, second) => {
    const ran = await simulate(['refund', '--param', first, '--param', second]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[AEG9003]: \`${first}\` and \`${second}\` give the same parameter`);
    expect(ran.stderr).toContain('write each parameter once');
  });

  test('a --param stands on top of --params', async () => {
    const argv = ['refund', '--params', '{"amount": 500}', '--param', 'amount=20'];
    expect(await approvals(argv)).toEqual(['auto']);
  });

  test.each([
    [['--params', '[1]', 'refund'], 'AEG9003'],
    [['--params', '{', 'refund'], 'AEG9003'],
    [[], 'AEG9004'],
    [['policy.yaml'], 'AEG9004'],
    [['--target', 'crm', 'delete'], 'AEG9006'],
    [['--file', 'a.jsonl', 'delete'], 'AEG9006'],
    [['--file', 'gone.jsonl'], 'AEG9010'],
    [['--file', '-'], 'AEG9017'],
    [['--at', 'tomorrow', 'delete'], 'AEG9031'],
    [['--expect', 'yes', 'delete'], 'AEG9003'],
  ])('refuses %j', async (argv, code) => {
    const ran = await simulate(argv);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });
});

describe('--at', () => {
  test('decides at that instant, in the zone of the policy without an offset', async () => {
    expect(await approvals(['send_mail', '--at', '2026-03-02T21:00'])).toEqual(['block']);
    expect(await approvals(['send_mail', '--at', '2026-03-02T21:00+02:00'])).toEqual(['block']);
    expect(await approvals(['send_mail', '--at', '2026-03-02T18:30:00Z'])).toEqual(['approve']);
    expect(await approvals(['send_mail', '--at', '2026-03-02T19:59:60Z'])).toEqual(['block']);
    expect(await approvals(['send_mail'], { now: Date.UTC(2026, 2, 2, 20) })).toEqual(['block']);
  });

  test('is shown in JSON when it was given, and says nothing on standard error', async () => {
    const ran = await simulate(['policy.yaml', 'read', '--at', '2026-03-02T21:00', '--format', 'json']);
    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout)).toMatchObject({ decisions: [{ at: '2026-03-02T20:00:00.000Z' }] });
  });

  test.each([
    '2026-03-02T10:00+24:00',
    '2026-03-02T10:00-99:00',
    '2026-03-02T10:00+01:60',
    '2026-03-02T10:00:61Z',
  ])('%s is no instant, because nothing in RFC 3339 reads so', async (at) => {
    const ran = await simulate(['send_mail', '--at', at]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9031]');
  });

  test('does not exist when clocks skip it', async () => {
    const ran = await simulate(['send_mail', '--at', '2026-03-29T02:30']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('error[AEG9032]: `2026-03-29T02:30` does not exist in Europe/Berlin');
  });
});

describe('--expect', () => {
  test('exits 0 when every decision is as expected', async () => {
    expect((await simulate(['delete:a', 'delete:b', '--expect', 'block'])).exitCode).toBe(0);
  });

  test.each(['pretty', 'compact', 'json', 'jsonl'])(
    'exits 1 when one is not, and shows which (%s)',
    async (format) => {
      const ran = await simulate(['delete:a', 'browse', '--expect', 'block', '--format', format]);
      expect(ran.exitCode).toBe(1);
      expect(ran.stdout).toMatch(/expected block|"isExpected":false/);
    },
  );
});

describe('--explain', () => {
  test('tells rule by rule what matched, what did not, on which value, and where', async () => {
    const ran = await simulate(['refund', '--param', 'amount=30', '--explain']);
    expect(ran.stdout).toContain('no_deletes does not apply');
    expect(ran.stdout).toContain('(policy.yaml:4:5)');
    expect(ran.stdout).toMatch(/no {6}type `refund`, asked for `\*delete\*`/);
    expect(ran.stdout).toMatch(/no {6}param_lte: .*25.*30/);
  });

  test('is part of the JSON forms', async () => {
    const ran = await simulate(['refund', '--explain', '--format', 'jsonl']);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      explanation: { rules: [{ rule: 'no_deletes', verdict: false }, {}, {}, {}] },
    });
  });
});

describe('--file', () => {
  const line = (action: object): string => `${JSON.stringify(action)}\n`;
  const log =
    line({ type: 'read', agent: 'support-1' }) + '\r\n' + line({ type: 'delete', target: 'größe', id: '7' });

  test('decides a file of actions, one a line', async () => {
    const ran = await simulate(['--file', 'actions.jsonl', '--format', 'compact'], {
      files: { 'actions.jsonl': log },
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toBe(
      'auto low reads read by support-1 (rule `reads` lets it run)\nblock critical no_deletes delete:größe (agents do not delete)\n',
    );
  });

  test('reads standard input for -', async () => {
    const ran = await simulate(['--file', '-', '--format', 'jsonl'], { stdin: log.trimEnd() });
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map((text) => (JSON.parse(text) as { decision: { rule: string } }).decision.rule),
    ).toEqual(['reads', 'no_deletes']);
  });

  test('an instant in the file comes before --at and the present', async () => {
    const stdin = line({ type: 'send_mail', at: '2026-03-02T22:00:00Z' }) + line({ type: 'send_mail' });
    expect(await approvals(['--file', '-'], { stdin })).toEqual(['block', 'approve']);
    expect(await approvals(['--file', '-', '--at', '2026-03-02T12:00:00Z'], { stdin })).toEqual([
      'block',
      'approve',
    ]);
  });

  test('tells every line that is no action, decides the others, and exits 2', async () => {
    const stdin = ['{', '[]', '{"type": "read", "targt": "x"}', '{"type": "delete"}', ''].join('\n');
    const ran = await simulate(['--file', '-', '--format', 'compact'], { stdin });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toBe('block critical no_deletes delete (agents do not delete)\n');
    expect(ran.stderr).toContain('error[AEG9019]: the line is not JSON\n  --> <stdin>:1:1');
    expect(ran.stderr).toContain('--> <stdin>:2:1');
    expect(ran.stderr).toContain('error[AEG1081]');
  });

  test('does not flood: beyond twenty such lines only their number is told', async () => {
    const ran = await simulate(['--file', '-'], { stdin: 'x\n'.repeat(1_000) });
    expect(ran.stderr.match(/AEG9019\]/g)).toHaveLength(20);
    expect(ran.stderr).toContain('980 more lines are no actions');
  });

  test('an empty file is no action: the report says so', async () => {
    expect(await approvals(['--file', '-'], { stdin: '' })).toEqual([]);
    expect((await simulate(['--file', '-'], { stdin: '' })).stdout).toContain('0 actions');
  });

  test('an interrupt leaves no file behind and exits 130', async () => {
    const interrupted = new AbortController();
    const running = simulate(['--file', '-', '--output', 'out.txt'], {
      stdin: log.repeat(2_000),
      interrupted: interrupted.signal,
    });
    setImmediate(() => {
      interrupted.abort();
    });
    const ran = await running;
    expect(ran.exitCode).toBe(130);
    while (ran.machine.open.size > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(ran.machine.written.size).toBe(0);
  });
});

test('two runs give the same bytes', async () => {
  const argv = ['delete:a', 'refund', '--explain', '--format', 'json'];
  expect((await simulate(argv)).stdout).toBe((await simulate(argv)).stdout);
});

describe('a key that stands twice', () => {
  const files = { 'policy.yaml': 'version: "1"\nrules:\n  - { match: { type: read }, approval: auto }\n' };

  test('in a line of actions is an error, because readers disagree about which counts', async () => {
    const line = '{"type":"delete","type":"read"}\n';
    const ran = await runAegis(['simulate', 'policy.yaml', '--file', '-'], { files, stdin: line });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('the line has the key `type` twice');
  });

  test('in --params is one, too', async () => {
    const ran = await runAegis(['simulate', 'policy.yaml', 'read', '--params', '{"a":1,"a":2}'], { files });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('`--params` has the key `a` twice');
  });
});
