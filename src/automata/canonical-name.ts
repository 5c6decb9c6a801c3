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
  if (isAscii(name)) return trimWhiteSpace(name).toLowerCase();
  return untilStable(name, (text) => foldText(trimWhiteSpace(withoutIgnorable(text.normalize('NFKC')))));
}

/** `canonicalName` without the trimming, for a part of a name or pattern. */
export function canonicalText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return untilStable(text, (part) => foldText(withoutIgnorable(part.normalize('NFKC'))));
}

export function trimWhiteSpace(text: string): string {
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

function withoutIgnorable(text: string): string {
  return mapCodePoints(text, (codePoint) =>
    isMember(defaultIgnorable(), codePoint) ? undefined : codePoint,
  );
}

function foldText(text: string): string {
  return mapCodePoints(text, foldCase);
}

function mapCodePoints(text: string, map: (codePoint: number) => number | undefined): string {
  let result = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    const mapped = map(codePoint);
    if (mapped !== undefined) result += mapped === codePoint ? character : String.fromCodePoint(mapped);
  }
  return result;
}

function untilStable(text: string, step: (text: string) => string): string {
  let current = text;
  for (;;) {
    const next = step(current);
    if (next === current) return current;
    current = next;
  }
}
