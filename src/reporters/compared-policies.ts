import type { ChangeKind, PolicyDiff } from '../analysis/index.ts';
import type { ActionInput } from '../decision/index.ts';
import type { Decision } from '../model/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';

/** Two policies, what differs between them, and how recorded actions fare. */
export interface ComparedPolicies {
  readonly old: ComparedPolicy;
  readonly new: ComparedPolicy;
  readonly diff: PolicyDiff;
  /** What questions that were not answered ran out of. */
  readonly ranOut: 'budget' | 'time';
  readonly replay?: ReplayedActions;
}

export interface ComparedPolicy {
  /** Where it is from, as the user may write it: a file, `git:main:policy.yaml`, or `<stdin>`. */
  readonly from: string;
  readonly loaded: LoadedPolicy;
}

/** What recorded actions say of a change. */
export interface ReplayedActions {
  readonly file: string;
  readonly actions: number;
  readonly changed: number;
  /** By kind, then old and new decision. */
  readonly classes: readonly ReplayedClass[];
}

/** Recorded actions whose decision changes in the same way. */
export interface ReplayedClass {
  readonly kind: ChangeKind;
  readonly old: Pick<Decision, 'approval' | 'riskLevel'>;
  readonly new: Pick<Decision, 'approval' | 'riskLevel'>;
  readonly count: number;
  /** The first ones. */
  readonly examples: readonly ReplayedExample[];
}

export interface ReplayedExample {
  /** The how-manieth action of the file it is, from 1. */
  readonly position: number;
  readonly action: ActionInput;
  readonly old: Decision;
  readonly new: Decision;
}
