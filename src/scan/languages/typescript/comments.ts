import type { Comment } from 'oxc-parser';
import type { CommentIr } from '../../ir.ts';

const MAY_SUPPRESS = /aegis/i;

/** The comments that may hold a suppression. */
export function suppressingComments(text: string, comments: readonly Comment[]): readonly CommentIr[] {
  return comments
    .filter(({ value }) => MAY_SUPPRESS.test(value))
    .map(({ value, start, end }) => ({
      start,
      end,
      text: value.trim(),
      ownLine: isFirstOnLine(text, start),
    }));
}

function isFirstOnLine(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before -= 1;
  return before < 0 || text[before] === '\n' || text[before] === '\r';
}

const SPACE = 0x20;
const TAB = 0x09;
const BYTE_ORDER_MARK = 0xfeff;

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === BYTE_ORDER_MARK;
}
