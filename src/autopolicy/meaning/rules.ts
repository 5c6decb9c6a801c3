import {
  APPROVALS,
  RISK_LEVELS,
  type Approval,
  type ConditionMap,
  type Match,
  type RiskLevel,
} from '../../model/index.ts';
import type { ActionPhrase } from '../syntax.ts';
import { verbEntry } from '../lexicon.ts';
import { isWithin, mayOverlap } from './compare.ts';
import { conditionMap } from './conditions.ts';
import { matchesOf, wideParts, type Reach } from './names.ts';
import type { Statement } from './statement.ts';

/** A rule that a statement became; a statement is several where a thing may be in the type or in the target. */
export interface DraftRule {
  readonly from: Statement;
  /** Set where the rule says what two statements say together. */
  readonly and?: Statement;
  readonly match: Match;
  readonly conditions?: ConditionMap;
  readonly approval: Approval;
  readonly riskLevel: RiskLevel;
}

/** Which statements stand above stricter ones. */
export type Overrides = (looser: Statement, stricter: Statement) => boolean;

/**
 * The statements as rules of which the first that matches decides. INVARIANT: every action gets the strictest approval
 * among the statements about it, leaving out those that another of them overrides; whatever order they were said in.
 */
export function rulesOf(statements: readonly Statement[], overrides: Overrides): readonly DraftRule[] {
  return new Ordering(statements, overrides).rules();
}

class Ordering {
  private readonly statements: readonly Statement[];
  private readonly overrides: Overrides;
  private readonly emitted = new Set<Statement>();
  private readonly out: DraftRule[] = [];

  constructor(statements: readonly Statement[], overrides: Overrides) {
    this.statements = [...statements].sort(compareStrictness);
    this.overrides = overrides;
  }

  rules(): readonly DraftRule[] {
    const hasException = (one: Statement): boolean =>
      this.statements.some((other) => this.overrides(other, one));
    for (const approval of ['block', 'approve', 'auto'] as const) {
      const tier = this.statements.filter((one) => one.approval === approval);
      for (const one of tier) if (!hasException(one)) this.emit(one);
      for (const one of tier) this.emit(one);
    }
    return this.out;
  }

  private emit(statement: Statement): void {
    if (this.emitted.has(statement)) return;
    this.emitted.add(statement);
    for (const looser of this.statements) if (this.overrides(looser, statement)) this.emitAbove(looser);
    this.out.push(...plainRules(statement, this.statements, this.isException(statement)));
  }

  /** An exception, behind what else is stricter there. */
  private emitAbove(exception: Statement): void {
    if (this.emitted.has(exception)) return;
    for (const looser of this.statements) if (this.overrides(looser, exception)) this.emitAbove(looser);
    for (const other of this.statements) {
      const counts =
        isStricter(other, exception) &&
        !this.emitted.has(other) &&
        !this.overrides(exception, other) &&
        mayOverlap(other.phrase, exception.phrase);
      if (counts) this.out.push(...rulesOfBoth(other, exception));
    }
    this.emitted.add(exception);
    this.out.push(...plainRules(exception, this.statements, true));
  }

  private isException(statement: Statement): boolean {
    return this.statements.some((other) => this.overrides(statement, other));
  }
}

function compareStrictness(a: Statement, b: Statement): number {
  return (
    APPROVALS.indexOf(b.approval) - APPROVALS.indexOf(a.approval) ||
    RISK_LEVELS.indexOf(riskOf(b)) - RISK_LEVELS.indexOf(riskOf(a))
  );
}

export function isStricter(a: Statement, b: Statement): boolean {
  return APPROVALS.indexOf(a.approval) > APPROVALS.indexOf(b.approval);
}

const RISKS: Readonly<Record<Approval, RiskLevel>> = { auto: 'low', approve: 'medium', block: 'high' };

export function riskOf({ risk, approval }: Statement): RiskLevel {
  return risk ?? RISKS[approval];
}

/** Above a stricter one only names that are surely meant count. */
export function reachOf({ approval }: Statement, isException: boolean): Reach {
  return approval === 'auto' || isException ? 'narrow' : 'wide';
}

function plainRules(
  statement: Statement,
  all: readonly Statement[],
  isException: boolean,
): readonly DraftRule[] {
  return regionsOf(statement, all, isException).map(({ match, conditions }) => ({
    from: statement,
    match,
    ...(conditions === undefined ? {} : { conditions }),
    approval: statement.approval,
    riskLevel: riskOf(statement),
  }));
}

export interface Region {
  readonly match: Match;
  readonly conditions?: ConditionMap;
}

/** The actions of a statement. */
export function regionsOf(
  statement: Statement,
  all: readonly Statement[],
  isException: boolean,
): readonly Region[] {
  const reach = reachOf(statement, isException);
  const without = reach === 'wide' ? namedByLooser(statement, all) : new Set<string>();
  return expanded(statement.phrase, reach).flatMap(({ phrase, isGuarded }) => {
    const conditions = conditionMap(phrase.conditions, reach, isGuarded);
    return matchesOf(phrase, reach, without).map((match) => ({
      match,
      ...(conditions === undefined ? {} : { conditions }),
    }));
  });
}

const MONEY_VERBS = [
  'pay',
  'transfer',
  'refund',
  'charge',
  'credit',
  'purchase',
  'withdraw',
  'deposit',
  'trade',
];

/** `anything over $500`: where there is an amount, and where money moves even without one. */
function expanded(
  phrase: ActionPhrase,
  reach: Reach,
): readonly { readonly phrase: ActionPhrase; readonly isGuarded: boolean }[] {
  const isUniversal = phrase.verbs === 'any' && phrase.names.length === 0 && phrase.objects.length === 0;
  const hasNumber = phrase.conditions.some(({ kind }) => kind === 'number');
  if (!isUniversal || !hasNumber || reach === 'narrow') return [{ phrase, isGuarded: false }];
  return [
    { phrase, isGuarded: true },
    { phrase: { ...phrase, verbs: MONEY_VERBS.map((id) => ({ id })) }, isGuarded: false },
  ];
}

/** Parts of names that a looser statement is about by another word: who says `allow drops` does not call them deletes. */
function namedByLooser({ approval, phrase }: Statement, all: readonly Statement[]): ReadonlySet<string> {
  if (phrase.verbs === 'any') return new Set();
  const own = new Set(phrase.verbs.map(({ id }) => id));
  const ownCore = new Set(phrase.verbs.flatMap((verb) => wideParts(verb, true).slice(0, 1)));
  const looser = all.filter((other) => APPROVALS.indexOf(other.approval) < APPROVALS.indexOf(approval));
  const verbs = looser.flatMap((other) => (other.phrase.verbs === 'any' ? [] : other.phrase.verbs));
  const foreign = verbs.filter(({ id }) => !own.has(id) && !coveredBy(id, own));
  return new Set(
    foreign.flatMap((verb) => wideParts(verb, true).slice(0, 2)).filter((part) => !ownCore.has(part)),
  );
}

function coveredBy(id: string, own: ReadonlySet<string>): boolean {
  return [...own].some((one) => verbEntry(one).covers?.includes(id) ?? false);
}

/** What a stricter statement says within an exception: the names of the exception, the circumstances of both. */
function rulesOfBoth(stricter: Statement, exception: Statement): readonly DraftRule[] {
  const conditions = [...expanded(stricter.phrase, 'wide')].map(({ phrase, isGuarded }) =>
    merged(
      conditionMap(phrase.conditions, 'wide', isGuarded),
      conditionMap(exception.phrase.conditions, 'narrow', false),
    ),
  );
  const outer = matchesOf(stricter.phrase, 'wide', new Set());
  const inner = matchesOf(exception.phrase, 'narrow', new Set());
  const maps = conditions.slice(0, 1);
  return maps.flatMap((map) =>
    inner.map((match) => ({
      from: stricter,
      and: exception,
      match: {
        type: match.type,
        target: isAll(match.target) ? targetOf(outer, stricter.phrase) : match.target,
        agent: isAll(match.agent) ? (outer[0]?.agent ?? match.agent) : match.agent,
      },
      ...(map === undefined ? {} : { conditions: map }),
      approval: stricter.approval,
      riskLevel: riskOf(stricter),
    })),
  );
}

/** A thing may be in the type as well, so that only a place narrows. */
function targetOf(matches: readonly Match[], { objects, places }: ActionPhrase): readonly string[] {
  const isPlace = objects.length === 0 && places.every(({ environment }) => environment !== undefined);
  return isPlace ? (matches[0]?.target ?? ['*']) : ['*'];
}

function isAll(globs: readonly string[]): boolean {
  return globs.length === 1 && globs[0] === '*';
}

function merged(a: ConditionMap | undefined, b: ConditionMap | undefined): ConditionMap | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { all: [a, b] };
}

/** Whether the looser one is an exception from the stricter: by its words, or because it is about less. */
export function overridesByWords(looser: Statement, stricter: Statement): boolean {
  if (!isStricter(stricter, looser)) return false;
  if (looser.exceptionTo === stricter) return true;
  if (stricter.exceptionTo === looser) return false;
  return (
    !stricter.isAbsolute &&
    isWithin(looser.phrase, stricter.phrase) &&
    !isWithin(stricter.phrase, looser.phrase)
  );
}
