/**
 * Which actions a rule is about: in each dimension a list of globs as written, of which one must match. A dimension
 * that the file leaves out is `['*']`.
 */
export interface Match {
  readonly type: readonly string[];
  readonly target: readonly string[];
  readonly agent: readonly string[];
}

/** The three names of an action that globs are held against. */
export const DIMENSIONS = ['type', 'target', 'agent'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
