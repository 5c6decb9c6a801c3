import type { Json } from '../base/index.ts';
import type { RuleResult } from '../compliance/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { entryJson, frameworkJson, summaryJson } from './evidence-json.ts';
import type { ShownEvidence } from './shown-reports.ts';

/** As in specs/cli/audit-evidence.schema.json: entries once, rules by their numbers. */
export function jsonControlEvidence({ evidence, summary }: ShownEvidence): string {
  const { framework, controls, entries } = evidence;
  return jsonText({
    schemaVersion: 1,
    framework: frameworkJson(framework),
    ...summaryJson(summary),
    controls: controls.map(({ requirement: { id, title, beyond }, rules }) => ({
      id,
      title,
      beyond: beyond ?? null,
      rules: rules.map(ruleJson),
    })),
    entries: entries.map(entryJson),
  });
}

function ruleJson({ rule, passesWhen, outcome, says, support, against }: RuleResult): Json {
  return {
    id: rule.id,
    title: rule.title,
    passesWhen,
    outcome,
    says,
    support: { total: support?.total ?? 0, entries: (support?.entries ?? []).map(({ id }) => id) },
    against: { total: against?.total ?? 0, entries: (against?.entries ?? []).map(({ id }) => id) },
  };
}
