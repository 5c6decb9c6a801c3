import { checkInvariants, diffPolicies, type Limits } from '../analysis/index.ts';
import { decide } from '../decision/index.ts';
import { APPROVALS, type Approval, type Policy } from '../model/index.ts';
import { edited, type PolicyEdit } from '../policy/index.ts';
import { findingKey, type ProbeFinding } from './finding.ts';
import { subjectOf, type Gap, type Subject } from './gap.ts';

/**
 * The findings with the smallest edit that closes each, where one of its candidates does: asked again, the changed policy
 * has the gap no more; it is proved that no action is decided more loosely, and every invariant holds that held.
 */
export function withEdits(policy: Policy, gaps: readonly Gap[], limits: Limits): ProposedEdits {
  const changes = new Map<string, Change>();
  let isCutShort = false;
  const most = Math.max(FEWEST_CHANGES, Math.floor(RULES_READ / policy.rules.length));
  const changeOf = (edit: PolicyEdit): Change | undefined => {
    const key = JSON.stringify(edit);
    const change = changes.get(key) ?? (changes.size < most ? new Change(policy, edit, limits) : undefined);
    if (change === undefined) isCutShort = true;
    else changes.set(key, change);
    return change;
  };
  const proposed = gaps.map((gap) => {
    const edit = gap.candidates.find((candidate) => changeOf(candidate)?.closes(gap) === true);
    return edit === undefined ? gap.finding : { ...gap.finding, edit };
  });
  return { findings: grouped(proposed), isCutShort };
}

interface ProposedEdits {
  readonly findings: readonly ProbeFinding[];
  /** Edits were not looked for to the end. */
  readonly isCutShort: boolean;
}

/** Changes are looked at as long as they have no more rules than this together: each costs a comparison of policies. */
const RULES_READ = 4_000;
const FEWEST_CHANGES = 3;

/** A policy after an edit; what is asked of it costs something, and only the first time. */
class Change {
  private readonly before: Policy;
  private readonly after: Policy;
  private readonly limits: Limits;
  private knownSubject: Subject | undefined;
  private knownHarmless: boolean | undefined;

  constructor(policy: Policy, edit: PolicyEdit, limits: Limits) {
    this.before = policy;
    this.after = edited(policy, edit);
    this.limits = limits;
  }

  closes({ finding, isOpenIn }: Gap): boolean {
    const { action, at, decision } = finding;
    const now = decide(this.subject.analyzed.compiled, action, at);
    const isStricter = APPROVALS.indexOf(now.approval) > APPROVALS.indexOf(decision.approval);
    const isChanged = isStricter || finding.category === 'shadowed-protection';
    return isChanged && !isOpenIn(this.subject) && this.isHarmless;
  }

  private get subject(): Subject {
    return (this.knownSubject ??= subjectOf(this.after, this.limits));
  }

  private get isHarmless(): boolean {
    return (this.knownHarmless ??= loosensNothing(this.before, this.after, this.limits));
  }
}

/** Whether it is proved that no decision of an edited policy is looser, and that every invariant holds that held. */
export function loosensNothing(before: Policy, after: Policy, limits: Limits): boolean {
  const { changes, notProved } = diffPolicies(before, after, { limits });
  if (notProved.length > 0 || changes.some(({ kind }) => kind === 'loosened')) return false;
  const broken = unproved(after, limits);
  return broken.length === 0 || unproved(before, limits).length === broken.length;
}

/** The invariants that a stricter decision can break and that are not proved. */
function unproved({ invariants, ...policy }: Policy, limits: Limits): readonly string[] {
  const breakable = invariants.filter(({ claim }) =>
    claim.kind === 'never' ? forbidsStricter(claim.approval) : claim.riskAtLeast !== undefined,
  );
  return checkInvariants({ ...policy, invariants: breakable }, { limits }).flatMap(({ invariant, result }) =>
    result.kind === 'proved' ? [] : [invariant.name],
  );
}

/** Whether some approval is forbidden of which a milder one is not. */
function forbidsStricter(forbidden: readonly Approval[]): boolean {
  const most = Math.max(...forbidden.map((approval) => APPROVALS.indexOf(approval)));
  return new Set(forbidden).size <= most;
}

/** What one edit holds back is one finding: the first, with the others beside it. */
function grouped(findings: readonly ProbeFinding[]): readonly ProbeFinding[] {
  const groups = new Map<string, ProbeFinding[]>();
  for (const finding of findings) {
    const { category, class: harm, edit, severity } = finding;
    const key =
      edit === undefined ? findingKey(finding) : JSON.stringify([category, severity, harm ?? '', edit]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [others.length === 0 ? first : { ...first, also: others.map(({ action }) => action) }],
  );
}
