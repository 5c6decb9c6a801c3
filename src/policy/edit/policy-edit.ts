import type { Approval, Invariant, Policy, Rule } from '../../model/index.ts';

/** One change of a policy; rules are named by their place. */
export type PolicyEdit =
  | { readonly kind: 'widen-glob'; readonly rule: number; readonly from: string; readonly to: string }
  | {
      readonly kind: 'insert-rule';
      readonly before: number;
      readonly rule: InsertedRule;
      /** One line above the rule, where the file can hold comments there. */
      readonly comment?: string;
    }
  | { readonly kind: 'add-invariant'; readonly invariant: Invariant }
  | { readonly kind: 'set-approval'; readonly rule: number; readonly approval: Approval }
  | { readonly kind: 'set-default'; readonly approval: Approval }
  | { readonly kind: 'move-rule'; readonly rule: number; readonly before: number };

export type InsertedRule = Pick<Rule, 'name' | 'match' | 'riskLevel' | 'approval'> &
  Pick<Partial<Rule>, 'conditions' | 'reason' | 'tags'>;

/** The policy with the edit made. Its hash stays that of the file it came from. */
export function edited(policy: Policy, edit: PolicyEdit): Policy {
  const { rules } = policy;
  switch (edit.kind) {
    case 'widen-glob':
      return {
        ...policy,
        rules: rules.map((rule, i) => (i === edit.rule ? widened(rule, edit.from, edit.to) : rule)),
      };
    case 'insert-rule':
      return { ...policy, rules: rules.toSpliced(edit.before, 0, { tags: [], ...edit.rule }) };
    case 'add-invariant':
      return { ...policy, invariants: [...policy.invariants, edit.invariant] };
    case 'set-approval':
      return {
        ...policy,
        rules: rules.map((rule, i) => (i === edit.rule ? { ...rule, approval: edit.approval } : rule)),
      };
    case 'set-default':
      return { ...policy, defaults: { ...policy.defaults, approval: edit.approval } };
    case 'move-rule': {
      const moved = rules[edit.rule];
      return moved === undefined
        ? policy
        : { ...policy, rules: rules.toSpliced(edit.rule, 1).toSpliced(edit.before, 0, moved) };
    }
  }
}

function widened(rule: Rule, from: string, to: string): Rule {
  return {
    ...rule,
    match: { ...rule.match, type: rule.match.type.map((glob) => (glob === from ? to : glob)) },
  };
}

/** A name for a new rule that the policy does not have. */
export function freeName({ rules }: Policy, wanted: string): string {
  const taken = new Set(rules.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.has(name)) return name;
  }
}
