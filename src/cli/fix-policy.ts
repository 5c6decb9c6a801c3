import { createSource } from '../base/index.ts';
import {
  editPolicyText,
  loadPolicyOrReference,
  readDocument,
  type LoadedPolicy,
  type PolicyEdit,
} from '../policy/index.ts';
import {
  findingKey,
  loosensNothing,
  probePolicy,
  type ProbeFinding,
  type ProbeReport,
} from '../probe/index.ts';
import { DEFAULT_LIMITS } from '../analysis/index.ts';

/** A policy after the edits that could be made, and why others could not. */
export interface FixedPolicy {
  readonly text: string;
  readonly loaded: LoadedPolicy;
  readonly report: ProbeReport;
  readonly made: readonly {
    readonly finding: ProbeFinding;
    readonly edit: PolicyEdit;
    readonly policy: LoadedPolicy;
  }[];
  readonly left: readonly { readonly finding: ProbeFinding; readonly why: string }[];
}

type Trials = Parameters<typeof probePolicy>[1];

/**
 * Makes the edits of a report in the text, one after another, and probes again after each. An edit is left out when the
 * text with it does not load, has findings that were not there, or decides any action more loosely.
 */
export function fixPolicy(loaded: LoadedPolicy, report: ProbeReport, trials: Trials): FixedPolicy {
  let fixed: FixedPolicy = { text: loaded.source.text, loaded, report, made: [], left: [] };
  const refused = new Set<string>();
  for (;;) {
    const finding = fixed.report.findings.find(
      (one) => one.edit !== undefined && !refused.has(findingKey(one)),
    );
    if (finding?.edit === undefined || fixed.made.length >= MOST_EDITS) return fixed;
    const next = withEdit(fixed, finding, finding.edit, trials);
    if (typeof next === 'string') {
      refused.add(findingKey(finding));
      fixed = { ...fixed, left: [...fixed.left, { finding, why: next }] };
    } else fixed = next;
  }
}

/** More gaps than a person would look at in one go. */
const MOST_EDITS = 50;

function withEdit(
  { text, loaded, report, made, left }: FixedPolicy,
  finding: ProbeFinding,
  edit: PolicyEdit,
  trials: Trials,
): FixedPolicy | string {
  const { file } = loaded.source;
  const changed = editPolicyText(file, text, edit);
  if (!changed.ok) return changed.error;
  const document = readDocument(file, new TextEncoder().encode(changed.value));
  const again = document.ok ? loadPolicyOrReference(document.value) : undefined;
  if (again?.ok !== true || again.value.kind !== 'policy') return 'the text would not load';
  const next = { ...again.value, source: createSource(file, changed.value) };
  const now = probePolicy(next.policy, trials);
  const before = new Set(report.findings.map(findingKey));
  if (now.findings.some((one) => !before.has(findingKey(one))))
    return 'it would show a gap that was not there';
  if (!loosensNothing(loaded.policy, next.policy, DEFAULT_LIMITS))
    return 'it would loosen a decision or an invariant';
  return {
    text: changed.value,
    loaded: next,
    report: now,
    made: [...made, { finding, edit, policy: loaded }],
    left,
  };
}
