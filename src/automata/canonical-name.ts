import { foldCase } from './case-folding.ts';
import { isMember } from './code-point-set.ts';
import { defaultIgnorable, whiteSpace } from './unicode/tables.ts';

/**
 * The form in which names are compared: Unicode NFKC, default-ignorable code points removed, white space trimmed at
 * both ends, simple case folding, repeated until nothing changes. Total and idempotent; lone surrogates stay.
 *
 * @example canonicalName('ｄｅｌｅｔｅ_User ') // 'delete_user'
 */
export function canonicalName(name: string): string {
  if (!NOT_PLAIN.test(name)) return name;
  if (isAscii(name)) return trimWhiteSpace(name).toLowerCase();
  return untilStable(name, (text) => trimWhiteSpace(folded(text.normalize('NFKC'))));
}

/** Anything but ASCII without capitals, white space and controls: most names are plain, and canonical as they are. */
const NOT_PLAIN = /[^!-@[-~]/;

/** `canonicalName` without the trimming, for a part of a name or pattern. */
export function canonicalText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return untilStable(text, (part) => folded(part.normalize('NFKC')));
}

function trimWhiteSpace(text: string): string {
  return trimEnd(trimStart(text));
}

/** White space is all in the Basic Multilingual Plane, so code units will do. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isWhiteSpace(text.charCodeAt(start))) start += 1;
  return start === 0 ? text : text.slice(start);
}

export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function isWhiteSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return isMember(whiteSpace(), unit);
}

/** Case-folded, without default-ignorable code points. */
function folded(text: string): string {
  let result = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    if (codePoint < 0x80) result += character.toLowerCase();
    else if (!isMember(defaultIgnorable(), codePoint)) result += withCaseFolded(codePoint, character);
  }
  return result;
}

function withCaseFolded(codePoint: number, character: string): string {
  const target = foldCase(codePoint);
  return target === codePoint ? character : String.fromCodePoint(target);
}

function untilStable(text: string, step: (text: string) => string): string {
  let current = text;
  for (;;) {
    const next = step(current);
    if (next === current) return current;
    current = next;
  }
}
