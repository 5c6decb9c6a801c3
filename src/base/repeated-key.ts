/**
 * The first key that an object in this JSON text has twice, or `undefined`. Readers disagree about such texts (the first
 * counts, or the last), so what decides and what acts could see different things. The text must be valid JSON; the time
 * is linear in it.
 *
 * @example repeatedKey('{"type": "delete", "type": "read"}') // 'type'
 */
export function repeatedKey(json: string): string | undefined {
  /** The keys of each object around the token; `undefined` for a list. */
  const around: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (const [token] of json.matchAll(TOKEN)) {
    const keys = around.at(-1);
    if (token === '{' || token === '[') around.push(token === '{' ? new Set() : undefined);
    else if (token === '}' || token === ']') around.pop();
    else if (token !== ',' && isKey && keys !== undefined) {
      const key = JSON.parse(token) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
    isKey = token === '{' || token === ',';
  }
  return undefined;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;
