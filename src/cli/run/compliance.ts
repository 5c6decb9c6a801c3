import { AegisBug } from '../../base/index.ts';
import { complianceReport, evidenceSummary, type ComplianceReport } from '../../compliance/index.ts';
import {
  htmlCompliance,
  jsonCompliance,
  markdownCompliance,
  prettyCompliance,
  type Paint,
  type ShownCompliance,
} from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { complianceProblem } from '../compliance-problem.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readPercent } from '../read-percent.ts';
import { complianceTables, frameworkNamed, withEvidence } from '../report-evidence.ts';

export async function runCompliance(context: Context): Promise<ExitCode> {
  const minimum = readPercent(context, 'min-score');
  if (!minimum.ok) return context.refuse([minimum.error]);
  const tables = complianceTables(context);
  const framework = frameworkNamed(tables, context.given.value('type') ?? 'governance');
  return await withEvidence(context, { needsLog: true, takesCode: false }, async (evidence) => {
    const shown: ShownCompliance = {
      report: complianceReport(framework, tables, evidence, NAMED_ENTRIES),
      summary: evidenceSummary(evidence),
    };
    if (minimum.value !== undefined && shown.report.score === null) {
      const help = 'choose a period with entries, or leave --min-score out';
      return context.refuse([
        complianceProblem('AEG5004', 'no control could be judged, so there is no score', help),
      ]);
    }
    const failed = await deliver(context, (format, paint) => render(format, paint, shown));
    return failed ?? gate(context, shown.report, minimum.value);
  });
}

/** So many entries are named for and against each rule; `aegis audit evidence` names more. */
const NAMED_ENTRIES = 20;

function render(format: string, paint: Paint, shown: ShownCompliance): string {
  switch (format) {
    case 'pretty':
      return prettyCompliance(shown, paint);
    case 'json':
      return jsonCompliance(shown);
    case 'markdown':
      return markdownCompliance(shown);
    case 'html':
      return htmlCompliance(shown);
    default:
      throw new AegisBug(`compliance has no format ${format}`);
  }
}

function gate(context: Context, report: ComplianceReport, minimum: number | undefined): ExitCode {
  const { score, failed, controls } = report;
  const failOn = context.given.value('fail-on') ?? 'fail';
  const isOpen = controls.some(({ outcome }) => outcome === 'no evidence');
  if (minimum !== undefined && score !== null && score < minimum) {
    context.notice(`the score ${score} is below --min-score ${minimum}`);
    return EXIT.found;
  }
  const isFound = failOn !== 'none' && (failed > 0 || (failOn === 'no-evidence' && isOpen));
  return isFound ? EXIT.found : EXIT.done;
}
