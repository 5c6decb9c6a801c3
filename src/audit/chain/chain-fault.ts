/** What was changed in a chain, as far as the chain itself shows it. Numbers are those of entries, from 1. */
export type ChainFault =
  /** The text or the hash of an entry is not what was written; `event and hash` when both were made to fit. */
  | { readonly kind: 'edited'; readonly sequence: number; readonly part: 'event' | 'hash' | 'event and hash' }
  | { readonly kind: 'removed'; readonly first: number; readonly last: number }
  | { readonly kind: 'inserted'; readonly first: number; readonly last: number }
  /** Entries between `first` and `last` changed places. */
  | { readonly kind: 'reordered'; readonly first: number; readonly last: number }
  /** The entry belongs to another log, or the header of this one was changed. */
  | { readonly kind: 'other-log'; readonly sequence: number };
