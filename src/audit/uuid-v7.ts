import { toHex } from './bytes-text.ts';

/**
 * A UUID of version 7 (RFC 9562 section 5.7): 48 bits of time, then `random`, of which 74 bits are used. The ids of
 * later milliseconds sort after those of earlier ones.
 */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  const tail = Uint8Array.from(random.subarray(0, 10));
  tail[0] = 0x70 | ((tail[0] ?? 0) & 0x0f);
  tail[2] = 0x80 | ((tail[2] ?? 0) & 0x3f);
  const hex = milliseconds.toString(16).padStart(12, '0') + toHex(tail);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
