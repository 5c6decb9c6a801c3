import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzedIn, analyzePolicy, Budget, Space } from '../../src/analysis/index.ts';
import { NameOverlaps } from '../../src/analysis/diff-name-overlaps.ts';
import { effectOf } from '../../src/analysis/findings/effect.ts';
import { looksLikeAnother } from '../../src/analysis/replay.ts';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { policyOf } from '../decision/load.ts';
import { smallPoint, smallPolicy } from './arbitraries.ts';

const RUNS = Math.ceil(Number(process.env['AEGIS_RUNS'] ?? 250) / 2.5);
const limits = { perQuestion: 200_000, perCommand: 50_000_000 };

describe('removing a rule', () => {
  test('that has no effect or is dead changes no decision', { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(smallPolicy, fc.nat(), (written, seed) => {
        const policy = policyOf(written);
        const { findings } = analyzePolicy(policy, { limits });
        const isOpen = findings.some((one) => one.kind === 'not-proved' && one.about !== 'invariant');
        expect(isOpen).toBe(false);
        const compiled = compilePolicy(policy);
        const dead = new Set(
          findings.flatMap((one) =>
            ['shadowed', 'redundant', 'never-true'].includes(one.kind) && 'rule' in one
              ? [one.rule.index]
              : [],
          ),
        );
        for (const [index, rule] of policy.rules.entries()) {
          const isIdle = findings.some((one) => one.kind === 'no-effect' && one.rule.index === index);
          if (!isIdle && !dead.has(index)) continue;
          if (findings.some((one) => one.kind === 'never-true' && one.rule.index === index)) continue;
          const without = compilePolicy({ ...policy, rules: policy.rules.filter((one) => one !== rule) });
          for (const { action, at, asked } of fc.sample(smallPoint, { seed, numRuns: 120 })) {
            const [before, after] = [decide(compiled, action, at, asked), decide(without, action, at, asked)];
            expect([after.approval, after.riskLevel]).toEqual([before.approval, before.riskLevel]);
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('that has an effect changes the decision at the point that is shown', { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(smallPolicy, (written) => {
        const policy = policyOf(written);
        const analyzed = analyzedIn(new Space(), policy);
        const overlaps = new NameOverlaps(analyzed.space);
        for (const line of analyzed.lines.slice(0, -1)) {
          // Without a point to look at first every answer comes from the questions.
          const effect = effectOf(analyzed, line, undefined, overlaps, new Budget(limits));
          expect(effect.kind).not.toBe('not-proved');
          if (effect.kind !== 'some' || effect.point.assumed.size > 0) continue;
          const { action, at, asked } = effect.point;
          if (looksLikeAnother(action)) continue;
          const without = compilePolicy({ ...policy, rules: policy.rules.toSpliced(line.index, 1) });
          const [before, after] = [analyzed.compiled, without].map((one) => decide(one, action, at, asked));
          expect([after?.approval, after?.riskLevel], JSON.stringify(effect.point)).not.toEqual([
            before?.approval,
            before?.riskLevel,
          ]);
        }
      }),
      { numRuns: 2 * RUNS, endOnFailure: true },
    );
  });

  test('that is seen to change a decision is not said to have no effect', { timeout: 900_000 }, () => {
    let seen = 0;
    fc.assert(
      fc.property(smallPolicy, fc.nat(), (written, seed) => {
        const policy = policyOf(written);
        const idle = new Set(
          analyzePolicy(policy, { limits }).findings.flatMap((one) =>
            one.kind === 'no-effect' ? [one.rule.index] : [],
          ),
        );
        seen += idle.size;
        const compiled = compilePolicy(policy);
        const samples = fc.sample(smallPoint, { seed, numRuns: 60 });
        for (const index of policy.rules.keys()) {
          const without = compilePolicy({ ...policy, rules: policy.rules.toSpliced(index, 1) });
          const isChanged = samples.some(({ action, at, asked }) => {
            const [before, after] = [decide(compiled, action, at, asked), decide(without, action, at, asked)];
            return before.approval !== after.approval || before.riskLevel !== after.riskLevel;
          });
          if (isChanged) expect(idle.has(index), `rule ${index}`).toBe(false);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(seen).toBeGreaterThan(0);
  });
});
