import type { Unknown } from '../model/index.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import type { NameClass } from './name-classes.ts';
import type { Outcome } from './outcome.ts';

/** What is left to ask once the names of an action are known by class. */
export interface Plan {
  /** The rules that may still take part, in the order of the file. */
  readonly steps: readonly PlanStep[];
  /** What applies when no step is known to. */
  readonly end: Outcome;
}

export interface PlanStep {
  readonly rule: CompiledRule;
  /** The names that the rule needs and that were not given. */
  readonly unknownNames: readonly Unknown[];
}

const NO_NAMES: readonly Unknown[] = [];

/** The rules that names of these classes leave, up to the first that applies whatever else the action has. */
export function planFor(policy: CompiledPolicy, type: NameClass, target: NameClass, agent: NameClass): Plan {
  const { names, rules } = policy;
  const steps: PlanStep[] = [];
  for (const index of candidates(policy, type, target, agent)) {
    const rule = rules[index];
    if (rule === undefined || names.type.verdict(type, index) === false) continue;
    const onTarget = names.target.verdict(target, index);
    const byAgent = names.agent.verdict(agent, index);
    if (onTarget === false || byAgent === false) continue;
    const isUnknown = onTarget === 'unknown' || byAgent === 'unknown';
    if (!isUnknown && rule.formula === undefined) return { steps, end: rule.outcome };
    steps.push({ rule, unknownNames: isUnknown ? unknownNames(rule, onTarget, byAgent) : NO_NAMES });
  }
  return { steps, end: policy.defaultOutcome };
}

function unknownNames(rule: CompiledRule, onTarget: unknown, byAgent: unknown): readonly Unknown[] {
  const { name } = rule.rule;
  return [
    ...(onTarget === 'unknown' ? [{ rule: name, part: 'match.target', why: 'no target is given' }] : []),
    ...(byAgent === 'unknown' ? [{ rule: name, part: 'match.agent', why: 'no agent is given' }] : []),
  ];
}

/** The rules that the name which leaves fewest does not rule out, ascending. */
function candidates(
  { names }: CompiledPolicy,
  type: NameClass,
  target: NameClass,
  agent: NameClass,
): Iterable<number> {
  let fewest = type.rules;
  let others = names.type.allNames;
  const narrow = (nameClass: NameClass, allNames: readonly number[]): void => {
    if (!nameClass.isGiven || nameClass.rules.length + allNames.length >= fewest.length + others.length)
      return;
    fewest = nameClass.rules;
    others = allNames;
  };
  narrow(target, names.target.allNames);
  narrow(agent, names.agent.allNames);
  return merged(fewest, others);
}

/** Two ascending lists without common members as one. */
function* merged(a: readonly number[], b: readonly number[]): Generator<number, void> {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    if (x < y) {
      i += 1;
      yield x;
    } else {
      j += 1;
      yield y;
    }
  }
}
