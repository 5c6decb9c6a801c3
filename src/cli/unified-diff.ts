/** Lines of agreement shown around a change. */
const CONTEXT = 3;
/** More changes than this are shown as one. */
const MAX_CHANGES = 1_000;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The difference between two texts as `diff -u` shows it, or an empty text; both names stand on the first lines. */
export function unifiedDiff(before: string, after: string, names: readonly [string, string]): string {
  if (before === after) return '';
  const edits = editsBetween(linesOf(before), linesOf(after));
  const hunks = hunksOf(edits).map(([start, end]) => hunkText(edits, start, end));
  return `--- ${names[0]}\n+++ ${names[1]}\n${hunks.join('')}`;
}

/** The lines with their ends, so that a missing or different line end is a difference. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

function editsBetween(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const longest = Math.min(a.length, b.length) - head;
  while (tail < longest && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  return [
    ...signed(' ', a.slice(0, head)),
    ...(shortestScript(middleA, middleB) ?? [...signed('-', middleA), ...signed('+', middleB)]),
    ...signed(' ', a.slice(a.length - tail)),
  ];
}

function signed(sign: Edit['sign'], lines: readonly string[]): readonly Edit[] {
  return lines.map((line) => ({ sign, line }));
}

/**
 * A shortest edit script (E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986), or `undefined` beyond
 * `MAX_CHANGES`.
 */
function shortestScript(a: readonly string[], b: readonly string[]): readonly Edit[] | undefined {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  const at = (k: number): number => furthest.get(k) ?? -1;
  for (let d = 0; d <= Math.min(MAX_CHANGES, a.length + b.length); d += 1) {
    trace.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return backtrack(a, b, trace);
    }
  }
  return undefined;
}

function backtrack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const at = (k: number): number => trace[d]?.get(k) ?? -1;
    const k = x - y;
    const from = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const previousX = at(from);
    const previousY = previousX - from;
    for (; x > previousX && y > previousY && x > 0 && y > 0; x -= 1, y -= 1) {
      edits.push({ sign: ' ', line: a[x - 1] ?? '' });
    }
    if (d === 0) break;
    edits.push(x === previousX ? { sign: '+', line: b[y - 1] ?? '' } : { sign: '-', line: a[x - 1] ?? '' });
    x = previousX;
    y = previousY;
  }
  return edits.reverse();
}

/** Stretches of edits with their context, `[start, end)`; those that touch are one. */
function hunksOf(edits: readonly Edit[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  edits.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(edits.length, index + CONTEXT + 1);
    const last = hunks.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = end;
    else hunks.push([start, end]);
  });
  return hunks;
}

function hunkText(edits: readonly Edit[], start: number, end: number): string {
  const count = (from: number, to: number, sign: Edit['sign']): number =>
    edits.slice(from, to).filter((edit) => edit.sign !== sign).length;
  const range = (other: '-' | '+'): string => {
    const length = count(start, end, other);
    return `${count(0, start, other) + (length === 0 ? 0 : 1)},${length}`;
  };
  const lines = edits.slice(start, end).map(({ sign, line }) => {
    return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
  });
  return `@@ -${range('+')} +${range('-')} @@\n${lines.join('')}`;
}
