import { CODE_POINTS, codePointSet, type CodePointSet } from '../code-point-set.ts';
import { partition, type Interval } from '../partition.ts';
import { generalCategories, whiteSpace } from '../unicode/tables.ts';
import { CANONICAL, FOLDED } from './glob-form.ts';
import { codePointSetsOf, type Glob } from './glob.ts';

/** Characters of canonical names that no glob in question tells apart. */
export interface NameCharacter {
  /** A member, as ordinary as there is. */
  readonly sample: string;
  /** Canonical names neither begin nor end with white space. */
  readonly isWhiteSpace: boolean;
  /** Whether the members look like other characters, so that a name with one is decided as both. */
  readonly isLookAlike: boolean;
}

/** The characters of which canonical names are made, as some globs see them. */
export interface NameAlphabet {
  /** The most ordinary first. */
  readonly characters: readonly NameCharacter[];
  /** The indexes of the characters whose members are in a set that one of the globs reads. */
  readonly indexesIn: (set: CodePointSet) => ReadonlySet<number>;
}

/** The alphabet that tells apart what the globs tell apart, whatever Unicode's size. */
export function nameAlphabet(globs: readonly Glob[]): NameAlphabet {
  const distinct = new Map<string, CodePointSet>();
  for (const glob of globs) for (const set of codePointSetsOf(glob.nodes)) distinct.set(set.join(), set);
  const keys = [...distinct.keys()];
  const sets = [...distinct.values()];
  const traits = sets.every(tellsOnlyAsciiApart) ? ASCII_TRAITS : unicodeTraits();
  const { classes, intervals } = partition([...traits, ...sets]);
  const samples = bestSamples(intervals);
  const usable = simplestOfEach(
    classes.flatMap((sets, index) => {
      const best = samples.get(index);
      const isUsable = best !== undefined && !sets.includes(UNSTABLE) && !sets.includes(LONE);
      return isUsable ? [{ sets, best }] : [];
    }),
  );
  const members = new Map<string, Set<number>>(keys.map((key) => [key, new Set()]));
  for (const [index, { sets }] of usable.entries()) {
    for (const set of sets) members.get(keys[set - OWN_SETS] ?? '')?.add(index);
  }
  return {
    characters: usable.map(({ sets, best }) => ({
      sample: String.fromCodePoint(best.codePoint),
      isWhiteSpace: sets.includes(WHITE),
      isLookAlike: sets.includes(LOOK_ALIKE),
    })),
    indexesIn: (set) => members.get(set.join()) ?? NONE,
  };
}

const [UNSTABLE, WHITE, LOOK_ALIKE, LONE, OWN_SETS] = [0, 1, 2, 3, 5];

/** The sets of code points that do not occur, are white space, look like others, stand alone, or merge; in that order. */
type Traits = readonly [CodePointSet, CodePointSet, CodePointSet, CodePointSet, CodePointSet];

function unicodeTraits(): Traits {
  return [CANONICAL.unstable(), codePointSet(whiteSpace()), FOLDED.unstable(), SURROGATES, combining()];
}

/** One ideograph stands for all that is not ASCII, where no glob tells that apart: far fewer intervals. */
const ASCII_TRAITS: Traits = [
  [0x41, 0x5b, 0x80, 0x8a9e, 0x8a9f, CODE_POINTS],
  [0x09, 0x0e, 0x20, 0x21],
  [],
  [],
  [],
];

function tellsOnlyAsciiApart(set: CodePointSet): boolean {
  return set.every((edge) => edge <= 0x80 || edge === CODE_POINTS);
}

const SURROGATES: CodePointSet = [0xd800, 0xe000];
const NONE: ReadonlySet<number> = new Set();

/** What may merge with the character before it, so that the two are not canonical side by side: marks and jamo. */
function combining(): CodePointSet {
  return codePointSet([...(generalCategories().get('M') ?? []), 0x1160, 0x1200, 0xd7b0, 0xd800]);
}

interface CharacterClass {
  readonly sets: readonly number[];
  readonly best: Sample;
}

/** Of the classes that no glob tells apart only the simplest, because any name of the others has one like it. */
function simplestOfEach(classes: readonly CharacterClass[]): readonly CharacterClass[] {
  const simplest = new Map<string, CharacterClass>();
  for (const candidate of [...classes].sort(bySimplicity)) {
    const key = candidate.sets.filter((set) => set >= OWN_SETS).join();
    if (!simplest.has(key)) simplest.set(key, candidate);
  }
  return [...simplest.values()];
}

function bySimplicity(a: CharacterClass, b: CharacterClass): number {
  return oddity(a) - oddity(b) || a.best.rank - b.best.rank || a.best.codePoint - b.best.codePoint;
}

function oddity({ sets }: CharacterClass): number {
  return sets.filter((set) => set < OWN_SETS).length;
}

interface Sample {
  readonly codePoint: number;
  /** Less is more ordinary. */
  readonly rank: number;
}

/** Letters that few names begin with first, so that a made-up part is seen as one. */
const ORDINARY = 'xyzwvutsrqponmlkjihgfedcba0123456789_-.:/';
const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u;
const WORST = 1000;

function bestSamples(intervals: readonly Interval[]): ReadonlyMap<number, Sample> {
  const samples = new Map<number, Sample>();
  for (const { first, end, class: id } of intervals) {
    let best = samples.get(id) ?? { codePoint: first, rank: WORST };
    for (let codePoint = first; codePoint < Math.min(end, first + MOST_LOOKED_AT); codePoint += 1) {
      const rank = rankOf(String.fromCodePoint(codePoint));
      if (rank < best.rank) best = { codePoint, rank };
    }
    samples.set(id, best);
  }
  return samples;
}

/** Wide enough that an interval which begins before ASCII's letters ends behind them. */
const MOST_LOOKED_AT = 160;

function rankOf(character: string): number {
  const place = ORDINARY.indexOf(character);
  if (place !== -1) return place;
  if (character === ' ') return 200;
  if (!PRINTABLE.test(character)) return WORST;
  return character < '\u{80}' ? 100 : 300;
}
