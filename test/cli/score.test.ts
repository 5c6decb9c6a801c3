import { describe, expect, test } from 'vitest';
import { runAegis, type World } from './run-aegis.ts';

const PROJECT: NonNullable<World['files']> = {
  'package.json': '{ "name": "desk" }',
  'desk/reply.py': `from anthropic import Anthropic

client = Anthropic()


def reply(question: str) -> str:
    message = client.messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": question}])
    return message.content[0].text
`,
  'desk/orders.py': `from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware

agent = create_agent("openai:m", tools=[], middleware=[HumanInTheLoopMiddleware(interrupt_on={"cancel": True})])


def handle(request: str) -> str:
    return agent.invoke({"messages": [{"role": "user", "content": request}]})
`,
  'policy.yaml': 'version: "1"\nrules:\n  - { name: stop, match: { type: "*delete*" }, approval: block }\n',
};

describe('aegis score', () => {
  test('shows the number, its arithmetic, what it did not judge, and the badge', async () => {
    const ran = await runAegis(['score', '.', '--policy', 'policy.yaml'], { files: PROJECT });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(`60/100  C  .

coverage         30 of 45: 45 x 4/6 by weight, rounded down
                 high     weight 4: 1 of 1 call governed
                 medium   weight 2: 0 of 1 call governed
policy strength  30 of 35
                 4 of 4: nothing that destroys runs without a person
                 4 of 4: nothing that moves money runs without a person
                 4 of 4: no code or command runs without a person
                 4 of 4: no change of rights runs without a person
                 4 of 4: nothing that takes data out runs without a person
                 6 of 6: what nobody foresaw does not run without a person
                 4 of 4: every rule that holds something back is reached
                 0 of 5: tests show what the rules can do (0 %)
evidence         not judged (20 points): no audit log was named with --db

policy  policy.yaml is valid, hash ${/hash ([0-9a-f]{12})/.exec(ran.stdout)?.[1] ?? ''}
badge   https://img.shields.io/badge/aegis-60%2F100_C-yellow
`);
  });

  test('counts tests of the policy, and nothing for a class that a rule lets through', async () => {
    const files = {
      ...PROJECT,
      'policy.yaml': 'version: "1"\nrules:\n  - { name: reads, match: { type: "read*" }, approval: auto }\n',
      'policy.test.yaml':
        'tests:\n  - { name: reads, action: { type: read_x }, expect: { approval: auto } }\n  - { name: others, action: { type: other }, expect: { approval: approve } }\n',
    };
    const { stdout } = await runAegis(['score', '.', '--policy', 'policy.yaml'], { files });
    expect(stdout).toContain('0 of 4: nothing that destroys runs without a person');
    expect(stdout).toContain('5 of 5: tests show what the rules can do (100 %)');
  });

  test('as JSON has the same numbers', async () => {
    const ran = await runAegis(['score', '--format', 'json'], { files: PROJECT });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      schemaVersion: 1,
      score: 30,
      grade: 'F',
      parts: [
        { name: 'coverage', isJudged: true, points: 30, of: 45 },
        { name: 'policy strength', isJudged: false, points: 0, of: 35 },
        { name: 'evidence', isJudged: false, points: 0, of: 20 },
      ],
    });
  });

  test('does not count the gates of frameworks with --strict', async () => {
    const ran = await runAegis(['score', '--strict', '--format', 'json'], { files: PROJECT });
    expect(JSON.parse(ran.stdout)).toMatchObject({ score: 0 });
  });

  test('gates on --min-score: 1 when below, 0 when not', async () => {
    const below = await runAegis(['score', '--min-score', '31'], { files: PROJECT });
    expect(below.exitCode).toBe(1);
    expect(below.stderr).toBe('the score 30 is below --min-score 31\n');
    expect((await runAegis(['score', '--min-score', '30'], { files: PROJECT })).exitCode).toBe(0);
  });

  test('has no score without an AI call, and then --min-score cannot be answered', async () => {
    const files = { 'package.json': '{}', 'sum.py': 'def add(a, b):\n    return a + b\n' };
    const ran = await runAegis(['score', '--format', 'json'], { files });
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ score: null, grade: null });
    const gated = await runAegis(['score', '--min-score', '0'], { files });
    expect(gated.exitCode).toBe(2);
    expect(gated.stderr).toContain('error[AEG8001]');
  });

  test.each(['-1', '101', 'high', '', '1e2'])('refuses `--min-score %s`', async (minimum) => {
    const ran = await runAegis(['score', `--min-score=${minimum}`], { files: PROJECT });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toBe('');
  });

  test('needs a policy that is valid when one is named', async () => {
    const files = { ...PROJECT, 'policy.yaml': 'version: "1"\nrulez: []\n' };
    const ran = await runAegis(['score', '--policy', 'policy.yaml'], { files });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('did you mean `rules`?');
    expect((await runAegis(['score', '--policy', 'none.yaml'], { files })).exitCode).toBe(2);
  });

  test('writes the badge for shields.io and prints the line for a README', async () => {
    const ran = await runAegis(['score', '--badge-json', 'badge.json', '--badge-markdown'], {
      files: PROJECT,
    });
    expect(ran.stdout).toBe('![Aegis score](https://img.shields.io/badge/aegis-30%2F100_F-red)\n');
    expect(JSON.parse(ran.machine.written.get('/work/badge.json') ?? '')).toEqual({
      schemaVersion: 1,
      label: 'aegis',
      message: '30/100 F',
      color: 'red',
    });
  });

  test('writes the badge as an image', async () => {
    const ran = await runAegis(['score', '--badge', 'badge.svg'], { files: PROJECT });
    expect(ran.machine.written.get('/work/badge.svg')).toContain('<title>Aegis score: 30/100 F</title>');
    expect(ran.exitCode).toBe(0);
  });

  test('keeps a score, and says what fell', async () => {
    const kept = await runAegis(['score', '--save-baseline', 'score.json'], { files: PROJECT });
    const score = kept.machine.written.get('/work/score.json')!;
    expect(JSON.parse(score)).toMatchObject({ schemaVersion: 1, score: 30 });
    const argv = ['score', '--check-regression', 'score.json', '--save-baseline', 'new.json'];
    const same = await runAegis(argv, { files: { ...PROJECT, 'score.json': score } });
    expect(same).toMatchObject({ exitCode: 0, stderr: '' });
    expect(same.machine.written.get('/work/new.json')).toBe(score);
    const worse = { ...PROJECT, 'score.json': score, 'desk/more.py': PROJECT['desk/reply.py']! };
    const fell = await runAegis(argv, { files: worse });
    expect(fell.stderr).toBe('the score fell from 30 to 22\nthe part `coverage` fell from 30 to 22\n');
    expect(fell.exitCode).toBe(1);
    expect(fell.machine.written.has('/work/new.json')).toBe(false);
  });

  test.each([
    [{ 'score.json': '{}' }, 'AEG8002'],
    [{}, 'AEG9010'],
    [
      { 'score.json': '{"schemaVersion":1,"score":5,"parts":[]}', 'desk/reply.py': '', 'desk/orders.py': '' },
      'AEG8001',
    ],
  ])('cannot compare with %j', async (more, code) => {
    const ran = await runAegis(['score', '--check-regression', 'score.json'], {
      files: { ...PROJECT, ...more },
    });
    expect(ran.stderr).toContain(code);
    expect(ran.exitCode).toBe(2);
  });
});
