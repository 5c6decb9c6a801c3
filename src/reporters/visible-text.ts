/**
 * A text made safe to show on one line of a terminal: tabs become spaces, control characters and the marks that reverse
 * or hide text become visible, so that a policy or a file name can neither move the cursor nor disguise itself.
 */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, visibleCharacter);
}

/** C0 and C1 controls, bidi controls, zero-width and line separators, lone surrogates. */
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|\p{Cs}/gu;

function visibleCharacter(character: string): string {
  if (character === '\t') return '    ';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
