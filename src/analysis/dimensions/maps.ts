import type { Json } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import { equalityClaim, type Claim } from './claim.ts';
import { isMap, type JsonMap, type ValueNode, type ValueSample } from './value-node.ts';
import type { ValueRegion } from './value-regions.ts';
import { vectorOf } from './vector.ts';

/** A map in the making, and what is settled about it: equal states of this length are alike whatever follows. */
interface PartialMap {
  readonly state: string;
  readonly entries: readonly (readonly [string, Json])[];
  /** By operand: whether the map may still equal it. */
  readonly mayEqual: readonly boolean[];
  readonly isOrdinary: boolean;
}

/** What a map can have at one key. */
interface Choice {
  /** What the claims about this key say. */
  readonly state: string;
  /** `undefined` where the key is left out. */
  readonly value: Json | undefined;
  /** By operand: whether it has the same here. */
  readonly equals: readonly boolean[];
  readonly isOrdinary: boolean;
}

/** Maps that stand for all maps that a node's claims tell apart. */
export function* mapsFor(
  { byKey, values, members }: ValueNode,
  regionsOf: (claims: readonly Claim[], budget: Budget) => readonly ValueRegion[],
  budget: Budget,
): Generator<ValueSample, void> {
  const operands = values.filter(isMap);
  const names = members.filter((member) => typeof member === 'string');
  const keys = new Set([...byKey.keys(), ...operands.flatMap((operand) => Object.keys(operand)), ...names]);
  let maps: readonly PartialMap[] = [
    { state: '', entries: [], mayEqual: operands.map(() => true), isOrdinary: true },
  ];
  for (const key of keys) {
    const isSeen = operands.length > 0 || names.includes(key);
    maps = extended(
      maps,
      key,
      choicesAt(byKey.get(key) ?? [], operands, key, isSeen, regionsOf, budget),
      budget,
    );
  }
  for (const { entries, isOrdinary } of maps) yield { value: Object.fromEntries(entries), isOrdinary };
  // Only comparisons with whole maps see keys that nothing names.
  if (operands.length === 0) return;
  const other = otherThan(keys);
  for (const { entries, isOrdinary } of maps) {
    yield { value: Object.fromEntries([...entries, [other, 1]]), isOrdinary };
  }
}

function choicesAt(
  claims: readonly Claim[],
  operands: readonly JsonMap[],
  key: string,
  isPresenceSeen: boolean,
  regionsOf: (claims: readonly Claim[], budget: Budget) => readonly ValueRegion[],
  budget: Budget,
): readonly Choice[] {
  const wanted = operands.map((operand) =>
    Object.hasOwn(operand, key) ? (operand[key] as Json) : undefined,
  );
  const comparisons = wanted.map((value) => (value === undefined ? undefined : equalityClaim(value)));
  const all = [...claims, ...comparisons.filter((claim) => claim !== undefined)];
  const absence = vectorOf(claims, undefined);
  const present = regionsOf(all, budget).map(({ vector, sample, isOrdinary }) => ({
    isOrdinary,
    state: (isPresenceSeen ? '+' : '') + vector.slice(0, claims.length),
    value: sample,
    equals: comparisons.map((claim) => claim?.test(sample) === true),
  }));
  const absent = {
    state: (isPresenceSeen ? '-' : '') + absence,
    value: undefined,
    equals: wanted.map((value) => value === undefined),
    // Where nothing looks at the key but comparisons of the whole, leaving it out is as good as any other.
    isOrdinary: claims.length === 0,
  };
  // Leaving the key out is a simpler example than a value of another kind.
  return [
    ...present.filter(({ isOrdinary }) => isOrdinary),
    absent,
    ...present.filter(({ isOrdinary }) => !isOrdinary),
  ];
}

function extended(
  maps: readonly PartialMap[],
  key: string,
  choices: readonly Choice[],
  budget: Budget,
): readonly PartialMap[] {
  const made = new Map<string, PartialMap>();
  for (const map of maps) {
    for (const choice of choices) {
      budget.spend(1);
      const mayEqual = map.mayEqual.map((may, i) => may && choice.equals[i] === true);
      const state = `${map.state}${choice.state}`;
      const whole = `${state} ${mayEqual.map(Number).join('')}`;
      const isOrdinary = map.isOrdinary && choice.isOrdinary;
      const known = made.get(whole);
      if (known !== undefined && (known.isOrdinary || !isOrdinary)) continue;
      const { value } = choice;
      const entries = value === undefined ? map.entries : [...map.entries, [key, value] as const];
      made.set(whole, { state, entries, mayEqual, isOrdinary });
    }
  }
  return [...made.values()];
}

function otherThan(keys: ReadonlySet<string>): string {
  let key = 'other';
  while (keys.has(key)) key += '_';
  return key;
}
