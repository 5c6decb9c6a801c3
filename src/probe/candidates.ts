import type { Approval, Policy } from '../model/index.ts';
import { freeName, type PolicyEdit } from '../policy/index.ts';
import { readableGlobs } from './lexicon.ts';

/** A rule for everything with one of the words in its name, before a place. */
export function holdingBack(
  policy: Policy,
  name: string,
  words: readonly string[],
  before: number,
  approval: Exclude<Approval, 'auto'>,
): readonly PolicyEdit[] {
  if (words.length === 0) return [];
  return [
    {
      kind: 'insert-rule',
      before,
      rule: {
        name: freeName(policy, name),
        match: { type: readableGlobs(words), target: ['*'], agent: ['*'] },
        riskLevel: 'high',
        approval,
      },
    },
  ];
}
