import { describe, expect, test } from 'vitest';
import { runAegis, type Ran } from './run-aegis.ts';

const POLICY = `version: "1"
timezone: Europe/Berlin
rules:
  - { name: deletes, match: { type: "delete*" }, approval: block, risk_level: critical }
  - { name: night, match: { type: "refund" }, conditions: { time_after: "20:00", time_before: "08:00" }, approval: block }
  - { name: refunds, match: { type: "refund" }, conditions: { param_lte: { amount: 25 } }, approval: auto }
  - { name: reads, match: { type: "get*" }, approval: auto, risk_level: low }
`;

async function query(...argv: readonly string[]): Promise<Ran> {
  return await runAegis(['query', 'policy.yaml', ...argv], { files: { 'policy.yaml': POLICY } });
}

describe('aegis query', () => {
  test('shows an action for each rule that decides so', async () => {
    const ran = await query('type=*delete*', 'approval=auto');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(
      '{"type":"get_and_delete"}\n  auto, risk low by reads\none rule; no other rule decides such an action: proved\n',
    );
  });

  test('says that there is none, by proof', async () => {
    expect(await query('type=delete*', 'approval=auto,approve')).toMatchObject({
      exitCode: 0,
      stdout: 'none: proved\n',
    });
  });

  test.each([
    [['type=refund amount>25 approval=auto'], 'none'],
    [['type=refund', 'amount<=25', 'approval=auto', 'time=08:00-20:00'], 'some'],
    [['type=refund', 'time=21:00-07:00', 'approval!=block'], 'none'],
    [['type=refund', 'amount missing', 'approval=auto'], 'none'],
    [['type=refund', 'amount given', 'approval=auto'], 'some'],
    [['type=refund', 'amount>20', 'amount<21', 'approval=auto'], 'some'],
    [['type=delete*', 'risk<critical'], 'none'],
    [['type=get*', 'type=delete*', 'type!=delete*', 'approval>auto'], 'none'],
    [['params.type=x', 'kind~^re', 'kind!=refund', 'weekday=sat,sun', 'risk>=critical'], 'some'],
  ])('answers %j with %s', async (clauses, expected) => {
    expect((await query(...clauses, '--expect', expected)).exitCode).toBe(0);
    expect((await query(...clauses, '--expect', expected === 'none' ? 'some' : 'none')).exitCode).toBe(1);
  });

  test('shows no more than --limit', async () => {
    const ran = await query('--limit', '1');
    expect(ran.stdout).toMatch(/one rule; there may be more\n$/);
    expect((await query('--limit', '0')).exitCode).toBe(2);
  });

  test.each([
    ['approval=never', 'AEG9033'],
    ['typ=delete*', 'AEG9033'],
    ['type', 'AEG9033'],
    ['type>x', 'AEG9033'],
    ['amount>', 'AEG9033'],
    ['type=a|b', 'AEG1013'],
    ['amount>lots', 'AEG1006'],
    ['time=25:00-26:00', 'AEG1014'],
    ['kind~(', 'AEG1020'],
  ])('refuses `%s` with %s', async (clause, code) => {
    const ran = await query(clause);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test('needs a valid policy', async () => {
    const files = { 'policy.yaml': POLICY.replace('approval: block', 'aproval: block') };
    expect((await runAegis(['query', 'policy.yaml', 'approval=auto'], { files })).exitCode).toBe(2);
  });
});
