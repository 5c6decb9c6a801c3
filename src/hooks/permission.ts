import type { Approval } from '../model/index.ts';

/**
 * What a hook answers: `none` leaves the call to the agent's own rules, `allow` takes it past them, `ask` has the agent
 * ask its user, `deny` refuses it.
 */
export type Permission = 'none' | 'allow' | 'ask' | 'deny';

export interface Verdict {
  readonly permission: Permission;
  /** For the agent and its user. */
  readonly reason: string;
}

/** `auto` only means that the policy has nothing against it; `isGranted` says that this is enough. */
export function permissionFor(approval: Approval, isGranted: boolean): Permission {
  switch (approval) {
    case 'auto':
      return isGranted ? 'allow' : 'none';
    case 'approve':
      return 'ask';
    case 'block':
      return 'deny';
  }
}
