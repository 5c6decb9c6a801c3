import type { Diagnostic, Severity } from '../base/index.ts';
import type { Finding, Governance, Risk, ScanReport, SinkKind } from '../scan/index.ts';

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

/** The findings as the user reads them: each stands in one of these lists, in the report's order. */
export interface SortedFindings {
  readonly ungoverned: readonly Finding[];
  readonly governed: readonly Finding[];
  readonly governedElsewhere: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Ungoverned calls that the baseline holds. */
  readonly baselined: readonly Finding[];
  readonly tests: readonly Finding[];
}

export function sortedFindings(findings: readonly Finding[]): SortedFindings {
  const inState = (state: Governance['state']): readonly Finding[] =>
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

/** What is wrong, in one line. */
export function findingMessage({ kind, call }: Finding): string {
  return `ungoverned ${SINK_NAMES[kind]} \`${shortCall(call)}\``;
}

/** What else there is to know of the call itself. */
export function findingFacts({ sdk, risk, confidence }: Finding): string {
  return `${sdk}, ${risk} risk, ${confidence}`;
}

/** What to do about it today; `undefined` when the SDK has no gate of its own. */
export function findingHelp({ gates }: Finding): string | undefined {
  if (gates.length === 0) return undefined;
  return `this SDK can decide before it acts: ${gates.join(' or ')}`;
}

/** An ungoverned call as a diagnostic, for formats that know nothing else. */
export function findingDiagnostic(finding: Finding): Diagnostic {
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
export function callsSummary(findings: readonly Finding[]): string {
  const sorted = sortedFindings(findings);
  const parts = [
    counted(sorted.ungoverned.length, 'ungoverned', byRisk(sorted.ungoverned)),
    counted(sorted.governed.length, 'governed'),
    counted(sorted.governedElsewhere.length, 'governed elsewhere'),
    counted(sorted.suppressed.length, 'suppressed'),
    counted(sorted.baselined.length, 'in the baseline'),
    counted(sorted.tests.length, 'in tests'),
  ].filter((part) => part !== '');
  const calls = plural(findings.length, 'AI call');
  return parts.length === 0 ? calls : `${calls}: ${parts.join(', ')}`;
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

function byRisk(findings: readonly Finding[]): string {
  return RISKS.map((risk) => counted(findings.filter((finding) => finding.risk === risk).length, risk))
    .filter((part) => part !== '')
    .join(', ');
}

function counted(count: number, what: string, detail = ''): string {
  if (count === 0) return '';
  return detail === '' ? `${count} ${what}` : `${count} ${what} (${detail})`;
}
