import { parseSync, rawTransferSupported, type ParseResult, type ParserOptions } from 'oxc-parser';

/** Has a text parsed: the tree comes as objects. */
export type Transfer = (file: string, text: string, options: ParserOptions) => ParseResult;

/** The tree comes as JSON: everywhere, and at once. */
export const asJson: Transfer = parseSync;

/**
 * The tree is read from memory that is shared with the parser: half the time, from Node 22 on. 6 GiB of addresses are
 * reserved for it, of which only what is written takes memory; where that is refused, the tree comes as JSON.
 */
export function sharedMemory(): Transfer {
  return rawTransferSupported() && isGranted() ? throughMemory : asJson;
}

const throughMemory: Transfer = (file, text, options) => {
  try {
    return parseSync(file, text, { ...options, experimentalRawTransfer: true } as ParserOptions);
  } catch {
    return asJson(file, text, options);
  }
};

function isGranted(): boolean {
  try {
    parseSync('empty.ts', '', { experimentalRawTransfer: true } as ParserOptions);
    return true;
  } catch {
    return false;
  }
}
