/** Reads JSON as tsconfig.json may be written: with comments and trailing commas. `undefined` when it is no JSON. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(plainJson(text)) as unknown;
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*|,|[\s\uFEFF]+|[^"/,\s\uFEFF]+|\//g;

/** One pass from left to right: a comma is kept back until it is known that no bracket closes behind it. */
function plainJson(text: string): string {
  const kept: string[] = [];
  let comma = '';
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '/*') {
      const end = text.indexOf('*/', TOKEN.lastIndex);
      TOKEN.lastIndex = end === -1 ? text.length : end + 2;
    } else if (token === ',') {
      kept.push(comma);
      comma = ',';
    } else if (!token.startsWith('//') && token.trim() !== '') {
      if (!/^[}\]]/.test(token)) kept.push(comma);
      comma = '';
      kept.push(token);
    }
  }
  return kept.join('') + comma;
}
