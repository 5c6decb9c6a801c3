/** Reads JSON as tsconfig.json may be written: with comments and trailing commas. `undefined` when it is no JSON. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text)) as unknown;
  } catch {
    return undefined;
  }
}

/** Strings are matched first, so that what looks like a comment inside one stays. */
const STRING_COMMENT_OR_COMMA =
  /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*[}\]])/g;

function withoutComments(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(STRING_COMMENT_OR_COMMA, (match) => (match.startsWith('"') ? match : ''));
}
