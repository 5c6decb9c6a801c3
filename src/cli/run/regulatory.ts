import { AegisBug } from '../../base/index.ts';
import { evidenceSummary, regulatoryReport } from '../../compliance/index.ts';
import {
  htmlRegulatory,
  jsonRegulatory,
  markdownRegulatory,
  prettyRegulatory,
  type Paint,
  type ShownRegulatory,
} from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { complianceTables, frameworkNamed, withEvidence } from '../report-evidence.ts';

export async function runRegulatory(context: Context): Promise<ExitCode> {
  const tables = complianceTables(context);
  const asked = context.given.value('framework') ?? 'all';
  const names = asked === 'all' ? ALL : [asked];
  const frameworks = names.map((name) => frameworkNamed(tables, name));
  return await withEvidence(context, { needsLog: false, takesCode: true }, async (evidence) => {
    const shown: ShownRegulatory = {
      reports: frameworks.map((framework) => regulatoryReport(framework, tables, evidence, NAMED_ENTRIES)),
      summary: evidenceSummary(evidence),
    };
    const failed = await deliver(context, (format, paint) => render(format, paint, shown));
    return failed ?? gate(context, shown);
  });
}

const ALL = ['eu-ai-act', 'nist-ai-rmf', 'soc2', 'iso-42001', 'owasp-agentic', 'owasp-llm'];
const NAMED_ENTRIES = 20;

function render(format: string, paint: Paint, shown: ShownRegulatory): string {
  switch (format) {
    case 'pretty':
      return prettyRegulatory(shown, paint);
    case 'json':
      return jsonRegulatory(shown);
    case 'markdown':
      return markdownRegulatory(shown);
    case 'html':
      return htmlRegulatory(shown);
    default:
      throw new AegisBug(`regulatory has no format ${format}`);
  }
}

function gate(context: Context, { reports }: ShownRegulatory): ExitCode {
  const failOn = context.given.value('fail-on') ?? 'gap';
  if (failOn === 'none') return EXIT.done;
  const isFound = reports.some(({ counts }) => counts.gap > 0 || (failOn === 'partly' && counts.partly > 0));
  return isFound ? EXIT.found : EXIT.done;
}
