import type { Diagnostic, Source } from '../base/index.ts';

/** A stretch of a text in UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A YAML or JSON value that knows where it stands; aliases are expanded. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: 'map';
  readonly range: Range;
  /** In the order of the file, without repeated keys. */
  readonly entries: readonly LocatedEntry[];
  /** Set when an entry could not be read, which has been reported. */
  readonly isPartial?: true;
}

export interface LocatedEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Located;
}

export interface LocatedList {
  readonly kind: 'list';
  readonly range: Range;
  readonly items: readonly Located[];
}

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly range: Range;
  readonly value: string | number | boolean | null;
  /** True for a string without quotes. */
  readonly isPlain: boolean;
  /** Where a string's characters begin, when they stand one to one in the file (no escapes, no folding). */
  readonly textStart?: number;
}

/** A file that is one well-formed YAML document, and what is wrong with it beyond its form. */
export interface Document {
  readonly source: Source;
  readonly root: Located;
  /**
   * Errors that leave the tree readable, such as a repeated key: whoever reads the tree reports them together with its
   * own findings, so that the user sees everything at once.
   */
  readonly problems: readonly Diagnostic[];
}
