import type { Diagnostic } from '../base/index.ts';
import { AUDIT_CODES, type AuditCode } from './audit-codes.ts';
import type { ChainFault } from './chain/chain-fault.ts';
import type { JudgedCheckpoint, LogVerdict } from './verify-log.ts';

/** What is wrong with a log, as its user is told. Empty where nothing is. */
export function verdictDiagnostics(verdict: LogVerdict): readonly Diagnostic[] {
  return [
    ...(verdict.fault === undefined ? [] : [faultDiagnostic(verdict.fault)]),
    ...verdict.checkpoints.flatMap(checkpointDiagnostics),
  ];
}

function faultDiagnostic(fault: ChainFault): Diagnostic {
  switch (fault.kind) {
    case 'edited':
      return problem('AEG4020', `entry ${fault.sequence} was edited: ${EDITED[fault.part]}`);
    case 'removed':
      return problem('AEG4021', `${entries(fault)} ${wereOrWas(fault)} removed`);
    case 'inserted':
      return problem('AEG4022', `${entries(fault)} ${wereOrWas(fault)} inserted after the fact`);
    case 'reordered':
      return problem('AEG4023', `entries between ${fault.first} and ${fault.last} changed places`);
    case 'other-log':
      return problem(
        'AEG4026',
        `entry ${fault.sequence} was not written to this log`,
        'either it comes from another log, or the header of this one was changed',
      );
  }
}

const EDITED = {
  event: 'its event is not the one that was written',
  hash: 'its hash is not the one that was written',
  'event and hash':
    'its event was changed and its hash made to fit; the next entry still has the hash of what was written',
} as const;

function entries({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `entry ${first}` : `entries ${first} to ${last}`;
}

function wereOrWas({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? 'was' : 'were';
}

function checkpointDiagnostics({
  checkpoint,
  from,
  verdict,
  signature,
}: JudgedCheckpoint): readonly Diagnostic[] {
  const which = `the checkpoint ${from === 'outside' ? 'that was given' : 'in the log'}, over ${checkpoint.size} entries,`;
  if (signature === 'invalid') {
    const help = 'it proves nothing: anybody may have written it';
    return [problem('AEG4027', `${which} is not signed by the key`, help)];
  }
  switch (verdict.kind) {
    case 'holds':
    case 'not-reached':
      return [];
    case 'truncated': {
      const help = 'the end was cut off, or the file was replaced by an older copy';
      return [problem('AEG4024', `${verdict.missing} entries are missing that ${which} has`, help)];
    }
    case 'rewritten': {
      const place = verdict.sameUntil === 0 ? 'somewhere' : `after entry ${verdict.sameUntil}`;
      const message = `the log was rewritten ${place} up to entry ${checkpoint.size}`;
      return [problem('AEG4025', message, `the entries are not those that ${which} was signed for`)];
    }
    case 'other-log':
      return [problem('AEG4026', `${which} is of another log: \`${checkpoint.origin}\``)];
  }
}

function problem(code: AuditCode, message: string, help?: string): Diagnostic {
  return { code, severity: AUDIT_CODES[code].severity, message, ...(help === undefined ? {} : { help }) };
}
