import type { ActionPhrase } from '../../syntax.ts';

/** Of two amounts the new one counts, and a new place stands for the old one. */
export function replaced(phrase: ActionPhrase, by: ActionPhrase): ActionPhrase {
  const kinds = new Set(by.conditions.map(({ kind }) => kind));
  const kept = phrase.conditions.filter(({ kind }) => !kinds.has(kind));
  return {
    ...phrase,
    isRest: false,
    objects: by.objects.length === 0 ? phrase.objects : by.objects,
    places: by.places.length === 0 ? phrase.places : by.places,
    agents: by.agents.length === 0 ? phrase.agents : by.agents,
    conditions: [...kept, ...by.conditions],
  };
}
