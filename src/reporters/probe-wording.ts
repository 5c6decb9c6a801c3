import { exampleText } from '../analysis/index.ts';
import type { Diagnostic, Severity as DiagnosticSeverity, Span } from '../base/index.ts';
import { DEFAULT_RULE, type Policy } from '../model/index.ts';
import { ruleLines, type LoadedPolicy, type PolicyEdit } from '../policy/index.ts';
import { codeOf, SEVERITIES, type ProbeFinding, type ProbeReport, type Severity } from '../probe/index.ts';
import type { ProbedPolicy } from './probed-policy.ts';

export const WORST_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** How bad a finding is, in the three words of diagnostics. */
export function diagnosticSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
      return 'info';
  }
}

/** What gets through, without what a person is asked about. */
export function gaps({ findings }: ProbeReport): readonly ProbeFinding[] {
  return findings.filter(({ reliesOnApproval }) => !reliesOnApproval);
}

/** What only a person stops. */
export function reliances({ findings }: ProbeReport): readonly ProbeFinding[] {
  return findings.filter(({ reliesOnApproval }) => reliesOnApproval);
}

/** Findings as diagnostics at the rules that are to blame. */
export function probeDiagnostics({ loaded, report }: ProbedPolicy): readonly Diagnostic[] {
  return report.findings.map((finding) => ({
    code: codeOf(finding.category),
    severity: diagnosticSeverity(finding.severity),
    message: finding.reliesOnApproval ? `relies on approval: ${finding.message}` : finding.message,
    label: `${finding.severity}, ${evidenceText(finding)}`,
    help: [
      `${actionJsonText(finding)} is decided ${decisionText(finding)}`,
      ...(finding.edit === undefined ? [] : [editText(loaded.policy, finding.edit)]),
    ].join('; '),
    span: spanOf(loaded, finding),
  }));
}

/** Where the rule stands that is to blame, or the defaults. */
export function spanOf({ policy, ruleSpans, defaultsSpan }: LoadedPolicy, { rule }: ProbeFinding): Span {
  const index = policy.rules.findIndex(({ name }) => name === rule);
  return ruleSpans[index] ?? defaultsSpan;
}

/** The action as one line of JSON, as `aegis simulate --file` reads it. */
export function actionJsonText({ action, at }: ProbeFinding): string {
  return exampleText({ action, ...(at === undefined ? {} : { at }), asked: [], assuming: [] });
}

export function decisionText({ decision }: ProbeFinding): string {
  return `${decision.approval}, risk ${decision.riskLevel}, by ${ruleText(decision.rule)}`;
}

export function ruleText(rule: string): string {
  return rule === DEFAULT_RULE ? 'the defaults' : `\`${rule}\``;
}

export function evidenceText({ evidence }: ProbeFinding): string {
  return evidence.kind === 'proved' ? 'proved' : `tried, --replay ${evidence.replay}`;
}

/** An edit in a sentence. */
export function editText(policy: Policy, edit: PolicyEdit): string {
  const name = (index: number): string => `\`${policy.rules[index]?.name ?? ''}\``;
  switch (edit.kind) {
    case 'widen-glob':
      return `in ${name(edit.rule)}, write '${edit.to}' instead of '${edit.from}'`;
    case 'insert-rule':
      return edit.before === policy.rules.length
        ? `add a rule \`${edit.rule.name}\` (${edit.rule.approval}) at the end`
        : `add a rule \`${edit.rule.name}\` (${edit.rule.approval}) before ${name(edit.before)}`;
    case 'add-invariant':
      return `add the invariant \`${edit.invariant.name}\``;
    case 'set-approval':
      return `let ${name(edit.rule)} have \`approval: ${edit.approval}\``;
    case 'set-default':
      return `let the defaults have \`approval: ${edit.approval}\``;
    case 'move-rule':
      return `move ${name(edit.rule)} before ${name(edit.before)}`;
  }
}

/** What an edit writes, as lines of YAML; nothing where it only moves what is there. */
export function editSnippet(edit: PolicyEdit): readonly string[] {
  switch (edit.kind) {
    case 'insert-rule':
      return ruleLines(edit.rule);
    case 'add-invariant':
    case 'widen-glob':
    case 'set-approval':
    case 'set-default':
    case 'move-rule':
      return [];
  }
}

/** What is to be known beside findings. */
export function probeNotes({
  nothingIsAllowed,
  allowedByName,
  isComplete,
  editsAreCutShort,
}: ProbeReport): readonly string[] {
  return [
    ...(nothingIsAllowed ? ['nothing is allowed: every action is refused (proved)'] : []),
    ...(allowedByName.length === 0
      ? []
      : [
          `let something dangerous run and name it, which is taken for meant: ${allowedByName.map(ruleText).join(', ')}`,
        ]),
    ...(editsAreCutShort ? ['edits were looked for only for the worst findings (budget)'] : []),
    ...(isComplete ? [] : ['not everything was proved: some questions ran out of their budget']),
  ];
}

/** How the score comes about, a line for each part: points earned, points there are, and the share. */
export function scoreRows({ parts }: ProbeReport): readonly {
  readonly earned: string;
  readonly weight: number;
  readonly share: string;
  readonly name: string;
}[] {
  return parts.map(({ name, weight, share }) => ({
    earned: (weight * share).toFixed(1),
    weight,
    share: `${(100 * share).toFixed(0)} %`,
    name,
  }));
}

/** The counts, one sentence a line. */
export function probeVerdict(report: ProbeReport): readonly string[] {
  const counts = WORST_FIRST.flatMap((severity) => {
    const count = gaps(report).filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const relying = reliances(report).length;
  const also = relying === 0 ? '' : `; ${relying} ${relying === 1 ? 'relies' : 'rely'} on approval`;
  return [
    `score ${report.score}/100: ${counts.length === 0 ? 'nothing gets through' : counts.join(', ')}${also}`,
    `${report.tried} actions tried (--seed ${report.seed} --runs ${report.runs}); ${report.isComplete ? 'every question was proved' : 'not every question was proved'}`,
  ];
}
