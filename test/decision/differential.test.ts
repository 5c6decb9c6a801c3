import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePolicy, decide, explain } from '../../src/decision/index.ts';
import { action, instant, writtenPolicy } from './arbitraries.ts';
import { policyOf } from './load.ts';
import { referenceDecide } from './reference.ts';

/** 250 policies with 40 actions each; 50,000 comparisons and more with AEGIS_RUNS=1250. */
const RUNS = Number(process.env['AEGIS_RUNS'] ?? 250);
const ACTIONS = { minLength: 40, maxLength: 40 };

test('the engine decides as the reference does', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(writtenPolicy, fc.array(fc.tuple(action, instant), ACTIONS), (written, asked) => {
      const policy = policyOf(written);
      const compiled = compilePolicy(policy);
      for (const [given, at] of asked) {
        const { approval, riskLevel, rule, suspicious } = decide(compiled, given, at);
        const decided = { approval, riskLevel, rule, suspicious: suspicious === true };
        expect(decided).toEqual(referenceDecide(policy, given, at));
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('an explanation has the decision itself, and the rules it names took part', () => {
  fc.assert(
    fc.property(writtenPolicy, action, instant, (written, given, at) => {
      const compiled = compilePolicy(policyOf(written));
      const { decision, rules } = explain(compiled, given, at);
      expect(decision).toEqual(decide(compiled, given, at));
      for (const trace of rules) {
        if (trace.tookPart) expect(trace.verdict).not.toBe(false);
        else if (decision.suspicious === undefined) expect(trace.verdict).toBe(false);
      }
      const unknownRules = new Set(decision.unknown.map(({ rule }) => rule));
      if (decision.suspicious === undefined) {
        const unsure = rules.filter(({ verdict }) => verdict === 'unknown').map(({ rule }) => rule);
        expect([...unknownRules]).toEqual(unsure);
      }
    }),
    { numRuns: 300 },
  );
});

test('what an engine remembers of earlier names changes no decision', () => {
  fc.assert(
    fc.property(
      writtenPolicy,
      fc.array(fc.tuple(action, instant), { minLength: 2, maxLength: 20 }),
      (written, asked) => {
        const policy = policyOf(written);
        const warm = compilePolicy(policy);
        for (const [given, at] of asked)
          expect(decide(warm, given, at)).toEqual(decide(compilePolicy(policy), given, at));
      },
    ),
    { numRuns: 100 },
  );
});
