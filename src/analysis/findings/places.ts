import type { RelatedPlace, Span } from '../../base/index.ts';
import type { LoadedPolicy } from '../../policy/index.ts';
import { outcomeText } from './example-text.ts';
import type { InvariantId, RuleId } from './rule-id.ts';

/** Where the rules and invariants of a policy stand, and what the rules decide. */
export class Places {
  private readonly loaded: LoadedPolicy;

  constructor(loaded: LoadedPolicy) {
    this.loaded = loaded;
  }

  rule({ index }: RuleId): { readonly span: Span } | undefined {
    return placed(this.loaded.ruleSpans[index]);
  }

  invariant({ index }: InvariantId): { readonly span: Span } | undefined {
    return placed(this.loaded.invariantSpans[index]);
  }

  /** The rule's place with a text beside it; none for the defaults, which may not be written. */
  related(rule: RuleId, message: string): readonly RelatedPlace[] {
    const place = this.rule(rule);
    return place === undefined ? [] : [{ message, ...place }];
  }

  /** What a rule, or the defaults, decide. */
  outcome({ index }: RuleId): string {
    const { rules, defaults } = this.loaded.policy;
    return outcomeText(rules[index] ?? defaults);
  }
}

function placed(span: Span | undefined): { readonly span: Span } | undefined {
  return span === undefined ? undefined : { span };
}
