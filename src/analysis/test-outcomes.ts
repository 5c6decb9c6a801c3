import { planOf } from '../decision/index.ts';
import type { Policy } from '../model/index.ts';
import type { Atom } from '../policy/index.ts';
import { analyzedIn, participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { nameOf } from './align-rules.ts';
import { ask, type Answer } from './ask.ts';
import { Budget, DEFAULT_LIMITS, type Limits } from './budget.ts';
import { truthAt, type Point } from './point.ts';
import { readablePoint } from './readable.ts';
import { decidingAlone, earlier } from './reachability.ts';
import type { Constraint } from './solve.ts';
import { Space, type Box } from './space.ts';
import { atomsOf, FALSE, TRUE, UNKNOWN } from './truth-mask.ts';

/** Something a rule can do to an action, which a test should show. */
export interface TestOutcome {
  /** `<default>` for the defaults. */
  readonly rule: string;
  readonly kind: 'decides' | 'unknown' | 'met' | 'not-met';
  /** For `met` and `not-met`: the threshold, such as "`count` is above 100". */
  readonly claim?: string;
  /** An action that shows it, with the instant it needs. */
  readonly example: Point;
  /** Whether this action shows it too. */
  readonly isShownBy: (action: Point['action'], at: number | undefined) => boolean;
}

export interface TestOutcomes {
  readonly outcomes: readonly TestOutcome[];
  /** Whether nothing is left out because a question was out of budget. */
  readonly isComplete: boolean;
}

/**
 * What tests of a policy should show: that each rule decides, that it is reached while unknown, and each side of every
 * threshold, as far as there is such an action. Rules that nothing reaches have no outcome.
 */
export function testOutcomes(policy: Policy, limits: Limits = DEFAULT_LIMITS): TestOutcomes {
  const search = new OutcomeSearch(analyzedIn(new Space(), policy), new Budget(limits));
  return { outcomes: search.run(), isComplete: search.isComplete };
}

class OutcomeSearch {
  isComplete = true;
  private readonly analyzed: AnalyzedPolicy;
  private readonly budget: Budget;

  constructor(analyzed: AnalyzedPolicy, budget: Budget) {
    this.analyzed = analyzed;
    this.budget = budget;
  }

  run(): readonly TestOutcome[] {
    return this.analyzed.lines.flatMap((line) => [
      ...this.deciding(line),
      ...this.outcome(
        line,
        { kind: 'unknown' },
        this.reaching(line, [{ box: line.box, allowed: UNKNOWN }]),
        (point) =>
          participantsAt(this.analyzed, point).some((one) => one.line === line && one.truth === 'unknown'),
      ),
      ...thresholdsOf(line).flatMap((atom) => this.sidesOf(line, atom)),
    ]);
  }

  /** The rule decides alone or, where it never does, with others unknown. */
  private deciding(line: Line): readonly TestOutcome[] {
    const alone = ask(this.analyzed.space, decidingAlone(this.analyzed, line), this.budget);
    if (alone.kind === 'found') {
      return this.outcome(line, { kind: 'decides' }, alone, (point) => {
        const participants = participantsAt(this.analyzed, point);
        return participants.length === 1 && participants[0]?.line === line;
      });
    }
    const withOthers = this.reaching(line, [{ box: line.box, allowed: TRUE }]);
    return this.outcome(
      line,
      { kind: 'decides' },
      withOthers,
      (point) => participantsAt(this.analyzed, point).at(-1)?.line === line,
    );
  }

  private sidesOf(line: Line, atom: Atom): readonly TestOutcome[] {
    const everything = { isAll: true, globs: [] };
    const names: Box = { names: line.box.names, formula: undefined };
    const claim: Box = {
      names: { type: everything, target: everything, agent: everything },
      formula: { kind: 'atom', atom },
    };
    return ([true, false] as const).flatMap((truth) =>
      this.outcome(
        line,
        { kind: truth ? 'met' : 'not-met', claim: atom.claim },
        this.reaching(line, [
          { box: names, allowed: TRUE },
          { box: claim, allowed: truth ? TRUE : FALSE },
        ]),
        (point) => this.reaches(line, point) && truthAt({ kind: 'atom', atom }, point) === truth,
      ),
    );
  }

  private reaching(line: Line, constraints: readonly Constraint[]): Answer {
    const broken = (point: Point): readonly Constraint[] =>
      earlier(this.analyzed, point, line, (truth) => (truth === true ? FALSE | UNKNOWN : undefined));
    return ask(this.analyzed.space, { constraints, broken }, this.budget);
  }

  private outcome(
    line: Line,
    what: Pick<TestOutcome, 'kind' | 'claim'>,
    answer: Answer,
    isShown: (point: Point) => boolean,
  ): readonly TestOutcome[] {
    if (answer.kind === 'out-of-budget') this.isComplete = false;
    if (answer.kind !== 'found') return [];
    return [
      {
        rule: nameOf(this.analyzed, line),
        ...what,
        example: readablePoint(this.analyzed.space, answer.point, isShown),
        isShownBy: (action, at) =>
          isShown({ action, ...(at === undefined ? {} : { at }), asked: [], assumed: new Map() }),
      },
    ];
  }

  /** The names are the rule's, and no earlier rule is true. */
  private reaches(line: Line, point: Point): boolean {
    const last = participantsAt(this.analyzed, point).at(-1);
    if (last === undefined || last.line.index < line.index) return false;
    if (last.line === line) return true;
    const steps = planOf(this.analyzed.compiled, point.action)?.steps ?? [];
    return steps.some(
      ({ rule, unknownNames }) => rule.outcome.index === line.index && unknownNames.length === 0,
    );
  }
}

const COMPARISONS = ['param_gt', 'param_gte', 'param_lt', 'param_lte'];

/** The comparisons of a rule with a number, each once. */
function thresholdsOf({ box: { formula } }: Line): readonly Atom[] {
  if (formula === undefined) return [];
  const thresholds = atomsOf(formula).filter(({ part }) => COMPARISONS.includes(part));
  return [...new Map(thresholds.map((atom) => [atom.claim, atom])).values()];
}
