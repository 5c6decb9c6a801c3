import type { Asked, Decision, Unknown } from '../model/index.ts';
import { evaluateFormula, unknownAtoms, type Answers } from '../policy/index.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import { judgeNames, type JudgedNames } from './judge-names.ts';
import type { NameClass, NameFacts } from './name-classes.ts';
import { joinOutcomes, type Outcome } from './outcome.ts';
import type { ActionInput } from './parse-action.ts';
import { planFor, type Plan } from './plan.ts';

/**
 * What happens to an action at an instant (milliseconds since 1970-01-01T00:00:00Z; without one every time condition is
 * unknown). Any value is accepted as a name or parameter; never throws. Decisions are shared and frozen where nothing
 * was unknown. `asked` are the answers that an earlier decision recorded: with them it is made again, byte for byte;
 * without, what `semantic: {ask: ..}` asks is unknown. See `decideAsync`.
 *
 * @example
 * decide(compilePolicy(policy), { type: 'delete_user', target: 'crm' }).approval; // 'block'
 */
export function decide(
  compiled: CompiledPolicy,
  action: ActionInput,
  at?: number,
  asked?: readonly Asked[],
): Decision {
  if (asked === undefined || asked.length === 0) return decideWith(compiled, action, at, NO_ANSWERS);
  return { ...decideWith(compiled, action, at, answersOf(asked)), asked };
}

/** The answers by question; what nobody could answer is left out. */
export function answersOf(asked: readonly Asked[]): Answers {
  return new Map(asked.flatMap(({ text, answer }) => (answer === 'unknown' ? [] : [[text, answer]])));
}

const NO_ANSWERS: Answers = new Map();

function decideWith(
  compiled: CompiledPolicy,
  action: ActionInput,
  at: number | undefined,
  answers: Answers,
): Decision {
  const names = judgeNames(compiled, action);
  if (typeof names === 'string') return compiled.invalid[names];
  try {
    return decideNamed(compiled, action, names, at, answers);
  } catch (error) {
    // A getter or proxy among the parameters may throw anything; our own defects are not to hide behind that.
    if (areReadable(action.params)) throw error;
    return compiled.invalid['unreadable-parameters'];
  }
}

/** The rules a decision is made of. */
export interface Participants {
  /** In the order of the file; the last may be the one that is known to apply, or the defaults. */
  readonly outcomes: readonly Outcome[];
  readonly unknown: readonly Unknown[];
}

/** The participants of one plan. */
export function participantsOf(
  plan: Plan,
  action: ActionInput,
  at: number | undefined,
  answers: Answers = NO_ANSWERS,
): Participants {
  const outcomes: Outcome[] = [];
  const unknown: Unknown[] = [];
  for (const step of plan.steps) {
    const { rule } = step;
    const holds = rule.formula === undefined ? true : evaluateFormula(rule.formula, action, at, answers);
    if (holds === false) continue;
    outcomes.push(rule.outcome);
    if (holds === true && step.unknownNames.length === 0) return { outcomes, unknown };
    unknown.push(...step.unknownNames, ...unknownConditions(rule, action, at, answers));
  }
  outcomes.push(plan.end);
  return { outcomes, unknown };
}

/** Every plan of an action: one for its names as they are spelled, first, and one for each way they look. */
export function plansOf(compiled: CompiledPolicy, names: JudgedNames): readonly [Plan, ...Plan[]] {
  const { type, target, agent } = compiled.names;
  const [spelled, ...others] = classesOf(names.type, type.notGiven).flatMap((ofType) =>
    classesOf(names.target, target.notGiven).flatMap((ofTarget) =>
      classesOf(names.agent, agent.notGiven).map((ofAgent) =>
        cachedPlan(compiled, ofType, ofTarget, ofAgent),
      ),
    ),
  );
  return [spelled ?? { steps: [], end: compiled.defaultOutcome }, ...others];
}

function decideNamed(
  compiled: CompiledPolicy,
  action: ActionInput,
  names: JudgedNames,
  at: number | undefined,
  answers: Answers,
): Decision {
  if (looksLikeItself(names.type) && looksLikeItself(names.target) && looksLikeItself(names.agent)) {
    const { target, agent } = compiled.names;
    const plan = cachedPlan(
      compiled,
      names.type.canonical,
      names.target?.canonical ?? target.notGiven,
      names.agent?.canonical ?? agent.notGiven,
    );
    return followPlan(plan, action, at, answers);
  }
  return decideLookAlike(compiled, action, names, at, answers);
}

function looksLikeItself(facts: NameFacts | undefined): boolean {
  return facts === undefined || (facts.folded === undefined && !facts.hasMixedScripts);
}

/** The common case: as long as nothing is unknown, the first rule that holds has its decision ready. */
function followPlan(plan: Plan, action: ActionInput, at: number | undefined, answers: Answers): Decision {
  for (const { rule, unknownNames } of plan.steps) {
    const holds = rule.formula === undefined ? true : evaluateFormula(rule.formula, action, at, answers);
    if (holds === false) continue;
    if (holds === true && unknownNames.length === 0) return rule.outcome.decision;
    const { outcomes, unknown } = participantsOf(plan, action, at, answers);
    return joinOutcomes(outcomes, unknown) ?? plan.end.decision;
  }
  return plan.end.decision;
}

function decideLookAlike(
  compiled: CompiledPolicy,
  action: ActionInput,
  names: JudgedNames,
  at: number | undefined,
  answers: Answers,
): Decision {
  const plans = plansOf(compiled, names);
  const spelled = followPlan(plans[0], action, at, answers);
  const { outcomes, unknown } = unite(plans.map((plan) => participantsOf(plan, action, at, answers)));
  const decision = joinOutcomes(outcomes, unknown) ?? spelled;
  const isStricter = decision.approval !== spelled.approval || decision.riskLevel !== spelled.riskLevel;
  const isMixed = [names.type, names.target, names.agent].some((facts) => facts?.hasMixedScripts === true);
  return isStricter || isMixed ? { ...decision, suspicious: true } : decision;
}

/** All participants once, in the order of the file. A rule takes part in each plan for the same reasons. */
function unite(all: readonly Participants[]): Participants {
  const outcomes = new Map<number, Outcome>();
  for (const participants of all)
    for (const outcome of participants.outcomes) outcomes.set(outcome.index, outcome);
  const unknown = new Map<string, Unknown>();
  const order = new Map([...outcomes.values()].map(({ index, decision }) => [decision.rule, index]));
  for (const participants of all)
    for (const item of participants.unknown) unknown.set(JSON.stringify(item), item);
  return {
    outcomes: [...outcomes.values()].sort((a, b) => a.index - b.index),
    unknown: [...unknown.values()].sort((a, b) => (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0)),
  };
}

function unknownConditions(
  { rule, formula }: CompiledRule,
  action: ActionInput,
  at: number | undefined,
  answers: Answers,
): readonly Unknown[] {
  if (formula === undefined) return [];
  return unknownAtoms(formula, action, at, answers).map((atom) => ({
    rule: rule.name,
    part: atom.part,
    ...(atom.reads.kind === 'parameter' ? { path: atom.reads.path.text } : {}),
    why: atom.why(action, at),
  }));
}

function classesOf(facts: NameFacts | undefined, notGiven: NameClass): readonly NameClass[] {
  if (facts === undefined) return [notGiven];
  return facts.folded === undefined ? [facts.canonical] : [facts.canonical, facts.folded];
}

function cachedPlan(compiled: CompiledPolicy, type: NameClass, target: NameClass, agent: NameClass): Plan {
  const known = compiled.plans.find(type, target, agent);
  if (known !== undefined) return known;
  const plan = planFor(compiled, type, target, agent);
  compiled.plans.keep(type, target, agent, plan);
  return plan;
}

function areReadable(params: unknown): boolean {
  try {
    JSON.stringify(params);
    return true;
  } catch {
    return false;
  }
}
