import type { Json } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { Claim } from './claim.ts';
import { listsFor } from './lists.ts';
import { mapsFor } from './maps.ts';
import { numbersAround } from './numbers.ts';
import { textsFor } from './texts/texts.ts';
import { isList, isMap, valueNode, type ValueNode, type ValueSample } from './value-node.ts';
import { vectorOf, type Vector } from './vector.ts';

/** Values that some claims do not tell apart. */
export interface ValueRegion<Value = Json> {
  readonly vector: Vector;
  readonly sample: Value;
  /** Whether it is of a kind of value that the claims are about. */
  readonly isOrdinary: boolean;
}

/** Values of one kind (booleans, numbers, ...) that stand for all of it. */
interface Kind {
  readonly isOrdinary: boolean;
  readonly samples: Iterable<ValueSample>;
}

/**
 * Every vector that a JSON value can have under some claims: first those of ordinary values, then those of other kinds
 * of values, then null's.
 *
 * Complete because every kind of value is cut along all that the claims say they see of it.
 */
export function valueRegions(claims: readonly Claim[], budget: Budget): readonly ValueRegion[] {
  const regions = new Map<Vector, ValueRegion>();
  for (const kind of kindsOf(valueNode(claims), budget)) {
    for (const sample of kind.samples) {
      budget.spend(1);
      const vector = vectorOf(claims, sample.value);
      const isOrdinary = kind.isOrdinary && sample.isOrdinary;
      if (regions.has(vector) && !(isOrdinary && regions.get(vector)?.isOrdinary === false)) continue;
      regions.set(vector, { vector, sample: sample.value, isOrdinary });
    }
  }
  const all = [...regions.values()];
  return [...all.filter(({ isOrdinary }) => isOrdinary), ...all.filter(({ isOrdinary }) => !isOrdinary)];
}

/**
 * The same where there may also be no value: that comes last, and stands for what only values of other kinds do alike,
 * since a value left out is the simplest example.
 */
export function optionalValueRegions(
  claims: readonly Claim[],
  budget: Budget,
): readonly ValueRegion<Json | undefined>[] {
  const missing = vectorOf(claims, undefined);
  const regions = valueRegions(claims, budget);
  if (regions.some(({ vector, isOrdinary }) => isOrdinary && vector === missing)) return regions;
  return [
    ...regions.filter(({ vector }) => vector !== missing),
    { vector: missing, sample: undefined, isOrdinary: false },
  ];
}

function kindsOf(node: ValueNode, budget: Budget): readonly Kind[] {
  const { numbers, values, members, patterns, lengths, byKey, byIndex, each } = node;
  const seesBooleans = values.some((value) => typeof value === 'boolean');
  const seesNumbers = numbers.length > 0 || values.some((value) => typeof value === 'number');
  const seesText = [...values, ...members].some((value) => typeof value === 'string');
  const seesItems = byIndex.size > 0 || each.length > 0 || members.length > 0 || values.some(isList);
  const seesNothing =
    !seesBooleans && !seesNumbers && values.length + members.length + patterns.length + lengths.length === 0;
  const isInside = byKey.size > 0 || byIndex.size > 0 || each.length > 0;
  const kinds: readonly Kind[] = [
    { isOrdinary: seesBooleans, samples: plain(seesBooleans ? [true, false] : [true]) },
    { isOrdinary: seesNumbers, samples: plain(numbersAround([...numbers, ...values.filter(isNumberLike)])) },
    {
      isOrdinary: !isInside && (seesNothing || seesText || patterns.length + lengths.length > 0),
      samples: plain(textsFor(node, budget)),
    },
    { isOrdinary: seesItems || lengths.length > 0, samples: listsFor(node, valueRegions, budget) },
    { isOrdinary: byKey.size > 0 || values.some(isMap), samples: mapsFor(node, valueRegions, budget) },
  ];
  const ordinary = kinds.filter(({ isOrdinary }) => isOrdinary);
  const others = kinds.filter(({ isOrdinary }) => !isOrdinary);
  return [...ordinary, ...others, { isOrdinary: false, samples: plain([null]) }];
}

function* plain(values: Iterable<Json>): Generator<ValueSample, void> {
  for (const value of values) yield { value, isOrdinary: true };
}

function isNumberLike(value: Json): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
