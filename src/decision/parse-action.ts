import { AegisBug, type Diagnostic, type Json, type Result } from '../base/index.ts';

/**
 * An action as it came in: the names may be anything, because an action with a name that is no name is decided
 * (`<invalid>`, blocked), not refused.
 */
export interface ActionInput {
  readonly type?: unknown;
  readonly target?: unknown;
  readonly agent?: unknown;
  readonly params?: { readonly [name: string]: unknown };
  readonly description?: string;
  /** The instant the action carries, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at?: number;
  readonly session?: string;
  readonly id?: string;
}

/** Reads an action in JSON; an unknown key is an error. Diagnostics carry no span: the caller knows file and line. */
export function parseAction(_json: Json): Result<ActionInput, readonly Diagnostic[]> {
  throw new AegisBug('under construction');
}
