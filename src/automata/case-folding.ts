import { codePointSet, isMember, type CodePointSet } from './code-point-set.ts';
import { caseFoldings } from './unicode/tables.ts';

/** Simple case folding of one code point (CaseFolding.txt, C and S). */
export function foldCase(codePoint: number): number {
  return caseFoldings().get(codePoint) ?? codePoint;
}

/** The set with every code point that differs from a member in case only. */
export function closeUnderCase(set: CodePointSet): CodePointSet {
  const [first, end] = set;
  if (set.length === 2 && first !== undefined && end === first + 1)
    return codePointSet(asRanges(variantsOf(first)));
  const touched = [...caseVariants().values()].filter((variants) => variants.some((c) => isMember(set, c)));
  return codePointSet([...set, ...asRanges(touched.flat())]);
}

function variantsOf(codePoint: number): readonly number[] {
  return caseVariants().get(foldCase(codePoint)) ?? [codePoint];
}

function asRanges(codePoints: readonly number[]): number[] {
  return codePoints.flatMap((codePoint) => [codePoint, codePoint + 1]);
}

let variantsByFolded: ReadonlyMap<number, readonly number[]> | undefined;

/** By folded code point, all that fold to it, itself included. */
function caseVariants(): ReadonlyMap<number, readonly number[]> {
  if (variantsByFolded !== undefined) return variantsByFolded;
  const variants = new Map<number, number[]>();
  for (const [from, folded] of caseFoldings()) {
    const group = variants.get(folded);
    if (group === undefined) variants.set(folded, [folded, from]);
    else group.push(from);
  }
  return (variantsByFolded = variants);
}
