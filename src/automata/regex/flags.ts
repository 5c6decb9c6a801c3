/** What `(?i)`, `(?s)` and `(?m)` set. */
export interface Flags {
  readonly ignoresCase: boolean;
  readonly dotMatchesAll: boolean;
  readonly isMultiline: boolean;
}

export const NO_FLAGS: Flags = { ignoresCase: false, dotMatchesAll: false, isMultiline: false };

export const FLAG_BY_LETTER: ReadonlyMap<string, keyof Flags> = new Map([
  ['i', 'ignoresCase'],
  ['s', 'dotMatchesAll'],
  ['m', 'isMultiline'],
] as const);
