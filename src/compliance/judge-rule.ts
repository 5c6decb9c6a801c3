import type { EntryReference } from '../audit/index.ts';
import { judgeCode } from './judge-code.ts';
import { judgeLog } from './judge-log.ts';
import { judgePolicy } from './judge-policy.ts';
import { passesWhen } from './describe-check.ts';
import type { CheckedLog, Evidence } from './evidence.ts';
import { placesOf, type Check, type EvidenceRule, type Place } from './tables.ts';

export type Outcome = 'pass' | 'fail' | 'no evidence';

/** What came of a check. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The figures, or why there are none: one sentence without its end. */
  readonly says: string;
  /** Entries that speak for it. */
  readonly support?: Entries;
  /** Entries that speak against it. */
  readonly against?: Entries;
  /** What speaks against it in the policy or the code: an action that runs, a place. */
  readonly examples?: readonly string[];
}

export interface Entries {
  readonly total: number;
  /** The first of them. */
  readonly entries: readonly EntryReference[];
}

/** A rule with what came of it. */
export interface RuleResult extends Verdict {
  readonly rule: EvidenceRule;
  readonly passesWhen: string;
  /** What was not given that the rule looks at. */
  readonly missing?: Place;
}

/** Judges a rule. At most `limit` entries are named for and against it. */
export function judgeRule(rule: EvidenceRule, evidence: Evidence, limit: number): RuleResult {
  const { check } = rule;
  const missing = placesOf(check).find((place) => evidence[place] === undefined);
  const verdict: Verdict =
    missing === undefined
      ? judge(check, evidence, limit)
      : { outcome: 'no evidence', says: MISSING[missing] };
  return { rule, passesWhen: passesWhen(check), ...verdict, ...(missing === undefined ? {} : { missing }) };
}

const MISSING: Readonly<Record<Place, string>> = {
  log: 'no audit log was given (`--db`)',
  policy: 'no policy was given (`--policy`)',
  code: 'no scan report was given (`--scan-report`; `aegis scan --format json=scan.json` writes one)',
};

function judge(check: Check, { log, policy, code }: Evidence, limit: number): Verdict {
  switch (check.kind) {
    case 'chain':
    case 'share':
    case 'covered':
    case 'checkpoint':
    case 'kept':
    case 'clock':
    case 'watched':
      return log === undefined ? NOTHING : (changed(log) ?? judgeLog(check, log, limit));
    case 'in-force':
      if (log === undefined || policy === undefined) return NOTHING;
      return changed(log) ?? judgePolicy(check, policy, log);
    case 'never':
    case 'default':
    case 'probe':
    case 'invariants':
    case 'tested':
      return policy === undefined ? NOTHING : judgePolicy(check, policy, log);
    case 'governed':
    case 'tool-risks':
    case 'read':
      return code === undefined ? NOTHING : judgeCode(check, code);
  }
}

const NOTHING: Verdict = { outcome: 'no evidence', says: 'nothing was given' };

/** INVARIANT: nothing in a log that was changed is evidence. */
function changed({ problems }: CheckedLog): Verdict | undefined {
  const [first] = problems;
  return first === undefined
    ? undefined
    : { outcome: 'fail', says: `the log was changed, so it shows nothing: ${first}` };
}
