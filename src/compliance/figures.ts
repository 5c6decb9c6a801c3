/** `1 entry`, `12 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A share in whole percent, rounded so that only none is 0 and only all is 100. */
export function wholePercent(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  return part === whole ? 100 : Math.min(99, Math.max(1, Math.round((part / whole) * 100)));
}

export function percentText(part: number, whole: number): string {
  return `${wholePercent(part, whole)} %`;
}
