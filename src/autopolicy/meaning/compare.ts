import { verbEntry, type Verb } from '../lexicon.ts';
import type { ActionPhrase, Bound, Condition, Thing } from '../syntax.ts';

/** Whether every action of the one is meant by the other, as far as the words say. */
export function isWithin(inner: ActionPhrase, outer: ActionPhrase): boolean {
  return (
    verbsWithin(inner, outer) &&
    thingsWithin(inner.objects, outer.objects) &&
    thingsWithin(inner.places, outer.places) &&
    thingsWithin(inner.agents, outer.agents) &&
    outer.conditions.every((one) => inner.conditions.some((other) => implies(other, one)))
  );
}

/** Whether some action may be meant by both, as far as the words say. */
export function mayOverlap(a: ActionPhrase, b: ActionPhrase): boolean {
  return (
    verbsMeet(a, b) && thingsMeet(a.places, b.places) && thingsMeet(a.agents, b.agents) && numbersMeet(a, b)
  );
}

export function isSame(a: ActionPhrase, b: ActionPhrase): boolean {
  return isWithin(a, b) && isWithin(b, a);
}

function verbsWithin(inner: ActionPhrase, outer: ActionPhrase): boolean {
  if (outer.verbs === 'any' && outer.names.length === 0) return true;
  if (inner.names.length > 0) return inner.names.every((name) => outer.names.includes(name));
  if (outer.verbs === 'any' || inner.verbs === 'any')
    return outer.verbs === 'any' && outer.names.length === 0;
  const { verbs } = outer;
  return inner.verbs.every((verb) => verbs.some((other) => isPartOf(verb, other)));
}

function isPartOf(verb: Verb, other: Verb): boolean {
  if (verb.id === other.id) return other.own === undefined || other.own === verb.own;
  if (verbEntry(other.id).anything === true && verbEntry(other.id).light !== true) return true;
  return verbEntry(other.id).covers?.some((id) => isPartOf(verb, { id })) ?? false;
}

function verbsMeet(a: ActionPhrase, b: ActionPhrase): boolean {
  if (a.names.length > 0 && b.names.length > 0) return a.names.some((name) => b.names.includes(name));
  if (a.verbs === 'any' || b.verbs === 'any') return true;
  const others = b.verbs;
  return a.verbs.some((verb) => others.some((other) => isPartOf(verb, other) || isPartOf(other, verb)));
}

function thingsWithin(inner: readonly Thing[], outer: readonly Thing[]): boolean {
  if (outer.length === 0) return true;
  return inner.length > 0 && inner.every((thing) => outer.some((other) => isKindOf(thing, other)));
}

function thingsMeet(a: readonly Thing[], b: readonly Thing[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const isEnvironment = (things: readonly Thing[]): boolean =>
    things.every(({ environment }) => environment !== undefined);
  if (!isEnvironment(a) || !isEnvironment(b)) return true;
  return a.some((thing) => b.some((other) => isKindOf(thing, other)));
}

/** `customer invoices` are invoices. */
function isKindOf(thing: Thing, other: Thing): boolean {
  if (other.environment !== undefined || other.name !== undefined)
    return thing.environment === other.environment && thing.name === other.name;
  return other.words.every((word) => thing.words.some((one) => stemOf(one) === stemOf(word)));
}

function stemOf(word: string): string {
  return word.replace(/(?:ies|y)$/, 'y').replace(/s$/, '');
}

function implies(condition: Condition, other: Condition): boolean {
  if (JSON.stringify(condition) === JSON.stringify(other)) return true;
  if (condition.kind === 'number' && other.kind === 'number')
    return condition.paths.join() === other.paths.join() && isInside(condition.bound, other.bound);
  return false;
}

interface Interval {
  readonly from: number;
  readonly hasFrom: boolean;
  readonly to: number;
  readonly hasTo: boolean;
}

function intervalOf(bound: Bound): Interval {
  switch (bound.op) {
    case 'gt':
      return { from: bound.value, hasFrom: false, to: Infinity, hasTo: true };
    case 'gte':
      return { from: bound.value, hasFrom: true, to: Infinity, hasTo: true };
    case 'lt':
      return { from: -Infinity, hasFrom: true, to: bound.value, hasTo: false };
    case 'lte':
      return { from: -Infinity, hasFrom: true, to: bound.value, hasTo: true };
    case 'eq':
      return { from: bound.value, hasFrom: true, to: bound.value, hasTo: true };
    case 'between':
      return { from: bound.from, hasFrom: true, to: bound.to, hasTo: true };
  }
}

function isInside(inner: Bound, outer: Bound): boolean {
  const [a, b] = [intervalOf(inner), intervalOf(outer)];
  const isFromInside = a.from > b.from || (a.from === b.from && (b.hasFrom || !a.hasFrom));
  const isToInside = a.to < b.to || (a.to === b.to && (b.hasTo || !a.hasTo));
  return isFromInside && isToInside;
}

/** Two amounts of the same parameter have a number in common, or are not about the same. */
function numbersMeet(a: ActionPhrase, b: ActionPhrase): boolean {
  return a.conditions.every((one) => b.conditions.every((other) => conditionsMeet(one, other)));
}

function conditionsMeet(a: Condition, b: Condition): boolean {
  if (a.kind === 'not') return JSON.stringify(a.of) !== JSON.stringify(b);
  if (b.kind === 'not') return JSON.stringify(b.of) !== JSON.stringify(a);
  if (a.kind !== 'number' || b.kind !== 'number' || a.paths.join() !== b.paths.join()) return true;
  const [x, y] = [intervalOf(a.bound), intervalOf(b.bound)];
  const from = Math.max(x.from, y.from);
  const to = Math.min(x.to, y.to);
  if (from !== to) return from < to;
  const has = (one: Interval): boolean => (one.from < from || one.hasFrom) && (one.to > to || one.hasTo);
  return has(x) && has(y);
}
