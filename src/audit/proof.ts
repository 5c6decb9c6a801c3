import { err, ok, type Cryptography, type Diagnostic, type Json, type Result } from '../base/index.ts';
import type { AgefEvent } from './agef/event.ts';
import { eventProblems } from './agef/event-problems.ts';
import { AUDIT_CODES, type AuditCode } from './audit-codes.ts';
import { fromBase64, fromHex, toBase64 } from './bytes-text.ts';
import { isSignedBy, readCheckpoint, type SignedCheckpoint } from './checkpoint/checkpoint.ts';
import { createTreeHash } from './merkle/tree-hash.ts';
import { verifyConsistency, verifyInclusion } from './merkle/verify-proof.ts';

/** A proof as it is handed on: everything that is needed to check it, but for a key that one trusts. */
export type AuditProof =
  | {
      readonly kind: 'inclusion';
      readonly event: AgefEvent;
      readonly proof: readonly Uint8Array[];
      readonly checkpoint: string;
    }
  | {
      readonly kind: 'consistency';
      readonly from: string;
      readonly proof: readonly Uint8Array[];
      readonly checkpoint: string;
    };

export function proofJson(proof: AuditProof): Json {
  const path = proof.proof.map(toBase64);
  const { checkpoint } = proof;
  return proof.kind === 'inclusion'
    ? { aegis_proof: 'inclusion', event: proof.event as unknown as Json, proof: path, checkpoint }
    : { aegis_proof: 'consistency', from: proof.from, proof: path, checkpoint };
}

/** What a proof shows, once it has been checked. */
export interface ProvedClaim {
  readonly claim: string;
  readonly signature: 'valid' | 'not checked';
}

/** Whether a JSON text is meant to be a proof. */
export function isProof(json: Json): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, 'aegis_proof');
}

/** Checks a proof, and that its checkpoints are signed by the key, where one is given. */
export function checkProof(
  json: Json,
  cryptography: Cryptography,
  publicKey: Uint8Array | undefined,
): Result<ProvedClaim, readonly Diagnostic[]> {
  const proof = readProof(json);
  const checkpoint = readCheckpoint(proof?.checkpoint ?? '');
  if (proof === undefined || checkpoint === undefined) return err([useless('the file is no proof')]);
  const earlier = proof.kind === 'consistency' ? readCheckpoint(proof.from) : undefined;
  const signed = earlier === undefined ? [checkpoint] : [earlier, checkpoint];
  const forged =
    publicKey === undefined ? [] : signed.filter((one) => !isSignedBy(cryptography, one, publicKey));
  if (forged.length > 0) return err(forged.map((one) => notSigned(one)));
  const claim =
    proof.kind === 'inclusion'
      ? inclusionClaim(proof, checkpoint, cryptography)
      : consistencyClaim(earlier, checkpoint, proof.proof, cryptography);
  if (!claim.ok) return err([claim.error]);
  return ok({ claim: claim.value, signature: publicKey === undefined ? 'not checked' : 'valid' });
}

function inclusionClaim(
  { event, proof }: AuditProof & { readonly kind: 'inclusion' },
  checkpoint: SignedCheckpoint,
  cryptography: Cryptography,
): Result<string, Diagnostic> {
  const problems = eventProblems(event as unknown as Json, cryptography);
  const { evidence } = event;
  const hash = fromHex(evidence?.hash ?? '-');
  if (problems.length > 0 || evidence === undefined || hash?.length !== 32) {
    return err(useless('the event in it is not the one that its hash is of'));
  }
  if (!checkpoint.origin.endsWith(`/${evidence.log_id}`))
    return err(useless('event and checkpoint are of different logs'));
  const tree = createTreeHash(cryptography);
  const { size, root } = checkpoint;
  const holds = verifyInclusion(tree, {
    index: evidence.sequence - 1,
    size,
    leafHash: tree.leaf(hash),
    root,
    proof,
  });
  if (!holds)
    return err(useless('the way from the event to the root of the checkpoint does not arrive there'));
  return ok(
    `entry ${evidence.sequence} is in the log \`${checkpoint.origin}\` of ${size} entries, as it stands here`,
  );
}

function consistencyClaim(
  from: SignedCheckpoint | undefined,
  to: SignedCheckpoint,
  proof: readonly Uint8Array[],
  cryptography: Cryptography,
): Result<string, Diagnostic> {
  if (from === undefined) return err(useless('the earlier checkpoint in it is none'));
  if (from.origin !== to.origin) return err(useless('the two checkpoints are of different logs'));
  const claim = { first: from.size, second: to.size, firstRoot: from.root, secondRoot: to.root, proof };
  if (!verifyConsistency(createTreeHash(cryptography), claim)) {
    return err(useless('the log of the later checkpoint does not begin with that of the earlier one'));
  }
  return ok(
    `the log \`${to.origin}\` of ${to.size} entries begins with the ${from.size} entries it had before`,
  );
}

function readProof(json: Json): AuditProof | undefined {
  const { aegis_proof: kind, event, from, proof, checkpoint } = json as { readonly [name: string]: unknown };
  const path = Array.isArray(proof)
    ? proof.map((item) => (typeof item === 'string' ? fromBase64(item) : undefined))
    : [undefined];
  const whole = path.filter((hash) => hash?.length === 32) as readonly Uint8Array[];
  if (typeof checkpoint !== 'string' || whole.length !== path.length) return undefined;
  if (kind === 'inclusion' && typeof event === 'object' && event !== null) {
    return { kind, event: event as AgefEvent, proof: whole, checkpoint };
  }
  return kind === 'consistency' && typeof from === 'string'
    ? { kind, from, proof: whole, checkpoint }
    : undefined;
}

function notSigned({ origin, size }: SignedCheckpoint): Diagnostic {
  return problem('AEG4027', `the checkpoint of \`${origin}\` over ${size} entries is not signed by the key`);
}

function useless(message: string): Diagnostic {
  return problem('AEG4034', message);
}

function problem(code: AuditCode, message: string): Diagnostic {
  return { code, severity: AUDIT_CODES[code].severity, message };
}
