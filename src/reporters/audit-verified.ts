import type { JudgedCheckpoint, LogVerdict } from '../audit/index.ts';
import type { Diagnostic, Json } from '../base/index.ts';
import { diagnosticJson, jsonText } from './diagnostics-json.ts';
import { prettyDiagnostics } from './diagnostics-pretty.ts';
import type { Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';

/** A log or a bundle that was checked. */
export interface VerifiedLog {
  /** As the user named it. */
  readonly file: string;
  readonly verdict: LogVerdict;
  /** What is wrong, all of it. */
  readonly problems: readonly Diagnostic[];
  /** How many stored policies fit their hashes; absent where none are looked at. */
  readonly policies?: number;
  /** Whose key judged the signatures. */
  readonly key: 'given' | 'of the bundle' | 'none';
}

/** What holds, what does not, and what cannot be said. */
export function prettyVerified(verified: VerifiedLog, paint: Paint): string {
  const { file, verdict, policies, problems } = verified;
  const head = `${paint.bold(visibleText(file))}  log ${verdict.log.logId} on ${visibleText(verdict.log.host)}, ${verdict.log.algorithm}`;
  const lines = [
    head,
    `  chain        ${chainText(verdict)}`,
    ...verdict.checkpoints.filter(isFine).map((one) => `  checkpoint   ${checkpointText(one)}`),
    ...(policies === undefined || policies === 0
      ? []
      : [`  policies     ${policies} are those that decided`]),
    ...notExcluded(verified).map(
      (text, index) => `${index === 0 ? '  not excluded' : '              '} ${text}`,
    ),
    problems.length === 0
      ? paint.green('nothing was changed, as far as this shows')
      : paint.red('the log was changed'),
  ];
  const told = problems.length === 0 ? '' : `\n${prettyDiagnostics(problems, { paint, sources: [] })}`;
  return `${lines.join('\n')}\n${told}`;
}

export function jsonVerified(verified: VerifiedLog): string {
  const { file, verdict, key, policies, problems } = verified;
  return jsonText({
    schemaVersion: 1,
    file,
    isUnchanged: problems.length === 0,
    log: { id: verdict.log.logId, host: verdict.log.host, algorithm: verdict.log.algorithm },
    entries: verdict.entries,
    ...(verdict.fault === undefined ? {} : { fault: verdict.fault as unknown as Json }),
    checkpoints: verdict.checkpoints.map((one) => ({
      from: one.from,
      size: one.checkpoint.size,
      verdict: one.verdict.kind,
      signature: one.signature,
    })),
    key,
    ...(policies === undefined ? {} : { policies }),
    notExcluded: notExcluded(verified),
    diagnostics: problems.map(diagnosticJson),
  });
}

function chainText({ entries, fault }: LogVerdict): string {
  const count = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  if (fault !== undefined) return `${count} follow one another, then it breaks`;
  return entries === 0 ? 'no entries yet' : `${count}, each follows the one before`;
}

function isFine({ verdict, signature }: JudgedCheckpoint): boolean {
  return verdict.kind === 'holds' && signature !== 'invalid';
}

function checkpointText({ checkpoint, from, signature }: JudgedCheckpoint): string {
  const signed =
    signature === 'valid'
      ? 'signed by the key'
      : 'its signature was not checked: `--key` names the public key';
  return `over ${checkpoint.size} entries holds (${from === 'outside' ? 'given' : 'in the log'}); ${signed}`;
}

/**
 * What somebody who can write the file could have done without leaving a trace. A checkpoint counts when it was kept
 * where they cannot write, and is known to be signed.
 */
function notExcluded({ verdict, key }: VerifiedLog): readonly string[] {
  const trusted = verdict.checkpoints.filter(
    (one) => one.from === 'outside' && one.verdict.kind === 'holds' && one.signature !== 'invalid',
  );
  const size = Math.max(0, ...trusted.map(({ checkpoint }) => checkpoint.size));
  const isSigned = trusted.some(({ signature }) => signature === 'valid') && key !== 'of the bundle';
  if (trusted.length === 0) {
    return [
      'that entries were cut off at the end, that the whole log was rewritten, or that this is an older copy:',
      'that takes a checkpoint kept elsewhere (`--checkpoint FILE`) and the public key (`--key FILE`)',
    ];
  }
  return [
    ...(isSigned ? [] : ['that the checkpoint was forged: `--key` names a public key that you trust']),
    ...(size < verdict.entries
      ? [`that entries after ${size}, which the checkpoint is over, were cut off or rewritten`]
      : []),
  ];
}
