import { AegisBug } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import { wordsBringing, type Answers, type Atom } from '../../policy/index.ts';
import type { Region } from './region.ts';

const NO_ANSWERS: Answers = new Map();

/**
 * Every vector of truths that atoms about words can have together, each with a description whose words bring exactly the
 * categories that make it so; '' for none. Fewer categories come first.
 */
export function wordRegions(atoms: readonly Atom[]): readonly Region<string>[] {
  const wanted = atoms.map(({ part, reads }) => {
    if (reads.kind !== 'words') throw new AegisBug(`an atom of \`${part}\` does not read words`);
    return reads.categories;
  });
  const regions = new Map<string, Region<string>>();
  for (const bits of subsetsOf(wanted.reduce((all, categories) => all | categories, 0))) {
    const vector = wanted.map((categories) => Number((categories & bits) !== 0)).join('');
    if (!regions.has(vector)) regions.set(vector, regionWith(bits, atoms));
  }
  return [...regions.values()];
}

/** All subsets of a set of bits, smaller ones first. */
function subsetsOf(bits: number): readonly number[] {
  const subsets: number[] = [];
  for (let subset = 0; subset <= bits; subset += 1) if ((subset & ~bits) === 0) subsets.push(subset);
  return subsets.sort((a, b) => bitCount(a) - bitCount(b));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function regionWith(bits: number, atoms: readonly Atom[]): Region<string> {
  const description = wordsBringing(bits).join(' ');
  const truths = atoms.map((atom): Truth => atom.test({ description }, undefined, NO_ANSWERS));
  return { truths, sample: description };
}
