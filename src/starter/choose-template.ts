import type { Fact, ProjectFacts } from './project-facts.ts';
import type { Template } from './template.ts';

export interface Choice {
  readonly template: Template;
  /** What spoke for it, strongest first; empty when nothing did and the first template was taken. */
  readonly evidence: readonly Fact[];
}

/** A package is a decision somebody made; a word may be a coincidence. */
const PACKAGE_WEIGHT = 3;
const WORD_WEIGHT = 1;

/** The template that most of the project's facts speak for; among equals, or without any, the one listed first. */
export function chooseTemplate(templates: readonly Template[], facts: ProjectFacts): Choice | undefined {
  let best: { readonly choice: Choice; readonly weight: number } | undefined;
  for (const template of templates) {
    const evidence = evidenceFor(template, facts.facts);
    const weight = evidence.reduce((sum, fact) => sum + weightOf(fact), 0);
    if (best === undefined || weight > best.weight) best = { choice: { template, evidence }, weight };
  }
  return best?.choice;
}

/** Each package and each word counts once, where it was seen first. */
function evidenceFor(template: Template, facts: readonly Fact[]): Fact[] {
  const seen = new Map<string, Fact>();
  for (const fact of facts) {
    const key = `${fact.kind} ${fact.value}`;
    if (!seen.has(key) && speaksFor(template, fact)) seen.set(key, fact);
  }
  return [...seen.values()].sort(
    (a, b) => weightOf(b) - weightOf(a) || compare(a.value, b.value) || compare(a.from, b.from),
  );
}

function speaksFor(template: Template, fact: Fact): boolean {
  if (fact.kind === 'word') return template.words.includes(fact.value);
  return template.packages.some((name) =>
    name.endsWith('*') ? fact.value.startsWith(name.slice(0, -1)) : fact.value === name,
  );
}

function weightOf(fact: Fact): number {
  return fact.kind === 'package' ? PACKAGE_WEIGHT : WORD_WEIGHT;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
