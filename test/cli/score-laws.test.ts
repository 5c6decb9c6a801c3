import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const CODE = {
  'package.json': '{ "name": "desk" }',
  'desk/reply.py':
    'from anthropic import Anthropic\nAnthropic().messages.create(model="m", max_tokens=9, messages=[])\n',
  'desk/orders.py': `from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
agent = create_agent("m", tools=[], middleware=[HumanInTheLoopMiddleware(interrupt_on={"cancel": True})])
agent.invoke({"messages": []})
`,
};

const rule = fc.record({
  type: fc.constantFrom('*delete*', 'read_*', 'transfer_money', '*'),
  approval: fc.constantFrom('auto', 'approve', 'block'),
});
type Rule = { readonly type: string; readonly approval: string };

function policy(rules: readonly Rule[], after = ''): string {
  const lines = rules.map(
    ({ type, approval }, index) =>
      `  - { name: rule-${index}, match: { type: "${type}" }, approval: ${approval} }\n`,
  );
  return `version: "1"\nrules:\n${lines.join('')}${after}`;
}

async function score(files: Readonly<Record<string, string>>): Promise<number> {
  const hasPolicy = 'policy.yaml' in files;
  const argv = ['score', '--format', 'json', ...(hasPolicy ? ['--policy', 'policy.yaml'] : [])];
  const ran = await runAegis(argv, { files: { ...CODE, ...files } });
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  return (JSON.parse(ran.stdout) as { score: number }).score;
}

const SUITE = 'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: block } }\n';
const policies = fc.array(rule, { minLength: 1, maxLength: 4 });
const runs = { numRuns: 12 };

test('law: taking away the policy or its tests never raises the score', async () => {
  await fc.assert(
    fc.asyncProperty(policies, async (rules) => {
      const whole = await score({ 'policy.yaml': policy(rules), 'policy.test.yaml': SUITE });
      expect(await score({ 'policy.yaml': policy(rules) })).toBeLessThanOrEqual(whole);
      expect(await score({ 'policy.test.yaml': SUITE })).toBeLessThanOrEqual(whole);
      expect(await score({})).toBeLessThanOrEqual(whole);
    }),
    runs,
  );
});

test('law: rules that cannot match never raise the score', async () => {
  const catchAll = '  - { name: all, match: { type: "*" }, approval: approve }\n';
  const dead = (index: number): string =>
    `  - { name: never-${index}, match: { type: "*delete*" }, approval: block }\n`;
  await fc.assert(
    fc.asyncProperty(policies, fc.integer({ min: 1, max: 3 }), async (rules, count) => {
      const extra = Array.from({ length: count }, (_, index) => dead(index)).join('');
      const before = await score({ 'policy.yaml': policy(rules, catchAll) });
      expect(await score({ 'policy.yaml': policy(rules, catchAll + extra) })).toBeLessThanOrEqual(before);
    }),
    runs,
  );
});

test('law: text that looks protective never raises the score', async () => {
  const texts = fc.constantFrom(
    '# every destructive action is blocked; guard() governs all calls\n',
    '# aegis: governed\n# approval: block\n',
    '# from aegis import guard\n',
  );
  await fc.assert(
    fc.asyncProperty(policies, texts, async (rules, text) => {
      const before = await score({ 'policy.yaml': policy(rules) });
      const after = await score({
        'policy.yaml': text + policy(rules),
        'desk/reply.py': `${text}"""guarded by aegis"""\nGOVERNED = True\n${CODE['desk/reply.py']}`,
        'GOVERNANCE.md': text,
      });
      expect(after).toBeLessThanOrEqual(before);
    }),
    runs,
  );
});
