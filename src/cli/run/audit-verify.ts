import {
  bundledEntry,
  checkProof,
  isProof,
  LogVerifier,
  parsedEvent,
  readBundleHead,
  readPublicKey,
  verdictDiagnostics,
  type BundleHead,
  type LogVerdict,
  type StoredEntry,
} from '../../audit/index.ts';
import type { Json } from '../../base/index.ts';
import {
  diagnosticJson,
  jsonText,
  jsonVerified,
  prettyDiagnostics,
  prettyVerified,
  visibleText,
  type VerifiedLog,
} from '../../reporters/index.ts';
import { checkpointAt, publicKeyOf } from '../audit-keys.ts';
import { auditProblem, withLog } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { streamLines } from '../lines.ts';
import { chunksOf } from '../read-chunks.ts';
import { readText } from '../read-text.ts';
import { storedCheckpoints, unreadableCheckpoints, verifyLog, type Trusted } from '../verify-log.ts';

export async function runAuditVerify(context: Context): Promise<ExitCode> {
  const key = publicKeyOf(context);
  const outside = context.given.values('checkpoint').map((file) => checkpointAt(context, file));
  const problems = [key, ...outside].flatMap((result) => (result.ok ? [] : [result.error]));
  if (!key.ok || problems.length > 0) return context.refuse(problems);
  const given: Trusted = {
    publicKey: key.value,
    outside: outside.flatMap((one) => (one.ok ? [{ checkpoint: one.value, from: 'outside' as const }] : [])),
  };
  const file = context.given.operand('file');
  if (file !== undefined) return await verifyFile(context, file, given);
  return await withLog(context, async (log) => {
    const verified = await verifyLog(context, log, given);
    return verified === undefined ? EXIT.interrupted : await report(context, verified);
  });
}

async function verifyFile(context: Context, file: string, given: Trusted): Promise<ExitCode> {
  const head = await bundleHead(context, file);
  if (head !== undefined) return report(context, await verifyBundle(context, file, head, given));
  const text = readText(context, file);
  if (!text.ok) return context.refuse([text.error]);
  const json = parsed(text.value);
  if (json !== undefined && isProof(json)) return await reportProof(context, file, json, given);
  const help = 'a log is named with `--db`';
  return context.refuse([auditProblem('AEG4032', `\`${file}\` is neither a bundle nor a proof`, help)]);
}

async function verifyBundle(
  context: Context,
  file: string,
  head: BundleHead,
  given: Trusted,
): Promise<VerifiedLog> {
  const ownKey = head.publicKey === undefined ? undefined : readPublicKey(head.publicKey);
  const checkpoints = [...storedCheckpoints(head.checkpoints), ...given.outside];
  const publicKey = given.publicKey ?? ownKey;
  const verifier = new LogVerifier(head.log, context.cryptography, { checkpoints, publicKey });
  for await (const entry of bundleEntries(context, file)) {
    if (!verifier.take(entry)) {
      const neighbours = await entriesAt(context, file, [entry.id + 1, claimedPlace(entry)]);
      verifier.break(entry, (id) => neighbours.get(id));
      break;
    }
  }
  const verdict: LogVerdict = verifier.verdict();
  const key = given.publicKey !== undefined ? 'given' : ownKey !== undefined ? 'of the bundle' : 'none';
  return {
    file,
    verdict,
    problems: [...unreadableCheckpoints(head.checkpoints), ...verdictDiagnostics(verdict)],
    key,
  };
}

function claimedPlace(entry: StoredEntry): number {
  return parsedEvent(entry.event)?.evidence.sequence ?? 0;
}

async function entriesAt(
  context: Context,
  file: string,
  wanted: readonly number[],
): Promise<ReadonlyMap<number, StoredEntry>> {
  const found = new Map<number, StoredEntry>();
  for await (const entry of bundleEntries(context, file)) {
    if (wanted.includes(entry.id)) found.set(entry.id, entry);
  }
  return found;
}

/** The events of a bundle, numbered by their lines; a line that is none becomes an entry that holds in no chain. */
async function* bundleEntries(context: Context, file: string): AsyncGenerator<StoredEntry> {
  const chunks = await chunksOf(context, file);
  if (!chunks.ok) return;
  for await (const line of streamLines(chunks.value)) {
    if (line.line > 1) {
      yield bundledEntry((line.kind === 'text' ? parsed(line.text) : undefined) ?? null, line.line - 1);
    }
  }
}

async function bundleHead(context: Context, file: string): Promise<BundleHead | undefined> {
  const chunks = await chunksOf(context, file);
  if (!chunks.ok) return undefined;
  for await (const line of streamLines(chunks.value)) {
    const json = line.kind === 'text' ? parsed(line.text) : undefined;
    return json === undefined ? undefined : readBundleHead(json);
  }
  return undefined;
}

async function report(context: Context, verified: VerifiedLog): Promise<ExitCode> {
  const failed = await deliver(context, (format, paint) =>
    format === 'json' ? jsonVerified(verified) : prettyVerified(verified, paint),
  );
  return failed ?? (verified.problems.length > 0 ? EXIT.found : EXIT.done);
}

async function reportProof(context: Context, file: string, json: Json, given: Trusted): Promise<ExitCode> {
  const checked = checkProof(json, context.cryptography, given.publicKey);
  const problems = checked.ok ? [] : checked.error;
  const failed = await deliver(context, (format, paint) => {
    if (format === 'json') {
      const shown = checked.ok ? { claim: checked.value.claim, signature: checked.value.signature } : {};
      return jsonText({
        schemaVersion: 1,
        file,
        isProved: checked.ok,
        ...shown,
        diagnostics: problems.map(diagnosticJson),
      });
    }
    if (!checked.ok) return prettyDiagnostics(problems, { paint, sources: [] });
    const signed =
      checked.value.signature === 'valid'
        ? 'signed by the key'
        : 'the signature was not checked: without `--key` anybody may have written the checkpoint';
    return `${paint.green('proved')}  ${visibleText(checked.value.claim)}\n        ${signed}\n`;
  });
  return failed ?? (checked.ok ? EXIT.done : EXIT.found);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
