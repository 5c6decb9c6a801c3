import { approvalOf, below, DEFAULT_LIMITS, type Limits } from '../analysis/index.ts';
import { decide } from '../decision/index.ts';
import { DEFAULT_RULE, type Policy } from '../model/index.ts';
import { adversarialLayer, replayed } from './adversarial-layer.ts';
import { negativeAmounts, oddValues, thresholdEdges } from './condition-layer.ts';
import { findingKey, type ProbeFinding } from './finding.ts';
import { subjectOf, type Gap, type Subject } from './gap.ts';
import { SEVERITIES, UNFORESEEN } from './lexicon.ts';
import { withEdits } from './propose-edits.ts';
import { provedLayer, shadowedProtection } from './proved-layer.ts';
import { scoredParts, scoreOf, type ScoredPart } from './score.ts';

export interface ProbeOptions {
  /** The same seed and runs find the same; 1 unless given. */
  readonly seed?: number;
  /** How many actions are tried; 5,000 unless given. */
  readonly runs?: number;
  readonly limits?: Limits;
}

export interface ProbeReport {
  readonly policyHash: string;
  readonly seed: number;
  readonly runs: number;
  /** The worst first. */
  readonly findings: readonly ProbeFinding[];
  /** From 0 to 100. */
  readonly score: number;
  /** How the score came about. */
  readonly parts: readonly ScoredPart[];
  /** Rules that let something dangerous run and name it, which is taken for meant. */
  readonly allowedByName: readonly string[];
  readonly nothingIsAllowed: boolean;
  /** A large policy with many findings: edits were looked for only for the worst. */
  readonly editsAreCutShort: boolean;
  /** How many actions were decided. */
  readonly tried: number;
  /** Whether every question of the proved layer was answered within its budget. */
  readonly isComplete: boolean;
}

/**
 * Asks what an attacker and an auditor would ask: by proof, whether anything that a lexicon calls dangerous can run
 * without a person; by trying, whether another spelling, a disguise or an odd parameter gets past a rule.
 *
 * @example
 * const { score, findings } = probePolicy(loaded.value.policy);
 */
export function probePolicy(
  policy: Policy,
  { seed = 1, runs = 5_000, limits = DEFAULT_LIMITS }: ProbeOptions = {},
): ProbeReport {
  const subject = subjectOf(policy, limits);
  const proved = provedLayer(subject);
  const shadowed = shadowedProtection(subject);
  const tried = adversarialLayer(subject, { seed, runs });
  const unforeseen = unforeseenGaps(subject);
  const all = [
    ...proved.gaps,
    ...unforeseen,
    ...shadowed.gaps,
    ...negativeAmounts(subject),
    ...thresholdEdges(subject),
    ...oddValues(subject),
    ...tried.gaps,
  ];
  const gaps = worthTelling(all);
  const allowed = below(subject.analyzed, [], approvalOf, 2, subject.budget);
  const edits = withEdits(policy, gaps, limits);
  const parts = scoredParts({ ...proved, ...tried, unforeseen: unforeseen.length, gaps: all });
  return {
    policyHash: policy.hash,
    seed,
    runs,
    findings: edits.findings,
    score: scoreOf(parts),
    parts,
    allowedByName: proved.allowedByName,
    nothingIsAllowed: allowed === 'none',
    tried: tried.tried,
    editsAreCutShort: edits.isCutShort,
    isComplete: proved.isComplete && shadowed.isComplete && allowed !== 'out-of-budget',
  };
}

/**
 * What is found again for the `replay` of a finding: nothing where the gap is closed; undefined where there is no such
 * trial.
 */
export function replayFinding(policy: Policy, replay: string): readonly ProbeFinding[] | undefined {
  const subject = subjectOf(policy, DEFAULT_LIMITS);
  if (!/^(?:unforeseen|value)\//.test(replay)) return replayed(subject, replay);
  return [...unforeseenGaps(subject), ...oddValues(subject)].flatMap(({ finding }) =>
    finding.evidence.kind === 'tried' && finding.evidence.replay === replay ? [finding] : [],
  );
}

/** The worst first, each gap once; what was tried and lies where something was proved is no news. */
function worthTelling(gaps: readonly Gap[]): readonly Gap[] {
  const proved = new Set(
    gaps.flatMap(({ finding }) => (finding.evidence.kind === 'proved' ? [placeOf(finding)] : [])),
  );
  const unique = new Map<string, Gap>();
  for (const gap of gaps) {
    const { finding } = gap;
    const isKnown =
      finding.evidence.kind === 'tried' && !finding.reliesOnApproval && proved.has(placeOf(finding));
    const key = findingKey(finding);
    if (!isKnown && !unique.has(key)) unique.set(key, gap);
  }
  return [...unique.values()].sort(
    (a, b) => SEVERITIES.indexOf(b.finding.severity) - SEVERITIES.indexOf(a.finding.severity),
  );
}

function placeOf({ class: harm, decision }: ProbeFinding): string {
  return JSON.stringify([harm, decision.rule]);
}

/** Names that no rule was written for, and that run all the same. */
function unforeseenGaps({ analyzed }: Subject): readonly Gap[] {
  const { rules } = analyzed.policy;
  for (const type of UNFORESEEN) {
    const action = { type, target: 'something', agent: 'someone' };
    const decision = decide(analyzed.compiled, action);
    if (decision.approval !== 'auto') continue;
    const isDefault = decision.rule === DEFAULT_RULE;
    const rule = rules.findIndex(({ name }) => name === decision.rule);
    const finding: ProbeFinding = {
      category: isDefault ? 'default-fallthrough' : 'wildcard-rule',
      severity: 'high',
      message: `an action that nobody foresaw, \`${type}\`, runs without a person`,
      action,
      decision,
      rule: decision.rule,
      reliesOnApproval: false,
      evidence: { kind: 'tried', replay: `unforeseen/${type}` },
    };
    return [
      {
        finding,
        candidates: [
          isDefault
            ? { kind: 'set-default', approval: 'approve' }
            : { kind: 'set-approval', rule, approval: 'approve' },
        ],
        isOpenIn: (changed) => unforeseenGaps(changed).length > 0,
      },
    ];
  }
  return [];
}
