import type { Range } from './document.ts';
import type { Report } from './report.ts';

/** Characters of a file that make it read other than it looks, wherever they stand, comments included. */
export function checkFileCharacters(text: string, report: Report): void {
  const bare = text.search(/\r(?!\n)/);
  if (bare !== -1) {
    report('AEG1003', { start: bare, end: bare + 1 }, 'a carriage return without a line feed ends no line', {
      help: 'save the file with LF or CRLF line ends',
    });
  }
  for (const match of text.matchAll(/\p{Bidi_Control}/gu)) {
    reportBidi(match[0], { start: match.index, end: match.index + 1 }, report);
  }
}

/** Characters that an escape brought into a string. */
export function checkStringCharacters(value: string, range: Range, text: string, report: Report): void {
  if (!value.isWellFormed()) {
    report('AEG1050', range, 'the text has half of a surrogate pair, which is no character');
  }
  const bidi = /\p{Bidi_Control}/u.exec(value)?.[0];
  if (bidi !== undefined && !text.slice(range.start, range.end).includes(bidi))
    reportBidi(bidi, range, report);
}

function reportBidi(character: string, range: Range, report: Report): void {
  const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  report('AEG1051', range, `here is the bidirectional control character ${name}`, {
    help: 'it makes text look other than it is; remove it',
  });
}
