import type { YAMLError } from 'yaml';

/** What a YAML syntax error means to whoever wrote the file, and what to do about it. */
export function syntaxMessage(
  error: YAMLError,
  text: string,
): { readonly message: string; readonly help?: string } {
  const written = text.slice(error.pos[0], error.pos[1]);
  switch (error.code) {
    case 'BAD_ALIAS':
      return {
        message: 'a value that begins with `*` is an alias in YAML',
        help: 'quote it: "*" or "*_delete" in quotes is a glob',
      };
    case 'BAD_SCALAR_START':
      return {
        message: `a value cannot begin with \`${text.charAt(error.pos[0])}\``,
        help: 'quote the value',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: `\`${text.slice(error.pos[0], error.pos[0] + 2)}\` is no escape in a double-quoted string`,
        help: "use single quotes, in which `\\` is only itself: '\\d+'",
      };
    case 'TAB_AS_INDENT':
      return { message: 'a tab cannot indent in YAML', help: 'indent with spaces' };
    case 'BAD_INDENT':
      return {
        message: `the indentation does not fit: ${lowerFirst(error.message)}`,
        help: 'items of one map or list begin in the same column',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'a second `: ` on a line begins a map where none can be',
        help: 'quote the value if the colon belongs to it',
      };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return {
        message: `this is read as a key: ${lowerFirst(error.message)}`,
        help: 'is a closing quote or a `:` missing before it?',
      };
    case 'MISSING_CHAR':
    case 'UNEXPECTED_TOKEN':
      return {
        message: /^\s*$/.test(written)
          ? lowerFirst(error.message)
          : `\`${shorten(written)}\` cannot stand here: ${lowerFirst(error.message)}`,
        help: QUOTE_HELP,
      };
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
    case 'BLOCK_IN_FLOW':
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_DOCS':
    case 'MULTIPLE_TAGS':
    case 'NON_STRING_KEY':
    case 'RESOURCE_EXHAUSTION':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_DIRECTIVE':
    case 'BAD_COLLECTION_TYPE':
      return { message: lowerFirst(error.message) };
  }
}

const QUOTE_HELP =
  'quote values and keys that hold `*`, `[`, `]`, `{`, `}`, `,` or `: `, such as "items[*].price" or "{get,list}_*"';

function lowerFirst(message: string): string {
  const text = message.replace(/[.\s]+$/, '').replaceAll('\n', ' ');
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function shorten(written: string): string {
  const line = written.split('\n', 1)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}...` : line;
}
