import type { Category } from './finding.ts';
import type { Gap } from './gap.ts';
import { SEVERITIES } from './lexicon.ts';
import type { ClassResult } from './proved-layer.ts';

/** A question of fixed weight; its share does not depend on how many rules a policy has, only on what it decides. */
export interface ScoredPart {
  readonly name: string;
  /** The weights add up to 100. */
  readonly weight: number;
  /** From 0 (every question answered badly) to 1. */
  readonly share: number;
}

/** What the layers found, as far as the score is concerned. */
export interface Answers {
  readonly classes: readonly ClassResult[];
  readonly spelling: number;
  readonly disguise: number;
  readonly unforeseen: number;
  readonly gaps: readonly Gap[];
}

export function scoredParts({
  classes,
  spelling,
  disguise,
  unforeseen,
  gaps,
}: Answers): readonly ScoredPart[] {
  return [
    {
      name: 'dangerous verbs never run without a person',
      weight: 33,
      share: mean(classes.map(({ covered }) => covered)),
    },
    { name: 'what nobody foresaw never runs without a person', weight: 15, share: Number(unforeseen === 0) },
    { name: 'other spellings are held back alike', weight: 21, share: spelling },
    { name: 'disguises are held back alike', weight: 9, share: disguise },
    {
      name: 'nothing dangerous runs on sensitive targets',
      weight: 8,
      share: mean(classes.map(({ isSafeOnSensitive }) => Number(isSafeOnSensitive))),
    },
    {
      name: 'no name of an agent opens anything dangerous',
      weight: 8,
      share: mean(classes.map(({ isSafeForAnyAgent }) => Number(isSafeForAnyAgent))),
    },
    ...OF_RULES.map(({ name, isIt }) => ({ name, weight: 3, share: Number(!gaps.some(isWorse(isIt))) })),
  ];
}

/** Questions about the rules that a policy has: each is answered well or badly once, however many rules there are. */
const OF_RULES: readonly { readonly name: string; readonly isIt: (gap: Gap['finding']) => boolean }[] = [
  {
    name: 'its conditions hold for odd values and on their edges',
    isIt: isAbout('condition-bypass', 'threshold-edge'),
  },
  { name: 'its protections are reached', isIt: isAbout('shadowed-protection') },
];

function isAbout(...categories: readonly Category[]): (finding: Gap['finding']) => boolean {
  return ({ category }) => categories.includes(category);
}

function isWorse(isIt: (finding: Gap['finding']) => boolean): (gap: Gap) => boolean {
  return ({ finding }) =>
    isIt(finding) && SEVERITIES.indexOf(finding.severity) >= SEVERITIES.indexOf('medium');
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** From 0 to 100: the weighted shares, rounded down so that only a policy without a gap has 100. */
export function scoreOf(parts: readonly ScoredPart[]): number {
  const earned = parts.reduce((sum, { weight, share }) => sum + weight * share, 0);
  const possible = parts.reduce((sum, { weight }) => sum + weight, 0);
  return Math.floor((100 * earned) / possible + 1e-9);
}
