import { verbEntry } from '../../lexicon.ts';

export function isThingVerb(id: string): boolean {
  return verbEntry(id).isThing === true;
}
