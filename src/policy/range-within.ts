import type { LocatedScalar, Range } from './document.ts';

/** The offsets in the file of a stretch of a string, or the whole string where it does not stand there one to one. */
export function rangeWithin(node: LocatedScalar, start: number, end: number): Range {
  if (node.textStart === undefined) return node.range;
  return { start: node.textStart + start, end: node.textStart + Math.max(end, start) };
}
