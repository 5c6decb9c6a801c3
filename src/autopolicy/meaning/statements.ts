import type { Clause, ActionPhrase, Condition, Exception } from '../syntax.ts';
import type { Approval } from '../../model/index.ts';
import { narrowed } from '../grammar/draft.ts';
import type { Statement } from './statement.ts';

/** What a clause says, piece by piece: itself, its exceptions, and what its `only` leaves out. */
export function statementsOf(clause: Clause): readonly Statement[] {
  const { place, approval, risk, phrases, exceptions, isAbsolute } = clause;
  const said = approval ?? 'approve';
  const base = { place, ...(risk === undefined ? {} : { risk }), isImplied: false, isAbsolute };
  const main = phrases.map((phrase): Statement => ({ ...base, approval: said, phrase }));
  return [
    ...main,
    ...exceptions.flatMap((exception) => main.flatMap((of) => excepted(of, exception))),
    ...leftOut(clause).map((phrase): Statement => ({
      ...base,
      approval: 'block',
      phrase,
      isImplied: true,
      isAbsolute: false,
    })),
  ];
}

/** What is excepted from a refusal or a question is allowed, what is excepted from a permission refused. */
function excepted(of: Statement, { phrases, isOwn, approval }: Exception): readonly Statement[] {
  const opposite: Approval = approval ?? (of.approval === 'auto' ? 'block' : 'auto');
  return phrases.map((phrase) => ({
    place: of.place,
    approval: opposite,
    phrase: isOwn && of.phrase.verbs === 'any' ? withSides(phrase, of.phrase) : narrowed(of.phrase, phrase),
    exceptionTo: of,
    isAbsolute: false,
    isImplied: false,
  }));
}

/** `in production, block everything but reads`: the reads that are meant are there, too. */
function withSides(phrase: ActionPhrase, of: ActionPhrase): ActionPhrase {
  return {
    ...phrase,
    places: [...phrase.places, ...of.places.filter(() => phrase.places.length === 0)],
    agents: phrase.agents.length === 0 ? of.agents : phrase.agents,
    conditions: [...phrase.conditions, ...of.conditions],
  };
}

/** The actions that are refused because only others are allowed. */
function leftOut({ only, phrases }: Clause): readonly ActionPhrase[] {
  if (only === undefined) return [];
  switch (only) {
    case 'all':
      return onePerSide(phrases).map((phrase) => everythingBut(phrase));
    case 'agents':
      return phrases.map((phrase) => ({ ...phrase, agents: [] }));
    case 'places':
      return phrases.flatMap((phrase) => [
        { ...phrase, places: [], objects: phrase.places.length > 0 ? phrase.objects : [] },
        ...(isReading(phrase) && phrase.places.length > 0
          ? [{ ...phrase, verbs: 'any' as const, objects: [] }]
          : []),
      ]);
    case 'conditions':
      return phrases.flatMap((phrase) =>
        phrase.conditions.map((condition) => ({
          ...phrase,
          conditions: [complement(condition)],
        })),
      );
  }
}

function isReading({ verbs }: ActionPhrase): boolean {
  return verbs !== 'any' && verbs.every(({ id }) => id === 'read');
}

function onePerSide(phrases: readonly ActionPhrase[]): readonly ActionPhrase[] {
  const seen = new Set<string>();
  return phrases.filter(({ agents }) => {
    const key = JSON.stringify(agents);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function everythingBut(phrase: ActionPhrase & { readonly isReadOnly?: boolean }): ActionPhrase {
  const { agents, places } = phrase;
  return {
    verbs: 'any',
    names: [],
    objects: [],
    places: phrase.isReadOnly === true ? places : [],
    agents,
    conditions: [],
  };
}

/** The circumstances under which a condition does not hold; what is unknown is unknown to both. */
export function complement(condition: Condition): Condition {
  if (condition.kind !== 'number') return { kind: 'not', of: condition };
  const { bound } = condition;
  switch (bound.op) {
    case 'gt':
      return { ...condition, bound: { op: 'lte', value: bound.value } };
    case 'gte':
      return { ...condition, bound: { op: 'lt', value: bound.value } };
    case 'lt':
      return { ...condition, bound: { op: 'gte', value: bound.value } };
    case 'lte':
      return { ...condition, bound: { op: 'gt', value: bound.value } };
    case 'eq':
    case 'between':
      return { kind: 'not', of: condition };
  }
}
