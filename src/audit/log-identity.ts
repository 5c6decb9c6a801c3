import type { HashAlgorithm } from '../base/index.ts';

/** What makes a log this log. */
export interface LogIdentity {
  /** 32 hex digits, chosen at random. */
  readonly logId: string;
  readonly algorithm: HashAlgorithm;
  /** The machine it was made on, as checkpoints name it. */
  readonly host: string;
}

/** The name under which a log signs its checkpoints (C2SP tlog-checkpoint): no spaces, no plus. */
export function originOf({ host, logId }: LogIdentity): string {
  return `${host.replace(/[\s+]/g, '-')}/${logId}`;
}
