import { parseSync, type Comment, type ParserOptions, type Program } from 'oxc-parser';

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly partial: boolean;
}

type Dialect = NonNullable<ParserOptions['lang']>;

/** The syntax of a file; the dialects that its extension allows are tried in turn. */
export function parse(file: string, text: string): Parsed | { readonly unreadable: string } {
  let problem = 'syntax errors';
  for (const lang of dialectsOf(file)) {
    const result = parseSync(file, text, { lang, preserveParens: false });
    const [error] = result.errors;
    // What is only wrong, not unreadable, comes with a whole tree.
    if (error === undefined || result.program.body.length > 0) {
      return { program: result.program, comments: result.comments, partial: false };
    }
    problem = error.message;
  }
  return { unreadable: problem };
}

function dialectsOf(file: string): readonly Dialect[] {
  if (/\.d\.[cm]?ts$/.test(file)) return ['dts', 'ts'];
  if (/\.[cm]?ts$/.test(file)) return ['ts', 'tsx'];
  return /\.tsx$/.test(file) ? ['tsx', 'ts'] : ['jsx', 'tsx', 'ts'];
}
