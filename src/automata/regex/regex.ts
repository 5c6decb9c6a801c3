import type { CodePointSet } from '../code-point-set.ts';
import type { Assertion } from '../nfa.ts';

/** A parsed regular expression: `text` as it was written, and what it means, flags worked in. */
export interface Regex {
  readonly text: string;
  readonly root: RegexNode;
}

export type RegexNode =
  | { readonly kind: 'one-of'; readonly set: CodePointSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly RegexNode[] }
  /** Without `max`, any number from `min` on. */
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max?: number };

/** How many states the expression has once its counted repetitions are written out; an empty part counts as one. */
export function stateCount(node: RegexNode): number {
  switch (node.kind) {
    case 'one-of':
    case 'assertion':
      return 1;
    case 'sequence':
      return Math.max(1, sum(node.parts.map(stateCount)));
    case 'choice':
      return sum(node.branches.map(stateCount));
    case 'repeat':
      return stateCount(node.body) * Math.max(1, node.min, node.max ?? 0);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
