import { err, nearest, ok, type Diagnostic, type Result } from '../../base/index.ts';
import { controlEvidence, evidenceSummary } from '../../compliance/index.ts';
import { jsonControlEvidence, markdownControlEvidence } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { complianceProblem } from '../compliance-problem.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';
import { complianceTables, withEvidence } from '../report-evidence.ts';

export async function runAuditEvidence(context: Context): Promise<ExitCode> {
  const tables = complianceTables(context);
  const name = context.given.operand('framework') ?? '';
  const framework = tables.frameworks.find(({ id }) => id === name);
  const limit = readLimit(context);
  if (!limit.ok) return context.refuse([limit.error]);
  if (framework === undefined) {
    const names = tables.frameworks.map(({ id }) => id);
    const near = nearest(name, names);
    const help = `${near === undefined ? '' : `did you mean \`${near}\`? `}there are ${names.join(', ')}`;
    return context.refuse([complianceProblem('AEG5001', `\`${name}\` is not a framework`, help)]);
  }
  return await withEvidence(context, { needsLog: true, takesCode: false }, async (given) => {
    const shown = {
      evidence: controlEvidence(framework, tables, given, limit.value),
      summary: evidenceSummary(given),
    };
    const failed = await deliver(context, (format) =>
      format === 'json' ? jsonControlEvidence(shown) : markdownControlEvidence(shown),
    );
    const isChanged = (given.log?.problems.length ?? 0) > 0;
    return failed ?? (isChanged ? EXIT.found : EXIT.done);
  });
}

const MOST = 10_000;

function readLimit({ given }: Context): Result<number, Diagnostic> {
  const written = given.value('limit') ?? '100';
  const limit = Number(written);
  if (/^\d{1,5}$/.test(written) && limit >= 1 && limit <= MOST) return ok(limit);
  const help = `write a whole number from 1 to ${MOST}`;
  return err(problem('AEG9003', `\`${written}\` is no value for --limit`, { help }));
}
