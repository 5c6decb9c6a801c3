import type { CodePointSet } from './code-point-set.ts';
import { partition, type Interval } from './partition.ts';

/** Characters that some automata do not tell apart, by one of them. */
export interface TextCharacter {
  readonly codePoint: number;
  /** Whether it can be seen when it is printed. */
  readonly isVisible: boolean;
}

/** A character of each kind that the sets tell apart, the most ordinary first. */
export function textAlphabet(sets: readonly CodePointSet[]): readonly TextCharacter[] {
  const distinct = new Map(sets.map((set) => [set.join(), set]));
  const { classes, intervals } = partition([SURROGATES, ...distinct.values()]);
  const samples = classes.map(() => NO_SAMPLE);
  for (const interval of intervals) samples[interval.class] = better(samples[interval.class], interval);
  // Half a surrogate pair only stands for what nothing else does.
  const whole = new Set(classes.filter((members) => members[0] !== 0).map((members) => members.join()));
  return samples
    .filter((_, i) => classes[i]?.[0] !== 0 || !whole.has(classes[i].slice(1).join()))
    .sort((a, b) => a.rank - b.rank || a.codePoint - b.codePoint)
    .map(({ codePoint, rank }) => ({ codePoint, isVisible: rank < INVISIBLE }));
}

const SURROGATES: CodePointSet = [0xd800, 0xe000];

interface Sample {
  readonly codePoint: number;
  /** Less is more ordinary. */
  readonly rank: number;
}

const INVISIBLE = 1000;
const NO_SAMPLE: Sample = { codePoint: 0, rank: Infinity };

function better(known: Sample | undefined, { first, end }: Interval): Sample {
  let best = known ?? NO_SAMPLE;
  const last = Math.min(end, first + MOST_LOOKED_AT);
  // Beyond ASCII all that can be seen is alike, so nothing there betters what can.
  for (
    let codePoint = first;
    codePoint < (best.rank < INVISIBLE ? Math.min(last, 0x80) : last);
    codePoint += 1
  ) {
    const rank = codePoint < 0x80 ? (ASCII_RANKS[codePoint] as number) : rankOf(codePoint);
    if (rank < best.rank) best = { codePoint, rank };
  }
  return best;
}

/** Wide enough that an interval which begins before the letters of a script ends behind them. */
const MOST_LOOKED_AT = 160;

const ORDINARY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-./@:';
const VISIBLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u;
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const ASCII_RANKS: readonly number[] = Array.from({ length: 0x80 }, (_, codePoint) => rankOf(codePoint));

function rankOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const place = ORDINARY.indexOf(character);
  if (place !== -1) return place;
  if (character === ' ') return 200;
  if (!VISIBLE.test(character) || IGNORABLE.test(character)) return INVISIBLE;
  return codePoint < 0x80 ? 100 : 300;
}
