import { foldName } from '../../automata/index.ts';
import type { Evidence } from './condition.ts';

/**
 * Words in lower case: runs of letters, and the parts of `camelCase` in them. A letter that looks like an ASCII one
 * counts as that.
 *
 * @example wordsOf('deleteUser_v2') // ['deleteuser', 'delete', 'user', 'v']
 */
export function* wordsOf(text: string): Generator<string, void> {
  const isAscii = ASCII.test(text);
  const plain = isAscii ? text : text.normalize('NFKC').replaceAll(IGNORABLE, '');
  for (const [run] of plain.matchAll(isAscii ? ASCII_LETTERS : LETTERS)) {
    yield foldName(run);
    if (!IN_ONE_CASE.test(run)) for (const [part] of run.matchAll(CAMEL)) yield foldName(part);
  }
}

const ASCII = /^[\0-\x7f]*$/;
const ASCII_LETTERS = /[A-Za-z]+/g;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const LETTERS = /[\p{L}\p{M}]+/gu;
const IN_ONE_CASE = /^(?:[a-z]+|[A-Z]+|\p{Lu}+|\p{Ll}+)$/u;
const CAMEL = /\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{M}]+|[\p{L}\p{M}]/gu;

/** Type, target, description, parameter names and string values at any depth. Each object is visited once. */
export function* textsOf({ type, target, description, params }: Evidence): Generator<string, void> {
  const open: unknown[] = [params];
  const seen = new Set<object>();
  for (const text of [type, target, description]) if (typeof text === 'string') yield text;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') yield value;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) open.push(item);
    else
      for (const [key, member] of Object.entries(value)) {
        yield key;
        open.push(member);
      }
  }
}
