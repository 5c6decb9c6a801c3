import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { probePolicy, replayFinding } from '../../src/probe/index.ts';
import { policyOf } from '../decision/load.ts';

const TYPES = [
  '*',
  'delete',
  '*delete*',
  'read*',
  'get_{order,invoice}',
  'refund',
  '*pay*',
  'export_*',
  '*rm*',
];
const CONDITIONS: readonly (Json | undefined)[] = [
  undefined,
  { param_lte: { amount: 25 } },
  { param_gt: { amount: 100 } },
  { param_eq: { environment: 'production' } },
  { time_after: '20:00', time_before: '08:00' },
];
const APPROVALS = ['auto', 'approve', 'block'];

const rule = fc
  .record({
    type: fc.constantFrom(...TYPES),
    target: fc.constantFrom('*', '*', '*db*', 'staging'),
    agent: fc.constantFrom('*', '*', '*', 'admin-*'),
    conditions: fc.constantFrom(...CONDITIONS),
    approval: fc.constantFrom(...APPROVALS),
  })
  .map(({ conditions, approval, ...match }): Json => ({
    match,
    approval,
    ...(conditions === undefined ? {} : { conditions }),
  }));

const policies = fc.record({
  defaults: fc.constantFrom(...APPROVALS).map((approval) => ({ approval })),
  rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
});

const RUNS = { runs: 300 };

function written({ defaults, rules }: { defaults: Json; rules: readonly Json[] }): Json {
  return { version: '1', defaults, rules };
}

describe('a probe of any policy', () => {
  it('has a score from 0 to 100, and is the same for the same seed', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(policies, fc.nat(5), (drawn, seed) => {
        const policy = policyOf(written(drawn));
        const report = probePolicy(policy, { ...RUNS, seed });
        expect(report.score).toBeGreaterThanOrEqual(0);
        expect(report.score).toBeLessThanOrEqual(100);
        expect(probePolicy(policy, { ...RUNS, seed })).toEqual(report);
      }),
      { numRuns: 8 },
    );
  });

  it('shows decisions as the engine makes them, and finds what it tried again', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(policies, (drawn) => {
        const policy = policyOf(written(drawn));
        const compiled = compilePolicy(policy);
        for (const { action, at, decision, evidence } of probePolicy(policy, RUNS).findings) {
          expect(decide(compiled, action, at)).toEqual(decision);
          if (evidence.kind === 'proved') continue;
          const again = replayFinding(policy, evidence.replay) ?? [];
          expect(again.map((one) => one.action)).toContainEqual(action);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('has no better score with rules that no action reaches', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(policies, fc.array(rule, { minLength: 1, maxLength: 4 }), (drawn, useless) => {
        const last = { name: 'rest', match: { type: '*' }, approval: drawn.defaults.approval };
        const rules = [...drawn.rules, last];
        const before = probePolicy(policyOf(written({ ...drawn, rules })), RUNS).score;
        const after = probePolicy(policyOf(written({ ...drawn, rules: [...rules, ...useless] })), RUNS).score;
        expect(after).toBeLessThanOrEqual(before);
      }),
      { numRuns: 8 },
    );
  });
});
