import { canonicalName, isAscii } from './canonical-name.ts';
import { foldCase } from './case-folding.ts';
import { isMember } from './code-point-set.ts';
import { asciiPrototypes, generalCategories } from './unicode/tables.ts';

/**
 * The canonical form of what a name looks like: each non-ASCII code point of its NFKC form becomes the ASCII character
 * that is the UTS 39 prototype of its case-folded form or of itself, else loses its combining marks. ASCII stays as it
 * is, since UTS 39 maps `m` to `rn`.
 *
 * @example foldName('DELEТE') // 'delete', with the Cyrillic letter Te
 */
export function foldName(name: string): string {
  return isAscii(name) ? canonicalName(name) : canonicalName(lookAlike(name));
}

/** What a text looks like, before it is canonicalised. */
export function lookAlike(text: string): string {
  if (isAscii(text)) return text;
  return Array.from(text.normalize('NFKC'), characterLookAlike).join('');
}

function characterLookAlike(character: string): string {
  const whole = prototypeOf(character);
  if (whole !== undefined) return whole;
  return Array.from(character.normalize('NFD'))
    .filter((part) => !isMark(part.codePointAt(0) as number))
    .map((base) => prototypeOf(base) ?? base)
    .join('');
}

function prototypeOf(character: string): string | undefined {
  const codePoint = character.codePointAt(0) as number;
  if (codePoint < 0x80) return character;
  const prototype = asciiPrototypes().get(foldCase(codePoint)) ?? asciiPrototypes().get(codePoint);
  return prototype === undefined ? undefined : String.fromCodePoint(prototype);
}

function isMark(codePoint: number): boolean {
  return isMember(generalCategories().get('M') ?? [], codePoint);
}
