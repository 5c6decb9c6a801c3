import type { ActionPhrase } from '../../syntax.ts';
import type { Actors } from '../nouns.ts';

export function withActors(
  phrases: readonly ActionPhrase[] | undefined,
  actors: Actors,
): readonly ActionPhrase[] | undefined {
  if (phrases === undefined || actors === 'anyone' || actors === 'no one') return phrases;
  return phrases.map((phrase) => ({ ...phrase, agents: [...actors, ...phrase.agents] }));
}
