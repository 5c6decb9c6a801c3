import type { Json } from '../base/index.ts';
import type { RegulatoryReport, RequirementStatus } from '../compliance/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { frameworkJson, ruleJson, summaryJson } from './evidence-json.ts';
import type { ShownRegulatory } from './shown-reports.ts';

/** As in specs/cli/regulatory.schema.json. */
export function jsonRegulatory({ reports, summary }: ShownRegulatory): string {
  return jsonText({ schemaVersion: 1, ...summaryJson(summary), frameworks: reports.map(reportJson) });
}

function reportJson({ framework, counts, requirements }: RegulatoryReport): Json {
  return {
    framework: frameworkJson(framework),
    counts: {
      met: counts.met,
      partly: counts.partly,
      gap: counts.gap,
      notAssessable: counts['not assessable'],
    },
    requirements: requirements.map(requirementJson),
  };
}

function requirementJson({ requirement, status, because, next, rules }: RequirementStatus): Json {
  const { id, title, evidence, beyond } = requirement;
  return {
    id,
    title,
    status,
    beyond: beyond ?? null,
    because,
    next,
    needs: evidence,
    rules: rules.map(ruleJson),
  };
}
