import type { Truth } from '../../model/index.ts';
import type { Claim } from './claim.ts';

/** The truths of some claims in their order, one letter each: `t`, `f` or `u`. Equal vectors are equal strings. */
export type Vector = string;

export function vectorOf(claims: readonly Claim[], value: unknown): Vector {
  let vector = '';
  for (const claim of claims) vector += letterOf(claim.test(value));
  return vector;
}

export function truthsOf(vector: Vector): readonly Truth[] {
  const truths: Truth[] = [];
  for (const letter of vector) truths.push(letter === 'u' ? 'unknown' : letter === 't');
  return truths;
}

export function letterOf(truth: Truth): string {
  return truth === 'unknown' ? 'u' : truth ? 't' : 'f';
}
