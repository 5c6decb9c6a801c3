import type { Example } from './example.ts';
import type { InvariantId, RuleId } from './rule-id.ts';

/** One thing to know about a policy. Each is proved, or shown by an example that the decision engine agrees with. */
export type Finding =
  /** It takes part nowhere: the rules of `cover` come first and leave nothing, and decide otherwise. */
  | { readonly kind: 'shadowed'; readonly rule: RuleId; readonly cover: readonly RuleId[] }
  /** As `shadowed`, but the rules of `cover` decide the same. */
  | { readonly kind: 'redundant'; readonly rule: RuleId; readonly cover: readonly RuleId[] }
  /** Its own conditions are true nowhere. At the example it counts all the same, because something is unknown. */
  | { readonly kind: 'never-true'; readonly rule: RuleId; readonly example?: Example }
  /** It decides nothing when everything is known. */
  | { readonly kind: 'only-when-unknown'; readonly rule: RuleId; readonly example: Example }
  /** Without it every action is decided with the same approval and risk. */
  | { readonly kind: 'no-effect'; readonly rule: RuleId }
  /** At the value both rules leave out, the decision is neither that of `above` nor that of `below`. */
  | {
      readonly kind: 'threshold-gap';
      readonly above: RuleId;
      readonly below: RuleId;
      readonly path: string;
      readonly value: number | string;
      readonly example: Example;
    }
  /** It is about every type, and makes actions that lack the parameter as strict as itself. */
  | { readonly kind: 'unguarded'; readonly rule: RuleId; readonly path: string; readonly example: Example }
  /** Another spelling of a type that the rule protects gets the looser decision of the example. */
  | {
      readonly kind: 'spelling-escape';
      readonly rule: RuleId;
      readonly protectedType: string;
      readonly example: Example;
    }
  /** Both hold for some actions, decide differently, and the later is not the general case of the earlier. */
  | { readonly kind: 'order-matters'; readonly rule: RuleId; readonly earlier: readonly RuleId[] }
  /** The claim does not hold at the example; `by` let it through. */
  | {
      readonly kind: 'invariant-refuted';
      readonly invariant: InvariantId;
      readonly example: Example;
      readonly by: RuleId;
    }
  /** No action is in the region, so the claim says nothing. */
  | { readonly kind: 'invariant-empty'; readonly invariant: InvariantId }
  /** A question about a rule or an invariant that would have cost more than its budget. */
  | { readonly kind: 'not-proved'; readonly about: 'reach' | 'effect'; readonly rule: RuleId }
  | { readonly kind: 'not-proved'; readonly about: 'invariant'; readonly invariant: InvariantId };
