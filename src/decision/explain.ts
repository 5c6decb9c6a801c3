import {
  DIMENSIONS,
  INVALID_RULE,
  type Asked,
  type Decision,
  type Dimension,
  type Truth,
} from '../model/index.ts';
import { evaluateFormula, type Answers, type Evidence, type Formula } from '../policy/index.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import { answersOf, decide, participantsOf, plansOf } from './decide.ts';
import { judgeNames, type JudgedNames } from './judge-names.ts';
import type { NameFacts } from './name-classes.ts';
import type { ActionInput } from './parse-action.ts';

/** How one dimension of a rule's match went. */
export interface MatchTrace {
  readonly dimension: Dimension;
  readonly globs: readonly string[];
  /** The action's name as given; absent where it was not given. */
  readonly name?: string;
  readonly verdict: Truth;
  /** Set when the name matches only as what it looks like. */
  readonly isLookAlike?: true;
}

/** How a condition went: an atom such as `param_gt` on one path, or a combination of others. */
export type ConditionTrace =
  | {
      readonly kind: 'atom';
      readonly part: string;
      readonly path?: string;
      /** Such as "`count` is above 100". */
      readonly claim: string;
      readonly verdict: Truth;
      /** What was found, such as "`count` is 150" or "`count` is missing". */
      readonly found: string;
    }
  | {
      readonly kind: 'all' | 'any' | 'not';
      readonly verdict: Truth;
      readonly parts: readonly ConditionTrace[];
    };

/** How one rule went. `tookPart` is true for the rules that the decision is made of. */
export interface RuleTrace {
  readonly index: number;
  readonly rule: string;
  readonly verdict: Truth;
  readonly tookPart: boolean;
  readonly match: readonly MatchTrace[];
  /** What the `conditions` map asks, in the order of the file; empty where the rule has none. */
  readonly conditions: readonly ConditionTrace[];
}

/** A decision with the way to it. `rules` ends with the rule that is known to apply, if there is one. */
export interface Explanation {
  readonly decision: Decision;
  readonly rules: readonly RuleTrace[];
  /** What the user should know beyond the trace, such as how to guard a condition with `param_exists`. */
  readonly notes: readonly string[];
}

/** Decides as `decide` does and tells, rule by rule, what matched, what failed on which value and what was unknown. */
export function explain(
  compiled: CompiledPolicy,
  action: ActionInput,
  at?: number,
  asked: readonly Asked[] = [],
): Explanation {
  const decision = decide(compiled, action, at, asked);
  const answers = answersOf(asked);
  const names = judgeNames(compiled, action);
  if (typeof names === 'string' || decision.rule === INVALID_RULE) return { decision, rules: [], notes: [] };
  const participants = plansOf(compiled, names).map((plan) => participantsOf(plan, action, at, answers));
  const tookPart = new Set(participants.flatMap(({ outcomes }) => outcomes.map(({ index }) => index)));
  const last = Math.max(...tookPart);
  const rules = compiled.rules
    .slice(0, last + 1)
    .map((rule, index) => traceRule(compiled, rule, index, names, action, at, answers, tookPart.has(index)));
  return { decision, rules, notes: notesOn(decision) };
}

function traceRule(
  compiled: CompiledPolicy,
  { rule, formula }: CompiledRule,
  index: number,
  names: JudgedNames,
  action: ActionInput,
  at: number | undefined,
  answers: Answers,
  tookPart: boolean,
): RuleTrace {
  const match = DIMENSIONS.map((dimension) =>
    traceMatch(compiled, dimension, index, names[dimension], action[dimension]),
  );
  const conditions = formula === undefined ? [] : traceTop(formula, action, at, answers);
  const verdict = conjunction([...match, ...conditions].map((trace) => trace.verdict));
  return { index, rule: rule.name, verdict, tookPart, match, conditions };
}

function traceMatch(
  { names, policy }: CompiledPolicy,
  dimension: Dimension,
  index: number,
  facts: NameFacts | undefined,
  name: unknown,
): MatchTrace {
  const classes = names[dimension];
  const spelled = classes.verdict(facts?.canonical ?? classes.notGiven, index);
  const looks = facts?.folded === undefined ? spelled : classes.verdict(facts.folded, index);
  const isLookAlike = spelled === false && looks === true;
  return {
    dimension,
    globs: policy.rules[index]?.match[dimension] ?? [],
    ...(typeof name === 'string' ? { name } : {}),
    verdict: isLookAlike ? true : spelled,
    ...(isLookAlike ? { isLookAlike } : {}),
  };
}

/** The parts of a map of several conditions, or the only one. */
function traceTop(
  formula: Formula,
  action: Evidence,
  at: number | undefined,
  answers: Answers,
): readonly ConditionTrace[] {
  const parts = formula.kind === 'all' ? formula.parts : [formula];
  return parts.map((part) => traceFormula(part, action, at, answers));
}

function traceFormula(
  formula: Formula,
  action: Evidence,
  at: number | undefined,
  answers: Answers,
): ConditionTrace {
  const verdict = evaluateFormula(formula, action, at, answers);
  switch (formula.kind) {
    case 'atom': {
      const { part, reads, claim } = formula.atom;
      const path = reads.kind === 'parameter' ? { path: reads.path.text } : {};
      return { kind: 'atom', part, ...path, claim, verdict, found: formula.atom.found(action, at, answers) };
    }
    case 'not':
      return { kind: 'not', verdict, parts: [traceFormula(formula.part, action, at, answers)] };
    case 'all':
    case 'any':
      return {
        kind: formula.kind,
        verdict,
        parts: formula.parts.map((part) => traceFormula(part, action, at, answers)),
      };
  }
}

function conjunction(verdicts: readonly Truth[]): Truth {
  if (verdicts.includes(false)) return false;
  return verdicts.includes('unknown') ? 'unknown' : true;
}

function notesOn({ unknown, suspicious }: Decision): readonly string[] {
  const path = unknown.find(({ part, why }) => part !== 'param_exists' && ABSENT.test(why))?.path;
  const hasNoInstant = unknown.some(({ why }) => why === 'no instant is given');
  const hasNoName = unknown.some(({ part }) => part.startsWith('match.'));
  return [
    ...(unknown.length > 0
      ? ['what is not known never loosens: rules that may apply take part in the decision']
      : []),
    ...(path === undefined
      ? []
      : [
          `if a rule is only about actions that have \`${path}\`, add \`param_exists: { ${pathKey(path)}: true }\` to its conditions`,
        ]),
    ...(hasNoInstant ? ['give an instant, so that time conditions can be judged'] : []),
    ...(hasNoName ? ['give the target and the agent, or an empty one where there is none'] : []),
    ...(suspicious === true ? ['a name is not spelled as it looks'] : []),
  ];
}

/** How an atom says that there is no parameter at its path. */
const ABSENT = /` is (?:missing|null)/;

/** A path as a key of a YAML flow map. */
function pathKey(path: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(path) ? path : JSON.stringify(path);
}
