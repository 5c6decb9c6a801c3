import type { HostRow } from '../catalog/catalog.ts';
import type { Confidence } from '../report.ts';
import { HOLE, type Url } from './url.ts';

/** What of a request matters besides its address. */
export interface Request {
  /** Upper case; empty when it cannot be known. */
  readonly method: string;
  /** `prompt`: an object whose keys say that it carries a prompt. */
  readonly body: 'none' | 'unknown' | 'prompt' | 'other';
}

export interface HostMatch {
  readonly row: HostRow;
  readonly confidence: Confidence;
}

/** The AI service that the request goes to with a prompt, if any. */
export function matchHost(rows: readonly HostRow[], url: Url, request: Request): HostMatch | undefined {
  const { host } = url;
  if (host === undefined) return undefined;
  const path = url.path.length > 1 ? url.path.replace(/\/+$/, '') : url.path;
  const known = rows.filter(({ hosts }) => hosts.some((pattern) => fits(pattern, host)));
  if (known.length > 0) return first(known, (row) => matchKnownHost(row, path, request));
  if (!host.includes(HOLE) && !host.includes('.') && !host.includes(':')) return undefined;
  return first(
    rows.filter(({ hosts }) => hosts.length === 0),
    (row) => matchAnyHost(row, path, request),
  );
}

function matchKnownHost(row: HostRow, path: string, request: Request): HostMatch | undefined {
  if (row.except.some((pattern) => fits(pattern, path)) || isReading(request)) return undefined;
  if (row.paths.length === 0 || row.paths.some((pattern) => fits(pattern, path)))
    return { row, confidence: 'resolved' };
  const mayFit = path.includes(HOLE) && row.paths.some((pattern) => mayMeet(pattern, path));
  return mayFit || request.body === 'prompt' ? { row, confidence: 'inferred' } : undefined;
}

function matchAnyHost(row: HostRow, path: string, request: Request): HostMatch | undefined {
  if (row.except.some((pattern) => fits(pattern, path)) || isReading(request)) return undefined;
  if (!row.paths.some((pattern) => fits(pattern, path))) return undefined;
  return request.body === 'other' ? undefined : { row, confidence: 'inferred' };
}

/** No prompt travels in a request without a body. */
function isReading({ method, body }: Request): boolean {
  return body === 'none' && method !== 'POST' && method !== '';
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the text fits the pattern; `*` stands for any run of characters, also for holes. */
function fits(pattern: string, text: string): boolean {
  return meets(pattern, text, false);
}

/** Whether some filling of the text's holes fits the pattern. */
function mayMeet(pattern: string, text: string): boolean {
  return meets(pattern, text, true);
}

/** Row by row over the text: which prefixes of the pattern fit what was read so far. */
function meets(pattern: string, text: string, fillHoles: boolean): boolean {
  let reached = closeStars(pattern, new Set([0]));
  for (let index = 0; index < text.length; index++) {
    const next = new Set<number>();
    for (const at of reached) {
      if (pattern[at] === '*') next.add(at);
      else if (pattern[at] === text[index]) next.add(at + 1);
      if (!fillHoles || text[index] !== HOLE) continue;
      const end = endOfFilling(pattern, at, isSegment(text, index));
      for (let to = at; to <= end; to++) next.add(to);
    }
    reached = closeStars(pattern, next);
  }
  return reached.has(pattern.length);
}

/** A hole that is a whole segment before further ones, as in `/accounts/${id}/storage`. */
function isSegment(text: string, index: number): boolean {
  return text[index - 1] === '/' && text[index + 1] === '/';
}

/** How far into the pattern a hole may reach from `at` on: one segment holds no `/`. */
function endOfFilling(pattern: string, at: number, isOneSegment: boolean): number {
  const slash = isOneSegment ? pattern.indexOf('/', at) : -1;
  return slash === -1 ? pattern.length : slash;
}

function closeStars(pattern: string, places: Set<number>): Set<number> {
  for (const at of places) if (pattern[at] === '*') places.add(at + 1);
  return places;
}
