import { AegisBug } from '../base/index.ts';
import type { Decision, Dimension, Policy, Rule } from '../model/index.ts';
import { compileConditions, createZone, type Formula } from '../policy/index.ts';
import { engineName } from './engine-name.ts';
import { NameClasses } from './name-classes.ts';
import { defaultOutcome, invalidDecision, ruleOutcome, type Outcome } from './outcome.ts';
import { PlanTable } from './plan-table.ts';

/**
 * A policy made ready for many decisions; only its `policy` and `engine` are for callers. What it remembers of names is
 * bounded and never needed for a decision to be right.
 */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly engine: string;
  readonly rules: readonly CompiledRule[];
  readonly defaultOutcome: Outcome;
  readonly invalid: Readonly<Record<InvalidAction, Decision>>;
  readonly names: Readonly<Record<Dimension, NameClasses>>;
  readonly plans: PlanTable;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly formula: Formula | undefined;
  readonly outcome: Outcome;
}

/** Why an action cannot be judged. */
export type InvalidAction = keyof typeof INVALID_REASONS;

const INVALID_REASONS = {
  'no-type': 'the action has no type',
  'empty-type': "the action's type is empty",
  'no-string-type': "the action's type is not a string",
  'no-string-target': "the action's target is not a string",
  'no-string-agent': "the action's agent is not a string",
  'long-type': "the action's type has more than 4,096 characters",
  'long-target': "the action's target has more than 4,096 characters",
  'long-agent': "the action's agent has more than 4,096 characters",
  'unreadable-parameters': "the action's parameters cannot be read",
} as const;

/**
 * Compiles once for many decisions. The policy is one that `loadPolicy` or the builder gave; another may throw an
 * `AegisBug`. `timeZoneData` goes into the decision's `engine`; see `engineName`.
 */
export function compilePolicy(
  policy: Policy,
  options: { readonly timeZoneData?: string } = {},
): CompiledPolicy {
  const zone = createZone(policy.timezone);
  if (zone === undefined) throw new AegisBug(`the time zone \`${policy.timezone}\` is not known here`);
  const stamp = { policyHash: policy.hash, engine: engineName(options.timeZoneData) };
  const names = (dimension: Dimension): NameClasses =>
    new NameClasses(policy.rules.map((rule) => rule.match[dimension]));
  return {
    policy,
    engine: stamp.engine,
    rules: policy.rules.map((rule, index) => ({
      rule,
      formula: rule.conditions === undefined ? undefined : compileConditions(rule.conditions, zone),
      outcome: ruleOutcome(rule, index, stamp),
    })),
    defaultOutcome: defaultOutcome(policy, stamp),
    invalid: invalidDecisions(stamp),
    names: { type: names('type'), target: names('target'), agent: names('agent') },
    plans: new PlanTable(),
  };
}

function invalidDecisions(stamp: { policyHash: string; engine: string }): Record<InvalidAction, Decision> {
  const entries = Object.entries(INVALID_REASONS).map(([key, reason]) => [
    key,
    invalidDecision(reason, stamp),
  ]);
  return Object.fromEntries(entries) as Record<InvalidAction, Decision>;
}
