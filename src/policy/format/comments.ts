import { Lexer } from 'yaml';

/** A comment of a file, `#` included. */
export interface Comment {
  readonly text: string;
  /** Where `#` stands, in UTF-16 units. */
  readonly offset: number;
  /** UTF-16 units from the beginning of the line to `#`. */
  readonly column: number;
  /** Something stands before it on its line. */
  readonly isTrailing: boolean;
  readonly hasBlankBefore: boolean;
}

/** Every comment of a YAML text whose lines end in LF, in the order of the file. */
export function commentsOf(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKS.has(lexeme)) {
      isScalar = lexeme === SCALAR_MARK;
      continue;
    }
    if (lexeme.startsWith('#') && !isScalar) comments.push(commentAt(text, offset, lexeme.trimEnd()));
    isScalar = false;
    offset += lexeme.length;
  }
  return comments;
}

/** What the lexer puts before the text of a scalar. */
const SCALAR_MARK = '\u001f';
/** Lexemes that stand for no text: the beginning of a document, the end of a broken flow collection, a scalar. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', SCALAR_MARK]);

function commentAt(text: string, offset: number, comment: string): Comment {
  const lineStart = lineStartOf(text, offset);
  return {
    text: comment,
    offset,
    column: offset - lineStart,
    isTrailing: text.slice(lineStart, offset).trim() !== '',
    hasBlankBefore: hasBlankLineBefore(text, offset),
  };
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** Whether the line above the one of `offset` is blank. */
export function hasBlankLineBefore(text: string, offset: number): boolean {
  const lineStart = lineStartOf(text, offset);
  if (lineStart === 0) return false;
  return text.slice(lineStartOf(text, lineStart - 1), lineStart).trim() === '';
}

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
