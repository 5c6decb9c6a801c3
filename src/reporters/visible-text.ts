/**
 * A text made safe to show on one line of a terminal: tabs become spaces; control characters, the marks that reverse
 * text and all that is not seen (soft hyphens, zero-width characters) become visible, so that a policy, a name or a
 * file name can neither move the cursor nor disguise itself.
 */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, visibleCharacter);
}

/**
 * Controls, line separators, lone surrogates, and what Unicode says is not to be seen (bidi controls among it), except
 * the mark that gives a pictograph its colours.
 */
const UNSAFE =
  /(?!(?<=\p{Extended_Pictographic})\uFE0F)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

function visibleCharacter(character: string): string {
  if (character === '\t') return '    ';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
