import type { Text } from './texts.ts';
import type { TextPart } from './value.ts';

/** A request's address as far as it is known; holes read as `HOLE`. */
export interface Url {
  /** Lower case, with port; `undefined` for an address within the own site. */
  readonly host: string | undefined;
  /** From the first `/`, without query and fragment. */
  readonly path: string;
}

/** Stands for a stretch of text that nobody knows before the program runs. */
export const HOLE = '\0';

/** A host with its last label or port, and then a hole. */
const WHOLE_HOST = /\.[a-z]{2,}(?::\d{2,})?\0$|^[a-z]+:\d{2,}\0$/;

/** `base` and `path` put together as `urljoin`, `new URL(path, base)` and clients with a base address do. */
export function joinUrl(base: Text, path: Text): Text {
  const first = path[0];
  if (first !== undefined && /^(https?:)?\/\//i.test(first)) return path;
  if (base.length === 0) return path;
  if (path.length === 0) return base;
  const [head, tail] = [withoutEnd(base), withoutStart(path)];
  return [...head, '/', ...tail];
}

/** Reads an address. Text that starts with a hole has an unknown host; text that starts with `/` has none. */
export function parseUrl(text: Text): Url {
  const flat = text.map((part) => part ?? HOLE).join('');
  const absolute = /^(?:(?:https?|wss?):|\0)?\/\/([^/?#]*)([^?#]*)/i.exec(flat);
  if (absolute !== null) {
    const authority = (absolute[1] ?? '').toLowerCase();
    const host = authority.slice(authority.lastIndexOf('@') + 1);
    const path = absolute[2] ?? '';
    // `${BASE}${path}`: what follows a whole host begins the path.
    if (WHOLE_HOST.test(host)) return { host: host.slice(0, -HOLE.length), path: HOLE + path };
    // The hole may hold more than the host: `${base}` is the whole beginning of the address.
    return { host, path };
  }
  const path = (/^[^?#]*/.exec(flat) ?? [''])[0];
  if (!path.startsWith(HOLE)) return { host: undefined, path };
  const slash = path.indexOf('/');
  return { host: slash === -1 ? path : path.slice(0, slash), path: slash === -1 ? '' : path.slice(slash) };
}

function withoutEnd(parts: Text): readonly TextPart[] {
  const last = parts.at(-1);
  return last === undefined ? parts : [...parts.slice(0, -1), last.replace(/\/+$/, '')];
}

function withoutStart(parts: Text): readonly TextPart[] {
  const first = parts[0];
  return first === undefined ? parts : [first.replace(/^\/+/, ''), ...parts.slice(1)];
}
