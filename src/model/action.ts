import type { Json } from '../base/index.ts';

/**
 * What an agent wants to do. A key that is absent was *not given*: it is unknown for every glob that does not match all
 * names and for every condition that reads it. An empty `target` or `agent` is a known name.
 */
export interface Action {
  /** What is done, e.g. `delete_user`. */
  readonly type: string;
  /** What it is done to, e.g. `crm`. */
  readonly target?: string;
  /** Who does it. */
  readonly agent?: string;
  /** The tool's arguments. */
  readonly params?: { readonly [name: string]: Json };
  readonly description?: string;
}
