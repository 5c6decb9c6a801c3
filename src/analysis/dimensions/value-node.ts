import type { Json } from '../../base/index.ts';
import type { Regex } from '../../automata/index.ts';
import { claimBehind, type Claim } from './claim.ts';

/** All that some claims about one value tell apart: of the value itself, and of what lies inside it. */
export interface ValueNode {
  readonly numbers: readonly (number | string)[];
  readonly values: readonly Json[];
  readonly members: readonly Json[];
  readonly patterns: readonly Regex[];
  /** Ascending, each once. */
  readonly lengths: readonly number[];
  /** The claims about members of a map, by key. */
  readonly byKey: ReadonlyMap<string, readonly Claim[]>;
  /** The claims about items of a list, by index. */
  readonly byIndex: ReadonlyMap<number, readonly Claim[]>;
  /** The claims about every item of a list. */
  readonly each: readonly Claim[];
}

export function valueNode(claims: readonly Claim[]): ValueNode {
  const own = claims.flatMap(({ steps, sees }) =>
    steps.length === 0 && sees.kind === 'value' ? [sees] : [],
  );
  const byKey = new Map<string, Claim[]>();
  const byIndex = new Map<number, Claim[]>();
  const each: Claim[] = [];
  for (const claim of claims) {
    const [step] = claim.steps;
    if (step === undefined) continue;
    const behind = claimBehind(claim, step);
    if (step.kind === 'key') listAt(byKey, step.key).push(behind);
    else if (step.kind === 'index') listAt(byIndex, step.index).push(behind);
    else each.push(behind);
  }
  return {
    numbers: own.flatMap(({ numbers = [] }) => numbers),
    values: own.flatMap(({ values = [] }) => values),
    members: own.flatMap(({ members = [] }) => members),
    patterns: own.flatMap(({ patterns = [] }) => patterns),
    lengths: [...new Set(own.flatMap(({ lengths = [] }) => lengths))].sort((a, b) => a - b),
    byKey,
    byIndex,
    each,
  };
}

function listAt<K>(lists: Map<K, Claim[]>, key: K): Claim[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: Claim[] = [];
  lists.set(key, made);
  return made;
}

/** A value that stands for others. */
export interface ValueSample {
  readonly value: Json;
  /** Whether all that claims look at in it is of a kind that they are about. */
  readonly isOrdinary: boolean;
}

export type JsonMap = { readonly [key: string]: Json };

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}
