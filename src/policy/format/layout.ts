/** What a value is in a policy file, as far as its layout depends on it. */
export type Role =
  | 'file'
  | 'policy'
  | 'defaults'
  | 'rules'
  | 'rule'
  | 'match'
  | 'conditions'
  | 'invariants'
  | 'invariant'
  | 'claim'
  | 'exceptions'
  | 'plain'
  /** A section beside the policy, which keeps its style. */
  | 'other';

/** How collections of a role are laid out. */
export interface Layout {
  /** The canonical order of keys; others follow in the order of the file. */
  readonly order: readonly string[];
  readonly children: Readonly<Record<string, Role>>;
  /** What a key without a line in `children` leads to, and an item of a list. */
  readonly rest: Role;
  /** One blank line between entries, the author's (at most one), or none. */
  readonly blanks: 'one' | 'kept' | 'none';
  /** Values that are words and stand without quotes. */
  readonly words: readonly string[];
}

const DEFAULT: Layout = { order: [], children: {}, rest: 'plain', blanks: 'none', words: [] };

const POLICY: Layout = {
  ...DEFAULT,
  order: ['version', 'timezone', 'defaults', 'rules', 'invariants'],
  children: { defaults: 'defaults', rules: 'rules', invariants: 'invariants' },
  blanks: 'kept',
};

const REGION = { match: 'match', conditions: 'conditions' } as const;

/** INVARIANT: `conditions` keep the order of the file, because decisions list what was unknown in that order. */
export const LAYOUTS: Readonly<Record<Role, Layout>> = {
  file: { ...DEFAULT, children: { policy: 'policy' }, rest: 'other', blanks: 'kept' },
  policy: POLICY,
  defaults: { ...DEFAULT, order: ['risk_level', 'approval'], words: ['risk_level', 'approval'] },
  rules: { ...DEFAULT, rest: 'rule', blanks: 'one' },
  rule: {
    ...DEFAULT,
    order: ['name', 'description', 'match', 'conditions', 'risk_level', 'approval', 'reason', 'tags'],
    children: REGION,
    words: ['name', 'risk_level', 'approval'],
  },
  match: { ...DEFAULT, order: ['type', 'target', 'agent'] },
  conditions: DEFAULT,
  invariants: { ...DEFAULT, rest: 'invariant', blanks: 'kept' },
  invariant: {
    ...DEFAULT,
    order: ['name', 'description', 'tags', 'never', 'always'],
    children: { never: 'claim', always: 'claim' },
  },
  claim: {
    ...DEFAULT,
    order: ['match', 'conditions', 'except', 'approval', 'approval_at_least', 'risk_at_least'],
    children: { ...REGION, except: 'exceptions' },
    words: ['approval', 'approval_at_least', 'risk_at_least'],
  },
  exceptions: { ...DEFAULT, order: ['match', 'conditions'], children: REGION, rest: 'exceptions' },
  plain: DEFAULT,
  other: { ...DEFAULT, rest: 'other', blanks: 'kept' },
};
