import { compilePolicy, decide, type ActionInput, type CompiledPolicy } from '../decision/index.ts';
import {
  APPROVALS,
  RISK_LEVELS,
  type ActionSet,
  type Approval,
  type Decision,
  type Invariant,
  type Policy,
} from '../model/index.ts';

/** The invariants of a policy made ready to be tried on many actions. Trying is no proof. */
export interface TriedInvariant {
  readonly invariant: Invariant;
  readonly region: CompiledPolicy;
  readonly except: readonly CompiledPolicy[];
}

export function compileInvariants(policy: Policy): readonly TriedInvariant[] {
  return policy.invariants.map((invariant) => ({
    invariant,
    region: membership(policy, invariant.region, 'block', 'auto'),
    except: invariant.except.map((set) => membership(policy, set, 'auto', 'block')),
  }));
}

/**
 * The invariants that this decision breaks. An action is meant when match and conditions hold or are unknown and no
 * `except` is known to hold.
 */
export function brokenInvariants(
  tried: readonly TriedInvariant[],
  action: ActionInput,
  at: number | undefined,
  decision: Decision,
): readonly Invariant[] {
  return tried
    .filter(({ invariant }) => !isKept(invariant, decision))
    .filter(({ region, except }) => {
      const isExcepted = except.some((set) => decide(set, action, at).approval === 'auto');
      return !isExcepted && decide(region, action, at).approval === 'block';
    })
    .map(({ invariant }) => invariant);
}

/**
 * A policy of one rule that asks whether an action is in a set. What is unknown takes the stricter side: with `inside`
 * blocked the set counts what may belong to it, with `outside` blocked only what is known to.
 */
function membership(policy: Policy, set: ActionSet, inside: Approval, outside: Approval): CompiledPolicy {
  const rule = { name: 'member', ...set, riskLevel: 'low', approval: inside, tags: [] } as const;
  const defaults = { riskLevel: 'low', approval: outside } as const;
  return compilePolicy({ ...policy, defaults, rules: [rule], invariants: [] });
}

function isKept({ claim }: Invariant, { approval, riskLevel }: Decision): boolean {
  if (claim.kind === 'never') return !claim.approval.includes(approval);
  const { approvalAtLeast = 'auto', riskAtLeast = 'low' } = claim;
  return (
    APPROVALS.indexOf(approval) >= APPROVALS.indexOf(approvalAtLeast) &&
    RISK_LEVELS.indexOf(riskLevel) >= RISK_LEVELS.indexOf(riskAtLeast)
  );
}
