import type { ActionPhrase } from '../../syntax.ts';

export function withLead(phrase: ActionPhrase, lead: ActionPhrase): ActionPhrase {
  return {
    ...phrase,
    objects: phrase.objects.length === 0 ? lead.objects : phrase.objects,
    places: [...phrase.places, ...lead.places],
    agents: phrase.agents.length === 0 ? lead.agents : phrase.agents,
    conditions: [...phrase.conditions, ...lead.conditions],
  };
}
