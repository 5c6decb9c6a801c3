import type { Json } from '../../base/index.ts';
import type { Verdict } from '../permission.ts';
import type { JsonObject } from '../tool-call.ts';

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

/** What such an answer says. */
export function permissionIn(answer: JsonObject): Json | undefined {
  const specific = answer['hookSpecificOutput'];
  const isObject = typeof specific === 'object' && specific !== null && !Array.isArray(specific);
  return isObject ? (specific as JsonObject)['permissionDecision'] : undefined;
}
