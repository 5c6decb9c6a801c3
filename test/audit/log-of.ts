import {
  createEntryHash,
  genesisHash,
  linkEvent,
  timestampText,
  type LogIdentity,
  type StoredEntry,
  type UnloggedEvent,
} from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';

export const LOG: LogIdentity = {
  logId: '00112233445566778899aabbccddeeff',
  algorithm: 'sha-256',
  host: 'desk-1',
};

const NAMES = ['read', 'refund', 'send_mail', 'delete_user'];
const APPROVALS = ['auto', 'approve', 'auto', 'block'] as const;
const OUTCOMES = ['allowed', 'escalated', 'allowed', 'blocked'] as const;
const RISKS = ['low', 'high', 'medium', 'critical'] as const;

/** The n-th event of a support desk's day; the first is 1. */
export function deskEvent(n: number): UnloggedEvent {
  const which = n % 4;
  return {
    agef_version: '1.0',
    event_id: `018f2d6e-7c00-7000-8000-${n.toString(16).padStart(12, '0')}`,
    timestamp: timestampText(Date.UTC(2026, 2, 2, 10) * 1000 + n * 1_500_000),
    event_type: 'policy_decision',
    agent: { id: n % 3 === 0 ? 'triage' : 'support-bot', session_id: `ticket-${Math.ceil(n / 5)}` },
    action: { type: NAMES[which]!, target: `order-${n}`, params: { amount: n } },
    decision: {
      outcome: OUTCOMES[which]!,
      approval: APPROVALS[which]!,
      risk_level: RISKS[which]!,
      rule: `rule_${which}`,
      policy_hash: 'ab'.repeat(32),
    },
    result: { status: APPROVALS[which] === 'block' ? 'blocked' : 'pending' },
  };
}

/** A log of these events, linked as a writer does. */
export function linked(events: readonly UnloggedEvent[], log: LogIdentity = LOG): StoredEntry[] {
  const hash = createEntryHash(nodeCryptography, log.algorithm);
  let previous = genesisHash(nodeCryptography, log);
  return events.map((event, index) => {
    const next = linkEvent(event, { log, sequence: index + 1, previous }, hash);
    previous = next.hash;
    return next.entry;
  });
}

export function deskLog(count: number, log: LogIdentity = LOG): StoredEntry[] {
  return linked(
    Array.from({ length: count }, (_, index) => deskEvent(index + 1)),
    log,
  );
}
