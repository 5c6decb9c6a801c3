/** Characters of a window, MOD and the marks are those of GitHub's code scanning, so that its own hashes are equal. */
const WINDOW = 100;
const FACTOR = 37;
const END_OF_FILE = 65_535;
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [9, 10, 13, 32];

/**
 * The `primaryLocationLineHash` of every line that begins in a text, by line (from 1): a rolling hash, modulo 2^64, of the
 * 100 characters from the line's start on without spaces and tabs, and how often that hash came before. Lines that move
 * keep theirs. The algorithm is the one GitHub's code scanning uses where a tool gives none
 * (docs.github.com, "SARIF support for code scanning", data for preventing duplicated alerts).
 */
export function lineHashes(text: string): ReadonlyMap<number, string> {
  const characters = significantCharacters(text);
  const hashes = new Map<number, string>();
  const counts = new Map<string, number>();
  const leaving = power(FACTOR, WINDOW);
  let hash: Word = [0, 0];
  // The window ends where the next line's may begin: what is past the end counts as zeros.
  for (let index = 0; index < characters.length + WINDOW; index += 1) {
    const finished = characters[index - WINDOW];
    if (finished?.startsLine !== undefined) {
      const digits = hex(hash);
      const count = (counts.get(digits) ?? 0) + 1;
      counts.set(digits, count);
      hashes.set(finished.startsLine, `${digits}:${count}`);
    }
    hash = add(times(hash, FACTOR), [0, characters[index]?.code ?? 0]);
    hash = subtract(hash, times(leaving, finished?.code ?? 0));
  }
  return hashes;
}

interface Character {
  readonly code: number;
  /** The number of the line that begins with it. */
  readonly startsLine: number | undefined;
}

/** Without spaces and tabs, every line end as one line feed, and the mark of the end. */
function significantCharacters(text: string): readonly Character[] {
  const characters: Character[] = [];
  let line = 0;
  let isLineStart = true;
  const push = (code: number): void => {
    if (isLineStart) line += 1;
    characters.push({ code, startsLine: isLineStart ? line : undefined });
    isLineStart = code === LINE_FEED;
  };
  let wasReturn = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isDropped: boolean = code === SPACE || code === TAB || (wasReturn && code === LINE_FEED);
    wasReturn = !isDropped && code === CARRIAGE_RETURN;
    if (!isDropped) push(wasReturn ? LINE_FEED : code);
  }
  push(END_OF_FILE);
  return characters;
}

/** 64 bits as two halves, the high one first: BigInt is twenty times slower. */
type Word = readonly [high: number, low: number];
const HALF = 4_294_967_296;

function times([high, low]: Word, factor: number): Word {
  const product = low * factor;
  return [(high * factor + Math.floor(product / HALF)) % HALF, product % HALF];
}

function add([high, low]: Word, [otherHigh, otherLow]: Word): Word {
  const sum = low + otherLow;
  return [(high + otherHigh + Math.floor(sum / HALF)) % HALF, sum % HALF];
}

function subtract([high, low]: Word, [otherHigh, otherLow]: Word): Word {
  const difference = low - otherLow;
  const borrow = difference < 0 ? 1 : 0;
  return [(high - otherHigh - borrow + 2 * HALF) % HALF, difference + borrow * HALF];
}

function power(base: number, exponent: number): Word {
  let result: Word = [0, 1];
  for (let step = 0; step < exponent; step += 1) result = times(result, base);
  return result;
}

function hex([high, low]: Word): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
