import type { Json } from '../base/index.ts';
import type { ControlResult } from '../compliance/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { frameworkJson, ruleJson, summaryJson } from './evidence-json.ts';
import type { ShownCompliance } from './shown-reports.ts';

/** As in specs/cli/compliance.schema.json. */
export function jsonCompliance({ report, summary }: ShownCompliance): string {
  const { framework, controls, outside, score, grade, passed, failed, notJudgedPercent } = report;
  return jsonText({
    schemaVersion: 1,
    framework: frameworkJson(framework),
    ...summaryJson(summary),
    score,
    grade,
    passed,
    failed,
    notJudged: framework.requirements.length - passed - failed,
    notJudgedPercent,
    controls: controls.map(controlJson),
    outside: outside.map(({ id, title, beyond }) => ({ id, title, beyond: beyond ?? null })),
  });
}

function controlJson({ requirement, outcome, rules }: ControlResult): Json {
  const { id, title, evidence, beyond } = requirement;
  return { id, title, outcome, beyond: beyond ?? null, needs: evidence, rules: rules.map(ruleJson) };
}
