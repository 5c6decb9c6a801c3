import type { EntryReference } from '../audit/index.ts';
import { judgeRequirements, type ControlResult } from './compliance-report.ts';
import type { Evidence } from './evidence.ts';
import { placesOf, type ComplianceTables, type Framework } from './tables.ts';

/** The entries that speak for and against each control that is looked up in the log. */
export interface ControlEvidence {
  readonly framework: Framework;
  /** The rules of each control that look into the log. */
  readonly controls: readonly ControlResult[];
  /** Every entry that a rule names, once, in the order of the log. */
  readonly entries: readonly EntryReference[];
}

/** At most `limit` entries are named for and against each rule. */
export function controlEvidence(
  framework: Framework,
  tables: ComplianceTables,
  evidence: Evidence,
  limit: number,
): ControlEvidence {
  const controls = judgeRequirements(framework, tables, evidence, limit)
    .map((control) => ({
      ...control,
      rules: control.rules.filter(({ rule }) => placesOf(rule.check).includes('log')),
    }))
    .filter(({ rules }) => rules.length > 0);
  const named = controls.flatMap(({ rules }) =>
    rules.flatMap(({ support, against }) => [...(support?.entries ?? []), ...(against?.entries ?? [])]),
  );
  const entries = [...new Map(named.map((entry) => [entry.id, entry])).values()];
  return { framework, controls, entries: entries.sort((left, right) => left.id - right.id) };
}
