import type { Json } from '../../base/index.ts';
import type { Verdict } from '../permission.ts';

/** The answer of Claude Code, which Codex took over. */
export function permissionAnswer(event: string, { permission, reason }: Verdict): Json {
  return {
    hookSpecificOutput: {
      hookEventName: event,
      permissionDecision: permission,
      permissionDecisionReason: reason,
    },
  };
}
