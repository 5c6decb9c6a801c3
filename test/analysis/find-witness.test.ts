import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWitness, type WitnessAnswer, type WitnessQuery } from '../../src/analysis/index.ts';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { APPROVALS, RISK_LEVELS } from '../../src/model/index.ts';
import { policyOf } from '../decision/load.ts';
import { policyIn } from '../policy/loading.ts';
import { smallPoint, smallPolicy } from './arbitraries.ts';

const POLICY = policyIn(`version: "1"
rules:
  - { name: deletes, match: { type: "delete*" }, approval: block, risk_level: critical }
  - { name: refunds, match: { type: "refund" }, conditions: { param_lte: { amount: 25 } }, approval: auto }
  - { name: reads, match: { type: "get*" }, approval: auto, risk_level: low }
`).policy;

function answer(query: WitnessQuery): WitnessAnswer {
  const found = findWitness(POLICY, query);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

describe('findWitness', () => {
  test('finds one action for each rule that decides so', () => {
    expect(answer({ match: { type: '*delete*' } })).toMatchObject({
      kind: 'found',
      isComplete: true,
      witnesses: [
        { decision: { rule: 'reads' } },
        { decision: { rule: '<default>' } },
        { decision: { rule: 'deletes' } },
      ],
    });
  });

  test('proves that there is none', () => {
    expect(answer({ match: { type: 'delete*' }, approval: ['auto', 'approve'] })).toEqual({ kind: 'none' });
    expect(
      answer({ match: { type: 'refund' }, conditions: { param_gt: { amount: 25 } }, approval: ['auto'] }),
    ).toEqual({
      kind: 'none',
    });
  });

  test('leaves out what is excepted', () => {
    const query: WitnessQuery = { match: { type: '*delete*' }, approval: ['auto'] };
    expect(answer(query)).toMatchObject({ witnesses: [{ action: { type: 'get_and_delete' } }] });
    expect(answer({ ...query, except: [{ match: { type: 'get*' } }] })).toEqual({ kind: 'none' });
  });

  test('says what is wrong with a query', () => {
    const found = findWitness(POLICY, { match: { type: 'a|b' }, conditions: { param_gtt: { n: 1 } } });
    expect(found.ok ? [] : found.error.map(({ code, span }) => [code, span])).toEqual([
      ['AEG1013', undefined],
      ['AEG1004', undefined],
    ]);
  });

  test('says that it does not know when the budget is used up', () => {
    const found = findWitness(
      POLICY,
      { match: { type: '*delete*' } },
      { limits: { perQuestion: 1, perCommand: 9 } },
    );
    expect(found).toEqual({ ok: true, value: { kind: 'not-proved' } });
  });
});

test('no action contradicts what was not found', { timeout: 900_000 }, () => {
  const numRuns = Math.ceil(Number(process.env['AEGIS_RUNS'] ?? 250) / 2.5);
  fc.assert(
    fc.property(
      smallPolicy,
      fc.subarray([...APPROVALS], { minLength: 1 }),
      fc.subarray([...RISK_LEVELS], { minLength: 1 }),
      fc.nat(),
      (written, approval, riskLevel, seed) => {
        const policy = policyOf(written);
        const limits = { perQuestion: 200_000, perCommand: 50_000_000 };
        const found = findWitness(policy, { approval, riskLevel }, { limits, most: 100 });
        if (!found.ok) throw new Error(JSON.stringify(found.error));
        const witnesses = found.value.kind === 'found' ? found.value.witnesses : [];
        for (const { decision } of witnesses) {
          expect(approval).toContain(decision.approval);
          expect(riskLevel).toContain(decision.riskLevel);
        }
        const compiled = compilePolicy(policy);
        for (const { action, at, asked } of fc.sample(smallPoint, { seed, numRuns: 100 })) {
          const decision = decide(compiled, action, at, asked);
          const isMeant = approval.includes(decision.approval) && riskLevel.includes(decision.riskLevel);
          if (isMeant && decision.suspicious === undefined) expect(found.value.kind).toBe('found');
        }
      },
    ),
    { numRuns, endOnFailure: true },
  );
});
