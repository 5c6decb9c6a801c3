import type { Comment, ParserOptions, ParseResult, Program } from 'oxc-parser';
import { isComponent } from './components.ts';
import { withoutErrors } from './recover.ts';
import type { Transfer } from './transfer.ts';

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly partial: boolean;
}

type Dialect = NonNullable<ParserOptions['lang']>;

/** A text with more mistakes is no program with a mistake in it. */
const MOST_ERRORS = 100;

/** The syntax of a file; the dialects that its extension allows are tried in turn. */
export function parse(
  transfer: Transfer,
  file: string,
  text: string,
): Parsed | { readonly unreadable: string } {
  const parseAs: ParseAs = (part, lang) =>
    transfer(file, part, { lang, sourceType: sourceTypeOf(file), preserveParens: false });
  const [first, ...others] = dialectsOf(file);
  const result = parseAs(text, first);
  if (isReadable(result)) return parsed(result, false);
  for (const dialect of others) {
    const other = parseAs(text, dialect);
    if (isReadable(other)) return parsed(other, false);
  }
  const inParts = result.errors.length > MOST_ERRORS ? undefined : parseInParts(parseAs, text, first);
  return inParts ?? { unreadable: result.errors[0]?.message ?? 'syntax errors' };
}

type ParseAs = (text: string, dialect: Dialect) => ParseResult;

function parseInParts(parseAs: ParseAs, text: string, dialect: Dialect): Parsed | undefined {
  let result: ParseResult | undefined;
  const rest = withoutErrors(text, (part) => {
    result = parseAs(part, dialect);
    return isReadable(result) ? undefined : (result.errors[0]?.labels[0]?.start ?? 0);
  });
  return rest === undefined || result === undefined ? undefined : parsed(result, true);
}

function sourceTypeOf(file: string): 'module' | 'unambiguous' {
  return /\.m[tj]s$/.test(file) || isComponent(file) ? 'module' : 'unambiguous';
}

/** What is only wrong, not unreadable (`return` outside a function), comes with a whole tree. */
function isReadable({ errors, program }: ParseResult): boolean {
  return errors.length === 0 || program.body.length > 0;
}

function parsed({ program, comments }: ParseResult, partial: boolean): Parsed {
  return { program, comments, partial };
}

function dialectsOf(file: string): readonly [Dialect, ...Dialect[]] {
  if (/\.d\.[cm]?ts$/.test(file)) return ['dts', 'ts'];
  if (/\.[cm]?ts$/.test(file) || isComponent(file)) return ['ts', 'tsx'];
  return /\.tsx$/.test(file) ? ['tsx', 'ts'] : ['jsx', 'tsx', 'ts'];
}
