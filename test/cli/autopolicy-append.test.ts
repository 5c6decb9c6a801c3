import { describe, expect, test } from 'vitest';
import { analyzePolicy, diffPolicies } from '../../src/analysis/index.ts';
import type { Policy } from '../../src/model/index.ts';
import { loadPolicy, readDocument } from '../../src/policy/index.ts';
import { decideLine } from '../autopolicy/rows.ts';
import { runAegis, type Ran } from './run-aegis.ts';

const DESK = `# the desk
version: "1"
defaults: { risk_level: medium, approval: approve } # ask

rules:
  # never the ledger
  - name: no_ledger
    match: { target: "*ledger*" }
    approval: block

  # reads are free
  - name: reads
    match: { type: "read*" }
    approval: auto # all of them
`;

const PLAIN = 'version: "1"\nrules:\n  - match: { type: "read*" }\n    approval: auto\n';
const NOTHING = 'version: "1"\nrules:\n  - name: nothing\n    match: { type: "*" }\n    approval: block\n';
const NO_DELETES =
  'version: "1"\nrules:\n  - name: no_deletes\n    match: { type: "*delete*" }\n    approval: block\n';

function policyIn(text: string): Policy {
  const document = readDocument('policy.yaml', new TextEncoder().encode(text));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  if (!loaded.ok) throw new Error(text);
  return loaded.value.policy;
}

async function add(text: string, to: string, more: readonly string[] = []): Promise<Ran> {
  return await runAegis(['autopolicy', text, '--append', 'policy.yaml', ...more], {
    files: { 'policy.yaml': to },
  });
}

function written(ran: Ran): string {
  return ran.machine.written.get('/work/policy.yaml') ?? '';
}

describe('aegis autopolicy --append', { timeout: 120_000 }, () => {
  test('puts the words above each rule, and the invariants at the end; all else stays', async () => {
    const ran = await add('never delete customers', DESK);
    expect(ran.stderr).toContain('tightened');
    expect(ran.exitCode).toBe(0);
    const text = written(ran);
    expect(text).toContain('  # never delete customers\n  - name: block_delete_customers');
    expect(text).toContain('\n\ninvariants:\n  - name: never delete customers\n    never: ');
    for (const line of DESK.split('\n')) expect(text).toContain(line);
  });

  test.each([
    'never delete customers',
    'block deletes except in staging',
    'block deletes. ask before exports.',
  ])('adds nothing the second time: %s', async (text) => {
    const once = written(await add(text, DESK, ['--allow-loosening']));
    const again = await add(text, once);
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toContain('says all of this already');
    expect([...again.machine.written]).toEqual([]);
  });

  test('of a text of which a part is there, only the rest is added', async () => {
    const once = written(await add('block deletes', DESK));
    const more = written(await add('block deletes. block exports.', once));
    expect(more.match(/# block deletes$/gm)).toHaveLength(1);
    expect(more.match(/# block exports$/gm)?.length).toBeGreaterThan(0);
  });

  test('an exception decides, and stands behind what the policy refuses', async () => {
    const refused = await add('block deletes except in staging', DESK);
    expect(refused.exitCode).toBe(1);
    expect([...refused.machine.written]).toEqual([]);
    expect(refused.stderr).toMatch(/^this loosens what the policy decides/);
    const policy = policyIn(
      written(await add('block deletes except in staging', DESK, ['--allow-loosening'])),
    );
    expect(decideLine(policy, 'delete_x@staging').approval).toBe('auto');
    expect(decideLine(policy, 'delete_x@prod').approval).toBe('block');
    expect(decideLine(policy, 'delete_x@ledger_staging').approval).toBe('block');
  });

  test('an exception to what the policy refuses goes above it, when that is allowed', async () => {
    expect((await add('allow deletes in staging', NOTHING)).exitCode).toBe(1);
    const ran = await add('allow deletes in staging', NOTHING, ['--allow-loosening']);
    const policy = policyIn(written(ran));
    expect(decideLine(policy, 'delete_x@staging').approval).toBe('auto');
    expect(decideLine(policy, 'delete_x@prod').approval).toBe('block');
  });

  test('where the policy refuses a part of what is allowed, that is kept and said', async () => {
    const ran = await add('allow deletes in staging', NO_DELETES, ['--allow-loosening']);
    expect(ran.stderr).toContain(
      '`allow deletes in staging` and what the policy decides overlap: kept the stricter',
    );
    expect(decideLine(policyIn(written(ran)), 'delete_x@staging').approval).toBe('block');
  });

  test('a permission that is only partly refused stays behind the refusal', async () => {
    const policy = policyIn(written(await add('allow writes', DESK, ['--allow-loosening'])));
    expect(decideLine(policy, 'write_x@crm').approval).toBe('auto');
    expect(decideLine(policy, 'write_x@ledger').approval).toBe('block');
  });

  test('leaves no rule that is never reached, and names what is silenced', async () => {
    for (const text of ['block reads', 'block deletes except in staging', 'allow reads. block exports.']) {
      const ran = await add(text, DESK, ['--allow-loosening']);
      const dead = analyzePolicy(policyIn(written(ran))).findings.flatMap((finding) =>
        finding.kind === 'shadowed' || finding.kind === 'redundant' ? [finding.rule.name] : [],
      );
      const named = dead.filter((name) => !ran.stderr.includes(`rule \`${name}\` decides nothing any more`));
      expect([text, named]).toEqual([text, []]);
    }
    expect((await add('block reads', DESK)).stderr).toContain('rule `reads` decides nothing any more');
  });

  test('a claim of the file that would not hold any more is not overruled', async () => {
    const claimed = `${NOTHING}invariants:\n  - name: never a delete\n    never: { match: { type: "*delete*" }, approval: [auto, approve] }\n`;
    const ran = await add('allow deletes in staging', claimed, ['--allow-loosening']);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('`never a delete` would not hold any more');
    expect([...ran.machine.written]).toEqual([]);
  });

  test('times of another zone than the policy has are refused', async () => {
    const ran = await add('no deploys after 18:00 in Berlin', PLAIN);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('those of the text in Europe/Berlin');
  });

  test('a prohibition never loosens, and holds in JSON, too', async () => {
    const json = '{"version": "1", "rules": [{"match": {"type": "read*"}, "approval": "auto"}]}';
    const ran = await add('block all deletes on production', json);
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(written(ran))).toHaveProperty('invariants');
    const { changes } = diffPolicies(policyIn(json), policyIn(written(ran)));
    expect(changes.filter(({ kind }) => kind === 'loosened')).toEqual([]);
  });
});
