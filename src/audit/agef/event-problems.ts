import schema from '../../../specs/agef/v1/agef.schema.json' with { type: 'json' };
import type { Cryptography, Json } from '../../base/index.ts';
import { fromHex, toHex } from '../bytes-text.ts';
import { canonicalEvent } from '../chain/canonical-event.ts';
import { createEntryHash } from '../chain/entry-hash.ts';
import type { AgefEvent } from './event.ts';
import { schemaProblems, type Schema, type SchemaProblem } from './schema-problems.ts';

/** The schema of the format, as in specs/agef/v1/agef.schema.json. */
export const AGEF_SCHEMA: Schema = schema as unknown as Schema;

/**
 * Everything in which a value departs from the format, also a text without a canonical form and an `evidence.hash` that
 * is not the one of its event. An empty list makes it an `AgefEvent`.
 */
export function eventProblems(value: Json, cryptography: Cryptography): readonly SchemaProblem[] {
  const problems = schemaProblems(value, AGEF_SCHEMA);
  return problems.length > 0 ? problems : hashProblems(value as unknown as AgefEvent, cryptography);
}

function hashProblems(event: AgefEvent, cryptography: Cryptography): readonly SchemaProblem[] {
  const canonical = canonicalEvent(event);
  if (canonical === undefined) {
    return [{ pointer: '/', message: 'has no canonical form: a text in it is not well-formed Unicode' }];
  }
  const { evidence } = event;
  if (evidence?.hash === undefined) return [];
  const previous = fromHex(evidence.prev_hash) ?? new Uint8Array();
  const hash = toHex(createEntryHash(cryptography, evidence.algorithm)(previous, canonical));
  if (hash === evidence.hash) return [];
  return [{ pointer: '/evidence/hash', message: 'is not the hash of this event', help: `that is ${hash}` }];
}
