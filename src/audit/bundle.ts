import type { Json } from '../base/index.ts';
import type { AgefEvent } from './agef/event.ts';
import { canonicalEvent } from './chain/canonical-event.ts';
import type { StoredEntry } from './chain/entry.ts';
import type { LogIdentity } from './log-identity.ts';

/** The first line of a bundle; the lines after it are the events of the log, from the first to the last. */
export interface BundleHead {
  readonly log: LogIdentity;
  /** Signed notes, from the smallest. */
  readonly checkpoints: readonly string[];
  /** PEM of the key that is said to have signed them. */
  readonly publicKey?: string;
}

/** The first line of a bundle, as JSON. */
export function bundleHeadJson({ log, checkpoints, publicKey }: BundleHead): Json {
  return {
    aegis_bundle: 1,
    log: { log_id: log.logId, algorithm: log.algorithm, host: log.host },
    checkpoints,
    ...(publicKey === undefined ? {} : { public_key: publicKey }),
  };
}

/** What the first line of a bundle says, or `undefined` where it is none. */
export function readBundleHead(json: Json): BundleHead | undefined {
  const head = json as {
    readonly aegis_bundle?: unknown;
    readonly log?: {
      readonly log_id?: unknown;
      readonly algorithm?: unknown;
      readonly host?: unknown;
    } | null;
    readonly checkpoints?: unknown;
    readonly public_key?: unknown;
  } | null;
  if (head?.aegis_bundle !== 1) return undefined;
  const { log_id: logId, algorithm, host } = head.log ?? {};
  const { checkpoints, public_key: publicKey } = head;
  const isWhole =
    typeof logId === 'string' &&
    (algorithm === 'sha-256' || algorithm === 'sha3-256') &&
    typeof host === 'string' &&
    isTexts(checkpoints) &&
    (publicKey === undefined || typeof publicKey === 'string');
  if (!isWhole) return undefined;
  return {
    log: { logId, algorithm, host },
    checkpoints,
    ...(publicKey === undefined ? {} : { publicKey }),
  };
}

/**
 * The entry that an exported event is said to be, at its place in the bundle. What is no event with a hash becomes an
 * entry that holds in no chain.
 */
export function bundledEntry(json: Json, id: number): StoredEntry {
  const event = json as unknown as AgefEvent | null;
  const hash = event?.evidence?.hash;
  const text = event === null || typeof event !== 'object' ? undefined : canonicalEvent(event);
  return { id, event: text ?? '', hash: typeof hash === 'string' ? hash : '' };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
