/** Lines of a file as it is now, from 1, both included; with `last` before `first` a place between two lines. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What was changed: by file, the lines that are new or different, and the places where lines went away. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[]>;

/** Every line of a file that is new as a whole. */
export const ALL_LINES: readonly LineRange[] = [{ first: 1, last: Infinity }];

/**
 * Reads the output of `git diff --unified=0` with the prefixes `a/` and `b/`. Files that are gone, or have another name
 * and the same content, have no changed lines.
 */
export function parseChangedLines(diff: string): ChangedLines {
  const changed = new Map<string, LineRange[]>();
  let ranges: LineRange[] | undefined;
  let removed = 0;
  let added = 0;
  for (const line of diff.split('\n')) {
    const isContent = (line.startsWith('-') && removed > 0) || (line.startsWith('+') && added > 0);
    if (isContent && line.startsWith('-')) removed -= 1;
    else if (isContent) added -= 1;
    else if (line.startsWith('diff --git ')) ranges = undefined;
    else if (line.startsWith('+++ ')) {
      const file = fileIn(line.slice('+++ '.length));
      ranges = [];
      if (file !== undefined) changed.set(file, ranges);
    } else {
      const hunk = HUNK.exec(line);
      if (hunk === null) continue;
      const first = Number(hunk[2]);
      removed = Number(hunk[1] ?? 1);
      added = Number(hunk[3] ?? 1);
      // Without new lines, `first` is the line after which the old ones stood.
      ranges?.push(added === 0 ? { first: first + 1, last: first } : { first, last: first + added - 1 });
    }
  }
  return changed;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** True when some changed line is one of `first` to `last`, or lines went away between two of them. */
export function isTouched(ranges: readonly LineRange[] | undefined, first: number, last: number): boolean {
  return ranges?.some((range) => range.first <= last && range.last >= first) === true;
}

/** `b/name`, in quotes with escapes where the name has unusual characters, with a tab at the end where it has a space. */
function fileIn(written: string): string | undefined {
  const name = written.startsWith('"') ? unquoted(written) : written.replace(/\t$/, '');
  return name.startsWith('b/') ? name.slice(2) : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** Git quotes as C does; octal escapes are bytes of UTF-8. */
function unquoted(written: string): string {
  const bytes = Array.from(written.slice(1).matchAll(/\\([0-7]{3})|\\(.)|([^"\\]+)/gs)).flatMap(
    ([, octal, letter = '', plain]) =>
      octal === undefined
        ? [...new TextEncoder().encode(plain ?? ESCAPES[letter] ?? letter)]
        : [Number.parseInt(octal, 8)],
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}
