import { AegisBug, type Json } from '../../base/index.ts';
import type { Atom } from '../../policy/index.ts';
import type { Budget } from '../budget.ts';
import { claimBehind, claimOf } from './claim.ts';
import type { Region } from './region.ts';
import { optionalValueRegions } from './value-regions.ts';
import { truthsOf } from './vector.ts';

/**
 * Every vector of truths that atoms can have together whose paths all begin with `key`, each with a value of that
 * parameter, `undefined` where it is left out. The most ordinary values come first, the parameter left out last.
 *
 * @example parameterRegions('count', [atom of `count > 100`], budget)
 * // [{truths: [true], sample: 101}, {truths: [false], sample: 100}, {truths: ['unknown'], sample: undefined}]
 */
export function parameterRegions(
  key: string,
  atoms: readonly Atom[],
  budget: Budget,
): readonly Region<Json | undefined>[] {
  const claims = atoms.map((atom) => {
    const claim = claimOf(atom);
    const first = claim?.steps[0];
    if (claim === undefined || first?.kind !== 'key' || first.key !== key)
      throw new AegisBug(`an atom of \`${atom.part}\` does not read the parameter \`${key}\``);
    return claimBehind(claim, first);
  });
  return optionalValueRegions(claims, budget).map(({ vector, sample }) => ({
    truths: truthsOf(vector),
    sample,
  }));
}
