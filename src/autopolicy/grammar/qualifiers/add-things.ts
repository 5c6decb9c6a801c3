import type { Thing } from '../../syntax.ts';
import type { DraftPhrase } from '../draft.ts';

/** Environments are places whatever stands before them. */
export function addThings(phrase: DraftPhrase, things: readonly Thing[], isObject: boolean): void {
  const real = things.filter(({ words }) => words.join() !== 'anything');
  const environments = real.flatMap(({ environment }) =>
    environment === undefined ? [] : [{ words: [], environment }],
  );
  const rest = real.flatMap(({ environment: _, ...thing }) =>
    thing.words.length === 0 && thing.name === undefined ? [] : [thing],
  );
  if (environments.length > 0 && (isObject || rest.length === 0))
    phrase.places = [...phrase.places, ...environments];
  if (rest.length === 0) return;
  if (environments.length > 0 && !isObject) phrase.places = [...phrase.places, ...environments];
  if (isObject || (environments.length > 0 && rest.length > 0 && things.length === 1))
    phrase.objects = [...phrase.objects, ...rest];
  else phrase.places = [...phrase.places, ...rest];
}
