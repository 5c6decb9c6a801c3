import { codePointSet, isMember, type CodePointSet } from './code-point-set.ts';
import { caseFoldings } from './unicode/tables.ts';

/** Simple case folding of one code point (CaseFolding.txt, C and S). */
export function foldCase(codePoint: number): number {
  return caseFoldings().get(codePoint) ?? codePoint;
}

/** The set with every code point that differs from a member in case only. */
export function closeUnderCase(set: CodePointSet): CodePointSet {
  const orbits = new Map<number, number[]>();
  for (const [from, folded] of caseFoldings()) {
    const orbit = orbits.get(folded);
    if (orbit === undefined) orbits.set(folded, [folded, from]);
    else orbit.push(from);
  }
  const added = [...orbits.values()]
    .filter((orbit) => orbit.some((codePoint) => isMember(set, codePoint)))
    .flatMap((orbit) => orbit.flatMap((codePoint) => [codePoint, codePoint + 1]));
  return codePointSet([...set, ...added]);
}
