import type { Range } from './document.ts';
import type { PolicyCode } from './policy-codes.ts';
import type { Advice } from './report.ts';

/** A larger file is refused before it is parsed. */
export const MAX_DOCUMENT_BYTES: number = 4 * 1024 * 1024;

/** Why bytes are no text that could be a policy, with the place in whatever text there is. */
export interface TextProblem extends Advice {
  readonly code: PolicyCode;
  readonly message: string;
  readonly range: Range;
}

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: TextProblem; readonly text: string };

/** The text of a UTF-8 file without its byte order mark, or why it is none. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const nowhere = { start: 0, end: 0 };
  const refuse = (code: PolicyCode, message: string, help: string): DecodedText => ({
    ok: false,
    text: '',
    problem: { code, message, range: nowhere, help },
  });
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const mebibytes = (bytes.length / (1024 * 1024)).toFixed(1);
    return refuse('AEG1040', `the file has ${mebibytes} MiB, more than the 4 MiB that are read`, SPLIT_HELP);
  }
  const wide = utf16Name(bytes);
  if (wide !== undefined) return refuse('AEG1042', `the file is ${wide}, not UTF-8`, 'save it as UTF-8');
  const text = decodeUtf8(bytes);
  const control = (text ?? '').search(CONTROL);
  if (text === undefined && !bytes.includes(0)) {
    return refuse(
      'AEG1042',
      `the file is not UTF-8: byte ${firstBadByte(bytes)} begins no character`,
      UTF8_HELP,
    );
  }
  if (text === undefined || control !== -1) {
    return refuse(
      'AEG1041',
      'the file is binary: it has control characters',
      'a policy is a YAML or JSON text',
    );
  }
  return { ok: true, text };
}

const SPLIT_HELP = 'a policy of 10,000 rules has about 1 MiB; is this the right file?';
const UTF8_HELP = 'save it as UTF-8 (it may be in Latin-1 or Windows-1252)';
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function utf16Name(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16 (little endian)';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16 (big endian)';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The offset of the first byte that is not part of a well-formed UTF-8 sequence, by halving. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
