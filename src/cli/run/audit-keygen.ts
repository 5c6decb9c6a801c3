import { newKeyPair, newRedactionKey } from '../../audit/index.ts';
import type { Context } from '../command.ts';
import { writeKey } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

export async function runAuditKeygen(context: Context): Promise<ExitCode> {
  if (context.given.flag('redaction')) return await redactionKey(context);
  const base = context.given.value('output') ?? 'aegis-audit';
  const { privateKey, publicKey } = newKeyPair(context.cryptography);
  const failed =
    (await writeKey(context, `${base}.key`, privateKey, true)) ??
    (await writeKey(context, `${base}.pub`, publicKey, false));
  if (failed !== undefined) return failed;
  context.stdout.write(
    `${base}.key  the private key: keep it away from whoever can write the log\n${base}.pub  the public key: give it to whoever is to verify\n`,
  );
  return EXIT.done;
}

async function redactionKey(context: Context): Promise<ExitCode> {
  const file = `${context.given.value('output') ?? 'aegis-audit'}.redaction.key`;
  const failed = await writeKey(context, file, newRedactionKey(context.cryptography), true);
  if (failed !== undefined) return failed;
  context.stdout.write(
    `${file}  the key for redaction: name it as audit.redaction_key, and keep it away from whoever reads the log\n`,
  );
  return EXIT.done;
}
