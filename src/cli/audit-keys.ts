import { readCheckpoint, readPrivateKey, readPublicKey, type SignedCheckpoint } from '../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { auditProblem } from './audit-log.ts';
import type { Context } from './command.ts';
import { readText } from './read-text.ts';

/** The public key that `--key` names; `undefined` without the option. */
export function publicKeyOf(context: Context): Result<Uint8Array | undefined, Diagnostic> {
  const file = context.given.value('key');
  if (file === undefined) return ok(undefined);
  const text = readText(context, file);
  if (!text.ok) return text;
  const key = readPublicKey(text.value);
  if (key !== undefined) return ok(key);
  const isPrivate = readPrivateKey(text.value) !== undefined;
  const help = isPrivate
    ? 'this is the private key: the public one verifies'
    : '`aegis audit keygen` makes one';
  return err(auditProblem('AEG4030', `\`${file}\` is no public key`, help));
}

export function privateKeyAt(context: Context, file: string): Result<Uint8Array, Diagnostic> {
  const text = readText(context, file);
  if (!text.ok) return err({ ...text.error, help: text.error.help ?? '`aegis audit keygen` makes a key' });
  const key = readPrivateKey(text.value);
  const help = '`aegis audit keygen` makes one';
  return key === undefined ? err(auditProblem('AEG4030', `\`${file}\` is no private key`, help)) : ok(key);
}

export function checkpointAt(context: Context, file: string): Result<SignedCheckpoint, Diagnostic> {
  const text = readText(context, file);
  if (!text.ok) return text;
  const checkpoint = readCheckpoint(text.value);
  const help = '`aegis audit checkpoint --output <file>` writes one';
  return checkpoint === undefined
    ? err(auditProblem('AEG4031', `\`${file}\` is no checkpoint`, help))
    : ok(checkpoint);
}
