import type { Evidence } from './evidence.ts';
import { wholePercent } from './figures.ts';
import { judgeRule, type Outcome, type RuleResult } from './judge-rule.ts';
import { rulesOf, type ComplianceTables, type Framework, type Requirement } from './tables.ts';

/** A requirement with what is shown of it. */
export interface ControlResult {
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  readonly rules: readonly RuleResult[];
}

export interface ComplianceReport {
  readonly framework: Framework;
  /** Those with something to look up here, in the order of the framework. */
  readonly controls: readonly ControlResult[];
  /** The others: only the organisation can show them. */
  readonly outside: readonly Requirement[];
  /** Of the controls that were judged, the share that passes, from 0 to 100; `null` where none was. */
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly passed: number;
  readonly failed: number;
  /** Of all requirements, in percent: what was not judged or cannot be here. */
  readonly notJudgedPercent: number;
}

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** How a framework is shown to be kept. At most `limit` entries are named for and against each rule. */
export function complianceReport(
  framework: Framework,
  tables: ComplianceTables,
  evidence: Evidence,
  limit: number,
): ComplianceReport {
  const judged = judgeRequirements(framework, tables, evidence, limit);
  const controls = judged.filter(({ rules }) => rules.length > 0);
  const passed = controls.filter(({ outcome }) => outcome === 'pass').length;
  const failed = controls.filter(({ outcome }) => outcome === 'fail').length;
  const all = framework.requirements.length;
  const score = passed + failed === 0 ? null : wholePercent(passed, passed + failed);
  return {
    framework,
    controls,
    outside: judged.filter(({ rules }) => rules.length === 0).map(({ requirement }) => requirement),
    score,
    grade: score === null ? null : gradeOf(score),
    passed,
    failed,
    notJudgedPercent: wholePercent(all - passed - failed, all),
  };
}

/** Every requirement of a framework, each rule asked once. */
export function judgeRequirements(
  { requirements }: Framework,
  tables: ComplianceTables,
  evidence: Evidence,
  limit: number,
): readonly ControlResult[] {
  const asked = new Set(requirements.flatMap(rulesOf));
  const results = new Map(
    tables.rules.filter(({ id }) => asked.has(id)).map((rule) => [rule.id, judgeRule(rule, evidence, limit)]),
  );
  return requirements.map((requirement) => {
    const rules = rulesOf(requirement).flatMap((id) => results.get(id) ?? []);
    return { requirement, outcome: outcomeOf(requirement, rules), rules };
  });
}

/** INVARIANT: what fails is never outweighed, and what a requirement needs is never assumed. */
function outcomeOf({ evidence }: Requirement, rules: readonly RuleResult[]): Outcome {
  if (rules.some(({ outcome }) => outcome === 'fail')) return 'fail';
  const needed = rules.filter(({ rule }) => evidence.includes(rule.id));
  return needed.length > 0 && needed.every(({ outcome }) => outcome === 'pass') ? 'pass' : 'no evidence';
}

const GRADES: readonly (readonly [from: number, Grade])[] = [
  [90, 'A'],
  [80, 'B'],
  [70, 'C'],
  [60, 'D'],
];

function gradeOf(score: number): Grade {
  return GRADES.find(([from]) => score >= from)?.[1] ?? 'F';
}
