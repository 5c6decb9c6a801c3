import type { Json } from '../../base/index.ts';

/**
 * A value that has a canonical form: half a surrogate pair becomes U+FFFD, and a number that JSON cannot hold (`1e999`
 * is read as infinity) the text of it. A value that has one is given back as it is.
 */
export function loggable(value: Json): Json {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(loggable);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.toWellFormed(), loggable(item)]),
  );
}
