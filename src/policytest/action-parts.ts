import type { Json } from '../base/index.ts';

/** Some of the parts of an action; a part that is absent is left to whoever builds on these. */
export interface ActionParts {
  readonly type?: string;
  readonly target?: string;
  readonly agent?: string;
  readonly description?: string;
  readonly params?: { readonly [name: string]: Json };
}

/** The later parts laid over the earlier ones; parameters are laid over each other one by one. */
export function mergeParts(under: ActionParts, over: ActionParts): ActionParts {
  const params = { ...under.params, ...over.params };
  return { ...under, ...over, ...((under.params ?? over.params) ? { params } : {}) };
}
