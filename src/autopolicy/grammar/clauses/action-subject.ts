import { ANYONE } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, isBare, newPhrase } from '../draft.ts';
import { soundsLikeActor } from '../nouns.ts';
import { readActionNouns } from '../phrases.ts';
import { readPredicate } from '../predicates/predicate.ts';
import { readQualifiers } from '../qualifiers.ts';
import { READERS, SUBJECTS } from './readers.ts';
import { readRelativeSubject } from './relative-subject.ts';

/** `deletes on production are blocked`, `refunds over $500 need approval`, `everything else is fine`. */
export function readActionSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  c.eat('all of the', 'any of the');
  const phrases = readRelativeSubject(c) ?? c.attempt(() => readActionNouns(c, parts, SUBJECTS));
  if (phrases === undefined || phrases.some((phrase) => isActor(phrase))) return undefined;
  if (c.eat(',', ':') === ',' && ['require', 'need', 'get', 'have', 'want'].includes(c.word()))
    return undefined;
  const said = readPredicate(c);
  if (said === undefined) return undefined;
  parts.approval = said.approval ?? parts.approval;
  if (said.risk !== undefined) parts.risk = said.risk;
  if (said.isAbsolute === true) parts.isAbsolute = true;
  const { limit } = said;
  if (limit !== undefined)
    for (const phrase of phrases as DraftPhrase[]) phrase.conditions = [...phrase.conditions, limit];
  const before = sizes(phrases);
  readQualifiers(c, phrases, parts, READERS);
  const wasDefault = c.eat('by default') !== undefined;
  if (said.isOnly === true && parts.only === undefined) {
    if (parts.marker === 'with') return phrases;
    const side = sideThatGrew(before, phrases);
    if (side === undefined) return undefined;
    parts.only = side;
  }
  if (wasDefault) return phrases.every(isBare) ? [{ ...newPhrase(), isRest: true }] : undefined;
  return phrases;
}

function isActor({ verbs, objects }: ActionPhrase): boolean {
  return (
    verbs === 'any' && objects.some(({ words }) => soundsLikeActor(words) || ANYONE.has(words.join(' ')))
  );
}

function sizes(
  phrases: readonly ActionPhrase[],
): Readonly<Record<'conditions' | 'agents' | 'places', number>> {
  const size = (side: 'conditions' | 'agents' | 'places'): number =>
    phrases.reduce((sum, phrase) => sum + phrase[side].length, 0);
  return {
    conditions: size('conditions'),
    agents: size('agents'),
    places: size('places') + phrases.reduce((sum, { objects }) => sum + objects.length, 0),
  };
}

function sideThatGrew(
  before: ReturnType<typeof sizes>,
  phrases: readonly ActionPhrase[],
): 'conditions' | 'agents' | 'places' | undefined {
  const after = sizes(phrases);
  return (['conditions', 'agents', 'places'] as const).find((side) => after[side] > before[side]);
}
