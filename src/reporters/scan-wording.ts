import type { Diagnostic, Severity } from '../base/index.ts';
import type { Finding, Governance, Reported, Risk, ScanReport, SinkKind, ToolRisk } from '../scan/index.ts';
import { placeText } from './code-frame.ts';

/** The worst first. */
export const RISKS: readonly Risk[] = ['critical', 'high', 'medium', 'low'];

export const SINK_NAMES: Readonly<Record<SinkKind, string>> = {
  llm_call: 'LLM call',
  agent_run: 'agent run',
  tool_call: 'tool call',
  embedding: 'embedding call',
  mcp: 'MCP call',
  raw_http: 'HTTP request to an AI service',
  local_inference: 'local inference',
};

/** AI calls and tool risks in one list, by file and place. */
export function reportedCalls({ findings, toolRisks }: ScanReport): readonly Reported[] {
  if (toolRisks.length === 0) return findings;
  const files = [...new Set([...findings, ...toolRisks].map(({ span }) => span.file))].sort();
  return files.flatMap((file) =>
    [...findings, ...toolRisks]
      .filter(({ span }) => span.file === file)
      .sort((a, b) => a.span.start.offset - b.span.start.offset),
  );
}

/** The findings as the user reads them: each stands in one of these lists, in the report's order. */
export interface SortedFindings<T extends Reported = Finding> {
  readonly ungoverned: readonly T[];
  readonly governed: readonly T[];
  readonly governedElsewhere: readonly T[];
  readonly suppressed: readonly T[];
  /** Ungoverned calls that the baseline holds. */
  readonly baselined: readonly T[];
  readonly tests: readonly T[];
}

export function sortedFindings<T extends Reported>(findings: readonly T[]): SortedFindings<T> {
  const inState = (state: Governance['state']): readonly T[] =>
    findings.filter(({ governance, suppression }) => governance.state === state && suppression === undefined);
  const ungoverned = inState('ungoverned');
  return {
    ungoverned: ungoverned.filter(({ isBaselined }) => isBaselined !== true),
    governed: inState('governed'),
    governedElsewhere: inState('governed-elsewhere'),
    suppressed: findings.filter(({ suppression }) => suppression !== undefined),
    baselined: ungoverned.filter(({ isBaselined }) => isBaselined === true),
    tests: inState('test'),
  };
}

/** How a risk counts where there are only three severities. */
export function severityOf(risk: Risk): Severity {
  switch (risk) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
      return 'info';
  }
}

const HARMS: Readonly<Record<ToolRisk['code'], (argument: string) => string>> = {
  AEG3020: (argument) => `lets ${argument} decide a shell command`,
  AEG3021: (argument) => `runs ${argument} as code`,
  AEG3022: (argument) => `builds SQL from ${argument}`,
  AEG3023: (argument) => `writes or deletes the file that ${argument} names`,
  AEG3024: (argument) => `reads the file that ${argument} names`,
  AEG3025: (argument) => `sends a request to the address in ${argument}`,
};

const REMEDIES: Readonly<Record<ToolRisk['code'], string>> = {
  AEG3020: 'ask a person before it runs, or compare the argument with a list of commands that may run',
  AEG3021: 'ask a person before it runs, or replace it by functions for what the model may compute',
  AEG3022: 'give values as parameters of the query, and compare names with a list',
  AEG3023: 'ask a person before it runs, or check that the resolved path lies below one folder',
  AEG3024: 'check that the resolved path lies below one folder',
  AEG3025: 'compare the host with a list of those that may be asked',
};

/** What is wrong, in one line. */
export function findingMessage(finding: Reported): string {
  if (finding.code === 'AEG3001') return `ungoverned ${subjectOf(finding)}`;
  return `${subjectOf(finding)} in \`${shortCall(finding.call)}\``;
}

/** What the finding is about: the call and its kind, or the tool and what it does. */
export function subjectOf(finding: Reported): string {
  if (finding.code === 'AEG3001') return `${SINK_NAMES[finding.kind]} \`${shortCall(finding.call)}\``;
  const { tool, argument, code } = finding;
  return `tool \`${tool.name}\` ${HARMS[code](argument === '' ? 'its arguments' : `its argument \`${argument}\``)}`;
}

/** What else there is to know of the call itself. */
export function findingFacts(finding: Reported): string {
  if (finding.code === 'AEG3001') return `${finding.sdk}, ${finding.risk} risk, ${finding.confidence}`;
  return `${finding.risk} risk, the tool is made at ${placeText(finding.tool.span)}`;
}

/** Instrumentation that is there and does nothing for the call. */
export function findingNote({ governance }: Reported): string | undefined {
  if (governance.state !== 'ungoverned' || governance.ineffective === undefined) return undefined;
  const { by, at } = governance.ineffective;
  return `${by} at ${placeText(at)} is present, not yet effective here: it does not cover this SDK, or comes too late`;
}

/** What to do about it today; `undefined` when the SDK has no gate of its own. */
export function findingHelp(finding: Reported): string | undefined {
  if (finding.code !== 'AEG3001') return REMEDIES[finding.code];
  if (finding.gates.length === 0) return undefined;
  return `this SDK can decide before it acts: ${finding.gates.join(' or ')}`;
}

/** An ungoverned call as a diagnostic, for formats that know nothing else. */
export function findingDiagnostic(finding: Reported): Diagnostic {
  const help = findingHelp(finding);
  return {
    code: finding.code,
    severity: severityOf(finding.risk),
    message: findingMessage(finding),
    span: finding.span,
    label: findingFacts(finding),
    ...(help === undefined ? {} : { help }),
  };
}

/** A callee may hold whole expressions (`getClient({...}).chat`); the end of it says what is called. */
export function shortCall(call: string): string {
  const characters = Array.from(call.slice(-200));
  return characters.length <= 80 ? call : `…${characters.slice(-79).join('')}`;
}

/** `12 AI calls: 9 ungoverned (2 high, 7 medium), 2 governed elsewhere, 1 suppressed`. */
export function callsSummary(findings: readonly Reported[], what = 'AI call'): string {
  const sorted = sortedFindings(findings);
  const parts = [
    counted(sorted.ungoverned.length, 'ungoverned', byRisk(sorted.ungoverned)),
    counted(sorted.governed.length, 'governed'),
    counted(sorted.governedElsewhere.length, 'governed elsewhere'),
    counted(sorted.suppressed.length, 'suppressed'),
    counted(sorted.baselined.length, 'in the baseline'),
    counted(sorted.tests.length, 'in tests'),
  ].filter((part) => part !== '');
  const calls = plural(findings.length, what);
  return parts.length === 0 ? calls : `${calls}: ${parts.join(', ')}`;
}

/** The AI calls, and the tool risks where there are any, a line each. */
export function summaryLines({ findings, toolRisks }: ScanReport): readonly string[] {
  const calls = callsSummary(findings);
  return toolRisks.length === 0 ? [calls] : [calls, callsSummary(toolRisks, 'tool risk')];
}

/** What was looked at and what was not, one sentence a line. */
export function filesSummary({
  files,
  belowConfidence = 0,
  interrupted = false,
}: ScanReport): readonly string[] {
  const { considered, read, partlyRead, skipped, ignored } = files;
  const outcomes = [
    `${read} read`,
    counted(partlyRead.length, 'partly read'),
    counted(skipped.length, 'not read'),
  ].filter((part) => part !== '');
  const passedOver = Object.entries(ignored).map(
    ([reason, count]) => `${count} ${reason.startsWith('.') ? `by ${reason}` : reason}`,
  );
  return [
    `${plural(considered, 'source file')}: ${outcomes.join(', ')}`,
    ...(passedOver.length === 0 ? [] : [`passed over: ${passedOver.join(', ')}`]),
    ...(belowConfidence === 0
      ? []
      : [`${plural(belowConfidence, 'guess', 'guesses')} not shown (--min-confidence heuristic shows them)`]),
    ...(interrupted ? ['interrupted: the scan is not complete'] : []),
  ];
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count === 0 ? 'no' : count} ${many}`;
}

function byRisk(findings: readonly Reported[]): string {
  return RISKS.map((risk) => counted(findings.filter((finding) => finding.risk === risk).length, risk))
    .filter((part) => part !== '')
    .join(', ');
}

function counted(count: number, what: string, detail = ''): string {
  if (count === 0) return '';
  return detail === '' ? `${count} ${what}` : `${count} ${what} (${detail})`;
}
