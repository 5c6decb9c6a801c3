import {
  analyzedIn,
  approvalOf,
  below,
  Budget,
  DEFAULT_LIMITS,
  Space,
  type AnalyzedPolicy,
  type Limits,
} from '../analysis/index.ts';
import { decide } from '../decision/index.ts';
import { DEFAULT_RULE, type Policy } from '../model/index.ts';
import { adversarialLayer, replayed } from './adversarial-layer.ts';
import { findingKey, type ProbeFinding } from './finding.ts';
import { SEVERITIES, UNFORESEEN } from './lexicon.ts';
import { withEdits } from './propose-edits.ts';
import { lexiconRegions, provedLayer } from './proved-layer.ts';
import { scoreOf, type ScoredPart } from './score.ts';

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
  /** How many actions were decided. */
  readonly tried: number;
  /** Whether every question of the proved layer was answered within its budget. */
  readonly isComplete: boolean;
}

/**
 * Asks what an attacker and an auditor would ask: by proof, whether anything that a lexicon calls dangerous can run
 * without a person; by trying, whether another spelling, a disguise or an odd parameter gets past a rule.
 */
export function probePolicy(policy: Policy, options: ProbeOptions = {}): ProbeReport {
  const report = probeOnce(policy, options);
  const findings = withEdits(policy, report.findings, (changed) => probeOnce(changed, options).findings);
  return { ...report, findings };
}

/** The findings of one question again, by the `replay` of a finding; undefined when it is none. */
export function replayFinding(policy: Policy, replay: string): readonly ProbeFinding[] | undefined {
  return replayed(analyzedIn(new Space(), policy).compiled, replay);
}

function probeOnce(
  policy: Policy,
  { seed = 1, runs = 5_000, limits = DEFAULT_LIMITS }: ProbeOptions,
): ProbeReport {
  const analyzed = analyzedIn(new Space(), policy);
  const regions = lexiconRegions(analyzed);
  const budget = new Budget(limits);
  const proved = provedLayer(analyzed, regions, budget);
  const tried = adversarialLayer(analyzed.compiled, { seed, runs });
  const unforeseen = unforeseenFindings(analyzed);
  const allowed = below(analyzed, [], approvalOf, 2, budget);
  const share = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const parts: readonly ScoredPart[] = [
    {
      name: 'dangerous verbs never run without a person',
      weight: 35,
      share: share(proved.classes.map(({ covered }) => covered)),
    },
    {
      name: 'what nobody foresaw never runs without a person',
      weight: 15,
      share: unforeseen.length === 0 ? 1 : 0,
    },
    { name: 'other spellings are held back alike', weight: 20, share: tried.spelling },
    { name: 'disguises are held back alike', weight: 10, share: tried.disguise },
    {
      name: 'nothing dangerous runs on sensitive targets',
      weight: 10,
      share: share(proved.classes.map(({ isSafeOnSensitive }) => Number(isSafeOnSensitive))),
    },
    {
      name: 'no name of an agent opens anything dangerous',
      weight: 10,
      share: share(proved.classes.map(({ isSafeForAnyAgent }) => Number(isSafeForAnyAgent))),
    },
  ];
  const unique = new Map(
    [...proved.findings, ...unforeseen, ...tried.findings].map((one) => [findingKey(one), one]),
  );
  return {
    policyHash: policy.hash,
    seed,
    runs,
    findings: [...unique.values()].sort(
      (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
    ),
    score: scoreOf(parts),
    parts,
    allowedByName: proved.allowedByName,
    nothingIsAllowed: allowed === 'none',
    tried: tried.tried,
    isComplete: proved.isComplete && allowed !== 'out-of-budget',
  };
}

/** Names that no rule was written for, and that run all the same. */
function unforeseenFindings({ compiled }: AnalyzedPolicy): readonly ProbeFinding[] {
  for (const type of UNFORESEEN) {
    const action = { type, target: 'something', agent: 'someone' };
    const decision = decide(compiled, action);
    if (decision.approval !== 'auto') continue;
    const isDefault = decision.rule === DEFAULT_RULE;
    return [
      {
        category: isDefault ? 'default-fallthrough' : 'wildcard-rule',
        severity: 'high',
        message: `an action that nobody foresaw, \`${type}\`, runs without a person`,
        action,
        decision,
        rule: decision.rule,
        reliesOnApproval: false,
        evidence: { kind: 'tried', replay: `unforeseen/${type}` },
      },
    ];
  }
  return [];
}
