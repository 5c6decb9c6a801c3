import { canonicalJson, type Json } from '../../base/index.ts';
import type { AgefEvent } from '../agef/event.ts';

/**
 * The text of an event that is hashed and stored: RFC 8785 of the event without `evidence.hash`. `undefined` where a
 * text in it is not well-formed Unicode.
 */
export function canonicalEvent(event: AgefEvent): string | undefined {
  const { evidence, ...rest } = event;
  const { hash: _, ...place } = evidence ?? {};
  const hashed = evidence === undefined ? rest : { ...rest, evidence: place };
  try {
    return canonicalJson(hashed as unknown as Json);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
