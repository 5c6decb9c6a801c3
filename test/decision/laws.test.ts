import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { APPROVALS, RISK_LEVELS, type Decision } from '../../src/model/index.ts';
import { action, instant, writtenPolicy } from './arbitraries.ts';
import { policyOf } from './load.ts';

const RUNS = { numRuns: 150 };
type Written = Record<string, Json>;
const rulesOf = (written: Written): readonly Written[] => written['rules'] as readonly Written[];
const engineFor = (written: Written): ReturnType<typeof compilePolicy> => compilePolicy(policyOf(written));
const outcome = ({ approval, riskLevel, reason }: Decision): unknown => ({ approval, riskLevel, reason });

/** Rules with names and reasons that stay with them wherever they move. */
const named = writtenPolicy.map((written) => ({
  ...written,
  rules: rulesOf(written).map((rule, i) => ({ ...rule, name: `rule ${i}`, reason: `reason ${i}` })),
}));

test('a rule after an unconditional match-all changes nothing', () => {
  fc.assert(
    fc.property(named, named, action, instant, (written, other, given, at) => {
      const all = { name: 'everything', approval: 'approve' };
      const closed = { ...written, rules: [...written.rules, all] };
      const extended = { ...written, rules: [...closed.rules, { ...other.rules[0]!, name: 'late' }] };
      const { policyHash: _a, ...before } = decide(engineFor(closed), given, at);
      const { policyHash: _b, ...after } = decide(engineFor(extended), given, at);
      expect(after).toEqual(before);
    }),
    RUNS,
  );
});

test('repeating a rule under a new name changes no approval, risk or reason', () => {
  fc.assert(
    fc.property(named, fc.nat(), action, instant, (written, pick, given, at) => {
      const index = pick % written.rules.length;
      const rule = written.rules[index]!;
      const rules = [
        ...written.rules.slice(0, index + 1),
        { ...rule, name: 'again' },
        ...written.rules.slice(index + 1),
      ];
      const before = outcome(decide(engineFor(written), given, at));
      expect(outcome(decide(engineFor({ ...written, rules }), given, at))).toEqual(before);
    }),
    RUNS,
  );
});

test('swapping two neighbours that never both take part changes nothing', () => {
  fc.assert(
    fc.property(named, action, instant, (written, given, at) => {
      const apart = written.rules
        .slice(0, 2)
        .map((rule, i) => ({ ...rule, match: { type: i === 0 ? 'delete*' : 'read*' } }));
      const rest = written.rules.slice(2);
      const before = outcome(decide(engineFor({ ...written, rules: [...apart, ...rest] }), given, at));
      const swapped = [...apart.toReversed(), ...rest];
      expect(outcome(decide(engineFor({ ...written, rules: swapped }), given, at))).toEqual(before);
    }),
    RUNS,
  );
});

test('leaving out a parameter, or making it null, never loosens unless `param_exists` or a category reads it', () => {
  fc.assert(
    fc.property(
      named,
      action,
      instant,
      fc.constantFrom('amount', 'note', 'order', 'items', 'lines'),
      (written, given, at, key) => {
        fc.pre(!JSON.stringify(written).includes('param_exists') && !readsWords(written));
        const params = (given['params'] ?? {}) as Record<string, unknown>;
        const { [key]: _left, ...without } = params;
        const engine = engineFor(written);
        const before = decide(engine, given, at);
        expectNoLooser(before, decide(engine, { ...given, params: without }, at));
        expectNoLooser(before, decide(engine, { ...given, params: { ...params, [key]: null } }, at));
        const { params: _all, ...bare } = given;
        expectNoLooser(before, decide(engine, bare, at));
      },
    ),
    RUNS,
  );
});

test('leaving out the target, the agent or the instant never loosens', () => {
  fc.assert(
    fc.property(named, action, instant, (written, given, at) => {
      fc.pre(!readsWords(written));
      const engine = engineFor(written);
      const before = decide(engine, given, at);
      fc.pre(before.rule !== '<invalid>' && before.suspicious === undefined);
      const { target: _t, ...noTarget } = given;
      const { agent: _a, ...noAgent } = given;
      expectNoLooser(before, decide(engine, noTarget, at));
      expectNoLooser(before, decide(engine, noAgent, at));
      expectNoLooser(before, decide(engine, given, undefined));
    }),
    RUNS,
  );
});

/** Whether a rule asks for a category of words. */
const readsWords = (written: Written): boolean => /"semantic":["[]/.test(JSON.stringify(written));

function expectNoLooser(before: Decision, after: Decision): void {
  expect(APPROVALS.indexOf(after.approval)).toBeGreaterThanOrEqual(APPROVALS.indexOf(before.approval));
  expect(RISK_LEVELS.indexOf(after.riskLevel)).toBeGreaterThanOrEqual(RISK_LEVELS.indexOf(before.riskLevel));
}
