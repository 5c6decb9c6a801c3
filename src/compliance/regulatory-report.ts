import { judgeRequirements, type ControlResult } from './compliance-report.ts';
import type { Evidence } from './evidence.ts';
import type { ComplianceTables, Framework } from './tables.ts';

/** Each requirement is one of these. */
export type Status = 'met' | 'partly' | 'gap' | 'not assessable';

export interface RequirementStatus extends Omit<ControlResult, 'outcome'> {
  readonly status: Status;
  /** Why it is no more than that, one sentence each; empty where it is met. */
  readonly because: readonly string[];
  /** What to do about it; empty where it is met. */
  readonly next: readonly string[];
}

/** How far a project is from a framework, as far as can be looked up here. */
export interface RegulatoryReport {
  readonly framework: Framework;
  readonly requirements: readonly RequirementStatus[];
  readonly counts: Readonly<Record<Status, number>>;
}

export function regulatoryReport(
  framework: Framework,
  tables: ComplianceTables,
  evidence: Evidence,
  limit: number,
): RegulatoryReport {
  const requirements = judgeRequirements(framework, tables, evidence, limit).map(statusOf);
  const of = (status: Status): number => requirements.filter((one) => one.status === status).length;
  return {
    framework,
    requirements,
    counts: { met: of('met'), partly: of('partly'), gap: of('gap'), 'not assessable': of('not assessable') },
  };
}

/** INVARIANT: only what was looked up and passed meets anything, and never what the organisation has to show. */
function statusOf({ requirement, rules }: ControlResult): RequirementStatus {
  const passed = rules.filter(({ outcome }) => outcome === 'pass');
  const failed = rules.filter(({ outcome }) => outcome === 'fail');
  const open = rules.filter(
    ({ outcome, rule }) => outcome === 'no evidence' && requirement.evidence.includes(rule.id),
  );
  const { beyond } = requirement;
  const isWhole = failed.length === 0 && open.length === 0 && beyond === undefined;
  const status =
    passed.length > 0 ? (isWhole ? 'met' : 'partly') : failed.length > 0 ? 'gap' : 'not assessable';
  const shown = beyond === undefined ? [] : [`only the organisation can show: ${beyond}`];
  return {
    requirement,
    rules,
    status,
    because: [
      ...failed.map(({ rule, says }) => `not shown: ${rule.title} (${says})`),
      ...open.map(({ rule, says }) => `not judged: ${rule.title} (${says})`),
      ...shown,
    ],
    next: [
      ...failed.map(({ rule }) => rule.next),
      ...new Set(open.map(({ rule, missing }) => (missing === undefined ? rule.next : GIVE[missing]))),
      ...(beyond === undefined ? [] : ['keep your own record of it beside this report']),
    ],
  };
}

const GIVE = {
  log: 'give the audit log: `--db FILE`',
  policy: 'give the policy: `--policy FILE`',
  code: 'give a scan report: `aegis scan --format json=scan.json`, then `--scan-report scan.json`',
} as const;
