/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical text of a JSON value as in RFC 8785 (JSON Canonicalization Scheme): members sorted by the UTF-16 code
 * units of their names, ECMAScript number and string serialisation, no white space. Throws `RangeError` on numbers that
 * JSON cannot hold and on lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      throw new RangeError('a string with a lone surrogate has no canonical JSON form');
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    members += `${members === '' ? '' : ','}${nameText(key)}:${canonicalJson(value[key] as Json)}`;
  }
  return `{${members}}`;
}

/** Most names are words, which stand in quotes as they are. */
function nameText(name: string): string {
  return WORD.test(name) ? `"${name}"` : canonicalJson(name);
}

const WORD = /^\w+$/;

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
