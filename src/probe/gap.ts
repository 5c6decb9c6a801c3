import { analyzedIn, Budget, Space, type AnalyzedPolicy, type Limits, type Line } from '../analysis/index.ts';
import { DEFAULT_RULE, type Policy, type Rule } from '../model/index.ts';
import type { PolicyEdit } from '../policy/index.ts';
import type { ProbeFinding } from './finding.ts';
import { lexiconRegions, type LexiconRegions } from './lexicon-regions.ts';

/** A policy under question. */
export interface Subject {
  readonly analyzed: AnalyzedPolicy;
  readonly regions: LexiconRegions;
  readonly budget: Budget;
}

export function subjectOf(policy: Policy, limits: Limits): Subject {
  const analyzed = analyzedIn(new Space(), policy);
  // Regions first: they add globs to the space.
  return { analyzed, regions: lexiconRegions(analyzed), budget: new Budget(limits) };
}

/** A finding, with what might close it and how to see whether it did. */
export interface Gap {
  readonly finding: ProbeFinding;
  /** The smallest first. */
  readonly candidates: readonly PolicyEdit[];
  /** Asks the same of a changed policy. */
  readonly isOpenIn: (changed: Subject) => boolean;
}

export function ruleOf({ policy }: AnalyzedPolicy, line: Line): Rule | undefined {
  return policy.rules[line.index];
}

export function nameOfLine(analyzed: AnalyzedPolicy, line: Line): string {
  return ruleOf(analyzed, line)?.name ?? DEFAULT_RULE;
}

/** The line of a rule, by its name. */
export function lineNamed({ policy, lines }: AnalyzedPolicy, name: string): Line | undefined {
  if (name === DEFAULT_RULE) return lines.at(-1);
  return lines[policy.rules.findIndex((rule) => rule.name === name)];
}
