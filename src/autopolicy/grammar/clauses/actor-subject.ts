import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { endsInAction, readActors, soundsLikeActor } from '../nouns.ts';
import { readModality } from '../predicates/modality.ts';
import { readModal } from './modal.ts';

/** `agents may read anything`, `the bot must ask before deploying`, `nobody may delete backups`. */
export function readActorSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  c.eat('i want', 'we want');
  const start = c.at;
  const actors = readActors(c);
  if (actors === undefined) return undefined;
  const words = c.tokens.slice(start, c.at).map(({ word }) => word);
  if (c.eat('who', 'that') !== undefined) return undefined;
  const modality = readModality(c);
  if (modality === undefined) return undefined;
  if (endsInAction(words) !== undefined && !soundsLikeActor(words) && modality.form !== 'base')
    return undefined;
  return readModal(c, parts, actors, modality);
}
