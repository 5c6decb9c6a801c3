import type { Approval, RiskLevel } from '../../model/index.ts';
import type { Verb } from '../lexicon.ts';
import type { ActionPhrase, Condition, Exception, Focus, Thing } from '../syntax.ts';

/** A phrase while it is read. */
export interface DraftPhrase {
  verbs: readonly Verb[] | 'any';
  names: readonly string[];
  objects: readonly Thing[];
  places: readonly Thing[];
  agents: readonly Thing[];
  conditions: readonly Condition[];
  isRest?: boolean;
  /** Set where `everything` was said. */
  isAll?: boolean;
}

/** What belongs to a clause as a whole, gathered wherever it stands. */
export interface ClauseParts {
  approval?: Approval | undefined;
  risk?: RiskLevel;
  /** `with approval`, `without asking`. */
  marker?: 'with' | 'without';
  only?: Focus;
  exceptions: Exception[];
  isAbsolute: boolean;
  zones: string[];
}

export function newParts(): ClauseParts {
  return { exceptions: [], isAbsolute: false, zones: [] };
}

export function newPhrase(verbs: readonly Verb[] | 'any' = 'any'): DraftPhrase {
  return { verbs, names: [], objects: [], places: [], agents: [], conditions: [] };
}

/** A phrase with what another adds to it; what it has itself counts. */
export function narrowed(phrase: ActionPhrase, by: ActionPhrase): ActionPhrase {
  const own = <T>(mine: readonly T[], other: readonly T[]): readonly T[] =>
    mine.length === 0 ? other : mine;
  return {
    ...phrase,
    verbs: by.verbs === 'any' ? phrase.verbs : by.verbs,
    names: by.names.length === 0 ? phrase.names : by.names,
    objects: own(by.objects, phrase.objects),
    places: own(by.places, phrase.places),
    agents: own(by.agents, phrase.agents),
    conditions: [...phrase.conditions, ...by.conditions],
  };
}

export function isBare({ verbs, names, objects, places, agents, conditions }: ActionPhrase): boolean {
  return verbs === 'any' && [names, objects, places, agents, conditions].every((side) => side.length === 0);
}
