import { regexReader, textAlphabet, type Regex, type TextReader } from '../../../automata/index.ts';
import { parseDecimal } from '../../../policy/index.ts';
import type { Budget } from '../../budget.ts';
import { numeralsAround } from '../numbers.ts';
import { sequencesOf, type Machine, type Move } from '../sequences.ts';
import type { ValueNode } from '../value-node.ts';
import { constantsReader } from './constants-reader.ts';
import { numeralReader } from './numeral-reader.ts';
import { partReader } from './part-reader.ts';

/** What some claims tell apart of texts. */
interface TextSight {
  readonly constants: readonly string[];
  readonly parts: readonly string[];
  readonly patterns: readonly Regex[];
  /** Numbers and numerals with which numerals are compared. */
  readonly numbers: readonly (number | string)[];
  readonly lengths: readonly number[];
}

/** Texts that stand for all texts that a node's claims tell apart. */
export function* textsFor(node: ValueNode, budget: Budget): Generator<string, void> {
  const sight: TextSight = {
    constants: node.values.filter((value) => typeof value === 'string'),
    parts: node.members.filter((member) => typeof member === 'string'),
    patterns: node.patterns,
    numbers: [...node.numbers, ...node.values.filter((value) => typeof value === 'number')],
    lengths: node.lengths,
  };
  yield* sight.constants;
  yield* otherTexts(sight, budget);
}

/** Texts that are none of the constants. */
function otherTexts(sight: TextSight, budget: Budget): readonly string[] {
  const { constants, parts, patterns, numbers, lengths } = sight;
  if (parts.length + patterns.length > 0 || (numbers.length > 0 && lengths.length > 0))
    return exploredTexts(sight, budget);
  if (lengths.length > 0) {
    const shortest = [1, ...lengths.map((longest) => longest + 1), 0];
    return shortest.map((length) => textOfLength(length, constants, budget));
  }
  return [
    textOfLength(1, constants, budget),
    ...numeralsAround(numbers).map((numeral) => respelled(numeral, constants)),
  ];
}

function textOfLength(length: number, constants: readonly string[], budget: Budget): string {
  budget.spend(Math.ceil(length / CHARACTERS_PER_STEP));
  if (length === 0) return '';
  for (let codePoint = 0x61; ; codePoint += 1) {
    const first = String.fromCodePoint(codePoint);
    if (!LETTER.test(first)) continue;
    const text = first + 'a'.repeat(length - 1);
    if (!constants.includes(text)) return text;
  }
}

const CHARACTERS_PER_STEP = 256;
const LETTER = /\p{L}/u;

/** A numeral of the same value that is none of the constants. */
function respelled(numeral: string, constants: readonly string[]): string {
  let text = numeral;
  while (constants.includes(text)) text += text.includes('.') ? '0' : '.0';
  return text;
}

/** Texts of every combination that readers of all that is seen can come to, found by walking them side by side. */
function exploredTexts(sight: TextSight, budget: Budget): readonly string[] {
  const readers = readersOf(sight);
  const texts = textsRead(readers, sight.lengths, budget);
  // Where a constant was found, another text may do the same; seldom enough to look for it only then.
  if (!texts.some((text) => sight.constants.includes(text))) return texts;
  return textsRead([...readers, constantsReader(sight.constants)], sight.lengths, budget);
}

function readersOf({ parts, patterns, numbers }: TextSight): readonly TextReader[] {
  const bounds = new Map(
    numbers
      .map(String)
      .flatMap((text) => parseDecimal(text) ?? [])
      .map((decimal) => [Object.values(decimal).join(), decimal]),
  );
  return [
    ...[...new Set(parts)].map(partReader),
    ...patterns.map(regexReader),
    ...[...bounds.values()].map(numeralReader),
  ];
}

function textsRead(
  readers: readonly TextReader[],
  lengths: readonly number[],
  budget: Budget,
): readonly string[] {
  return Array.from(sequencesOf(textMachine(readers), lengths, budget), ({ symbols }) => textOf(symbols));
}

/** The readers side by side. */
function textMachine(readers: readonly TextReader[]): Machine<readonly number[], number> {
  const alphabet = textAlphabet(readers.flatMap(({ sets }) => sets));
  return {
    start: readers.map(({ start }) => start),
    keyOf: (states) => states.join(),
    movesFrom: (states) =>
      alphabet.map(({ codePoint, isVisible }): Move<readonly number[], number> => ({
        symbol: codePoint,
        state: readers.map((reader, i) => reader.step(states[i] as number, codePoint)),
        isOrdinary: isVisible,
      })),
    outcomeOf: (states) => readers.map((reader, i) => reader.verdictAt(states[i] as number)).join(),
    mostOutcomes: readers.reduce((count, { verdictCount }) => count * verdictCount, 1),
  };
}

function textOf(codePoints: readonly number[]): string {
  let text = '';
  for (const codePoint of codePoints) text += String.fromCodePoint(codePoint);
  return text;
}
