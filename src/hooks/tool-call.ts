import type { Json } from '../base/index.ts';
import type { Action } from '../model/index.ts';

/** A tool that an agent is about to call, or has called. */
export interface ToolCall {
  readonly action: Action & { readonly agent: string; readonly params: JsonObject };
  readonly session?: string;
  /** What the agent calls this one call; where it has no name for it, one that the same call in the same session gets again. */
  readonly id: string;
  /** Where relative paths in the parameters count from. */
  readonly folder?: string;
}

/** What a hook is told. */
export type HookEvent =
  /** May this run? */
  | { readonly kind: 'call'; readonly event: string; readonly call: ToolCall }
  /** It ended so. */
  | {
      readonly kind: 'outcome';
      readonly event: string;
      readonly call: ToolCall;
      readonly status: 'success' | 'failed' | 'denied';
      readonly error?: string;
    };

export interface JsonObject {
  readonly [name: string]: Json;
}
