import { APPROVALS, RISK_LEVELS } from '../../model/index.ts';
import { isBare } from '../grammar/draft.ts';
import type { Clause, Place } from '../syntax.ts';
import { isSame, isWithin } from './compare.ts';
import { isStricter, riskOf } from './rules.ts';
import type { Meaning, Statement } from './statement.ts';
import { statementsOf } from './statements.ts';

/** Two clauses that cannot both be kept. */
export interface Contradiction {
  readonly a: Place;
  readonly b: Place;
  readonly why: string;
}

export interface ReadMeaning {
  readonly meaning: Meaning;
  readonly contradictions: readonly Contradiction[];
}

/** What the clauses say together. */
export function meaningOf(clauses: readonly Clause[]): ReadMeaning {
  const all = clauses.flatMap((clause) => statementsOf(clause));
  const rated = withRisks(all, clauses);
  const rests = rated.filter(({ phrase, exceptionTo }) => isBare(phrase) && exceptionTo === undefined);
  const statements = withoutRepetitions(rated.filter((one) => !rests.includes(one)));
  const [rest] = [...rests].sort((a, b) => APPROVALS.indexOf(b.approval) - APPROVALS.indexOf(a.approval));
  const timezone = clauses.find(({ zone }) => zone !== undefined)?.zone;
  return {
    meaning: {
      statements,
      ...(rest === undefined ? {} : { rest }),
      ...(timezone === undefined ? {} : { timezone }),
    },
    contradictions: [
      ...contradictingRests(rests),
      ...contradictingStatements(statements),
      ...differentZones(clauses),
      ...differentCurrencies(clauses),
    ],
  };
}

function contradictingRests(rests: readonly Statement[]): readonly Contradiction[] {
  const [first] = rests;
  const other = rests.find((one) => one.approval !== first?.approval);
  if (first === undefined || other === undefined) return [];
  return [{ a: first.place, b: other.place, why: 'both say what happens to everything else' }];
}

function contradictingStatements(statements: readonly Statement[]): readonly Contradiction[] {
  return statements.flatMap((one, i) =>
    statements.slice(i + 1).flatMap((other): readonly Contradiction[] => {
      if (one.approval === other.approval || one.exceptionTo === other || other.exceptionTo === one)
        return [];
      const [strict, loose] = isStricter(one, other) ? [one, other] : [other, one];
      if (isSame(one.phrase, other.phrase)) {
        return one.isImplied || other.isImplied
          ? []
          : [{ a: one.place, b: other.place, why: 'they say different things about the same actions' }];
      }
      const isNever =
        strict.isAbsolute &&
        isWithin(loose.phrase, strict.phrase) &&
        loose.place.start !== strict.place.start;
      return isNever
        ? [
            {
              a: strict.place,
              b: loose.place,
              why: '`never` leaves no exception in another sentence; say `except`',
            },
          ]
        : [];
    }),
  );
}

function differentZones(clauses: readonly Clause[]): readonly Contradiction[] {
  const zoned = clauses.filter(({ zone }) => zone !== undefined);
  const other = zoned.find(({ zone }) => zone !== zoned[0]?.zone);
  const [first] = zoned;
  return first === undefined || other === undefined
    ? []
    : [{ a: first.place, b: other.place, why: 'a policy has one time zone' }];
}

function differentCurrencies(clauses: readonly Clause[]): readonly Contradiction[] {
  const priced = clauses.flatMap(({ phrases, exceptions, place }) =>
    [...phrases, ...exceptions.flatMap((exception) => exception.phrases)].flatMap(({ conditions }) =>
      conditions.flatMap((one) =>
        one.kind === 'number' && one.currency !== undefined ? [{ place, currency: one.currency }] : [],
      ),
    ),
  );
  const [first] = priced;
  const other = priced.find(({ currency }) => currency !== first?.currency);
  return first === undefined || other === undefined
    ? []
    : [
        {
          a: first.place,
          b: other.place,
          why: 'amounts are compared as numbers, so a text can use one currency only',
        },
      ];
}

/** `transfers are critical` raises what other clauses say about transfers, and asks where none does. */
function withRisks(statements: readonly Statement[], clauses: readonly Clause[]): readonly Statement[] {
  const isRating = (one: Statement): boolean =>
    clauses.some(({ approval, place }) => approval === undefined && place === one.place);
  const ratings = statements.filter((one) => isRating(one));
  if (ratings.length === 0) return statements;
  const raised = new Map(statements.map((one) => [one, isRating(one) ? one : raisedBy(one, ratings)]));
  const others = statements.filter((one) => !isRating(one));
  const rated = ratings.flatMap((rating): readonly Statement[] => {
    if (others.some(({ phrase }) => isSame(phrase, rating.phrase))) return [];
    const around = others.filter(({ phrase }) => isWithin(rating.phrase, phrase));
    const approvals = around.map(({ approval }) => APPROVALS.indexOf(approval));
    return [
      { ...rating, approval: APPROVALS[approvals.length === 0 ? 1 : Math.max(...approvals)] ?? 'approve' },
    ];
  });
  return [
    ...others.map((one) => {
      const changed = raised.get(one) ?? one;
      const of = one.exceptionTo === undefined ? undefined : raised.get(one.exceptionTo);
      return of === undefined ? changed : { ...changed, exceptionTo: of };
    }),
    ...rated,
  ];
}

function raisedBy(one: Statement, ratings: readonly Statement[]): Statement {
  const levels = ratings
    .filter(({ phrase }) => isWithin(one.phrase, phrase))
    .map((rating) => RISK_LEVELS.indexOf(riskOf(rating)));
  if (levels.length === 0) return one;
  return {
    ...one,
    risk:
      RISK_LEVELS[Math.max(...levels, one.risk === undefined ? 0 : RISK_LEVELS.indexOf(one.risk))] ??
      'critical',
  };
}

/** Of statements that say the same once is enough, with the higher risk. */
function withoutRepetitions(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter((one, i) => {
    const same = (other: Statement, j: number): boolean =>
      j !== i &&
      other.approval === one.approval &&
      other.exceptionTo === one.exceptionTo &&
      isSame(other.phrase, one.phrase) &&
      other.isAbsolute === one.isAbsolute;
    const rank = (of: Statement): number => RISK_LEVELS.indexOf(riskOf(of));
    return !statements.some(
      (other, j) => same(other, j) && (rank(other) > rank(one) || (rank(other) === rank(one) && j < i)),
    );
  });
}
