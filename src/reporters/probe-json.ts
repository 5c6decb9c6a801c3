import { exampleJson } from '../analysis/index.ts';
import type { Json } from '../base/index.ts';
import { codeOf, type ProbeFinding } from '../probe/index.ts';
import { jsonText, placeJson } from './diagnostics-json.ts';
import { spanOf } from './probe-wording.ts';
import type { ProbedPolicy } from './probed-policy.ts';

/** A probe as one JSON document; its form is specs/cli/probe.schema.json. */
export function jsonProbe(probed: ProbedPolicy): string {
  const { file, report } = probed;
  return jsonText({
    schemaVersion: 1,
    file,
    policyHash: report.policyHash,
    seed: report.seed,
    runs: report.runs,
    tried: report.tried,
    isComplete: report.isComplete,
    editsAreCutShort: report.editsAreCutShort,
    score: report.score,
    parts: report.parts.map(({ name, weight, share }) => ({ name, weight, share })),
    nothingIsAllowed: report.nothingIsAllowed,
    allowedByName: report.allowedByName,
    findings: report.findings.map((finding) => findingJson(finding, probed)),
  });
}

function findingJson(finding: ProbeFinding, { loaded }: ProbedPolicy): Json {
  const { category, severity, message, decision, rule, reliesOnApproval, evidence, also, edit } = finding;
  return {
    code: codeOf(category),
    category,
    severity,
    ...(finding.class === undefined ? {} : { class: finding.class }),
    ...(finding.spelling === undefined ? {} : { spelling: { ...finding.spelling } }),
    message,
    place: placeJson(spanOf(loaded, finding)),
    action: exampleJson(finding),
    decision: { approval: decision.approval, riskLevel: decision.riskLevel, rule: decision.rule },
    rule,
    reliesOnApproval,
    evidence: { ...evidence },
    ...(also === undefined ? {} : { also: also.map((action) => exampleJson({ action })) }),
    ...(edit === undefined ? {} : { edit: edit as unknown as Json }),
  };
}
