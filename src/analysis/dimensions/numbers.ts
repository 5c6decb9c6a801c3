import { isNumeral, parseDecimal, type Decimal } from '../../policy/index.ts';

/**
 * Numbers at, between, below and above bounds, one of each kind that a double has; round ones where there are. Strings
 * that are no numerals bound nothing.
 */
export function numbersAround(bounds: readonly (number | string)[]): readonly number[] {
  const numeric = bounds.filter((bound) => typeof bound === 'number' || isNumeral(bound));
  const points = [...new Set(numeric.map(nearestDouble))].sort((a, b) => a - b);
  if (points.length === 0) return [1];
  const edges = [-Infinity, ...points, Infinity];
  const between = edges.slice(1).flatMap((end, i) => roundBetween(edges[i] as number, end));
  // A numeral may lie between two doubles, so both neighbours of the nearest one count too.
  const neighbours = numeric.flatMap((bound) => {
    if (typeof bound === 'number') return [];
    const near = nearestDouble(bound);
    return [nextUp(near), -nextUp(-near)];
  });
  return [...between.slice(-1), ...points.reverse(), ...between.reverse(), ...neighbours].filter(
    Number.isFinite,
  );
}

function nearestDouble(bound: number | string): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(bound)));
}

/** A double strictly between two, as round as there is one; none where they are neighbours. */
function roundBetween(low: number, high: number): readonly number[] {
  for (const candidate of candidatesBetween(low, high)) {
    if (low < candidate && candidate < high && Number.isFinite(candidate)) return [candidate];
  }
  return [];
}

function* candidatesBetween(low: number, high: number): Generator<number, void> {
  if (low === -Infinity) yield* [Math.ceil(high) - 1, high * 2, high / 2];
  else yield* [Math.floor(low) + 1, low * 2, low / 2];
  const middle = low / 2 + high / 2;
  for (let digits = 1; digits <= 6; digits += 1) yield Number(middle.toFixed(digits));
  yield* [middle, nextUp(low), -nextUp(-high)];
}

/** The least double above another. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] as number;
}

/** Numerals at, just above and just below bounds: one of each kind that a numeral can be of. */
export function numeralsAround(bounds: readonly (number | string)[]): readonly string[] {
  const decimals = bounds.flatMap((bound) => parseDecimal(String(bound)) ?? []);
  // INVARIANT: finer than every bound, so that one unit away from a bound no other is met.
  const places =
    1 + decimals.reduce((most, { digits, exponent }) => Math.max(most, digits.length - exponent), 0);
  const scaled = decimals.map((decimal) => scaledBy(decimal, places));
  return [...new Set([...scaled, ...scaled.flatMap((value) => [value + 1n, value - 1n])])].map((value) =>
    numeralOf(value, places),
  );
}

/** The decimal times ten to the power of `places`, which makes it whole. */
function scaledBy({ isNegative, digits, exponent }: Decimal, places: number): bigint {
  if (digits === '') return 0n;
  const magnitude = BigInt(digits) * 10n ** BigInt(exponent - digits.length + places);
  return isNegative ? -magnitude : magnitude;
}

function numeralOf(scaled: bigint, places: number): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
