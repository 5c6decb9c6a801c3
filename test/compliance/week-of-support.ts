import { timestampText, type UnloggedEvent } from '../../src/audit/index.ts';
import { loadPolicy, readDocument } from '../../src/policy/index.ts';
import { sha256Hex } from '../../src/base/index.ts';

/** The policy of a support desk: harm is asked about or refused, by rules and by default. */
export const DESK_POLICY = `version: "1"
defaults: { approval: approve, risk_level: high }
rules:
  - name: reads
    match: { type: ["read_ticket", "search_docs"] }
    risk_level: low
    approval: auto
  - name: mail
    match: { type: send_mail }
    risk_level: medium
    approval: auto
  - name: refunds
    match: { type: "refund*" }
    risk_level: high
    approval: approve
  - name: no_deletion
    match: { type: "*delete*" }
    risk_level: critical
    approval: block
invariants:
  - name: deletions never run
    never: { match: { type: "*delete*" }, approval: auto }
`;

/** SHA-256 over a text that the log keeps; the hash that decisions carry. */
export const KEPT_POLICY: { readonly hash: string; readonly text: string } = keptPolicy();

function keptPolicy() {
  const text = '{"rules":[],"version":"1"}';
  return { hash: sha256Hex(text), text };
}

/** The hash of `DESK_POLICY`. */
export function deskPolicyHash(): string {
  const document = readDocument('policy.yaml', new TextEncoder().encode(DESK_POLICY));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  if (!loaded.ok) throw new Error('the policy of the desk is wrong');
  return loaded.value.policy.hash;
}

export interface Week {
  /** What people answer to the n-th request; default: every fourth is denied. */
  readonly answer?: (n: number) => 'approved' | 'denied' | 'expired' | undefined;
  /** The policy that decides; default: one that a log can keep. */
  readonly policyHash?: string;
  /** Names that agents give themselves. */
  readonly agents?: readonly string[];
  readonly tickets?: number;
  readonly from?: number;
  readonly heartbeats?: boolean;
}

const KINDS = [
  { type: 'read_ticket', approval: 'auto', outcome: 'allowed', risk: 'low', rule: 'reads' },
  { type: 'search_docs', approval: 'auto', outcome: 'allowed', risk: 'low', rule: 'reads' },
  { type: 'send_mail', approval: 'auto', outcome: 'allowed', risk: 'medium', rule: 'mail' },
  { type: 'refund_order', approval: 'approve', outcome: 'escalated', risk: 'high', rule: 'refunds' },
  { type: 'delete_user', approval: 'block', outcome: 'blocked', risk: 'critical', rule: 'no_deletion' },
] as const;

const MINUTE = 60_000_000;

/**
 * A week of a support desk from Monday 2026-03-02: tickets in office hours, each a session in which an agent reads,
 * searches, mails, asks for a refund every third time and is refused a deletion every fifth. Nights and the weekend are
 * idle.
 */
export function weekOfSupport(week: Week = {}): readonly UnloggedEvent[] {
  const {
    answer = everyFourthDenied,
    tickets = 60,
    agents = ['support-bot', 'triage', 'billing-bot'],
  } = week;
  const { policyHash = KEPT_POLICY.hash, heartbeats = true } = week;
  const start = (week.from ?? Date.UTC(2026, 2, 2, 8)) * 1000;
  const events: UnloggedEvent[] = [];
  let serial = 0;
  let asked = 0;
  const head = (at: number) => {
    serial += 1;
    return {
      agef_version: '1.0' as const,
      event_id: `018f2d6e-7c00-7000-8000-${serial.toString(16).padStart(12, '0')}`,
      timestamp: timestampText(at),
    };
  };
  for (let ticket = 0; ticket < tickets; ticket += 1) {
    const day = Math.floor((ticket * 5) / tickets);
    const place = ticket - Math.ceil((day * tickets) / 5);
    const begin = start + day * 1440 * MINUTE + place * 25 * MINUTE;
    const agent = { id: agents[ticket % agents.length]!, session_id: `ticket-${1000 + ticket}` };
    const kinds = KINDS.filter(
      (_, kind) => kind < 3 || (kind === 3 && ticket % 3 === 0) || (kind === 4 && ticket % 5 === 0),
    );
    let at = begin;
    const beat = () => {
      if (!heartbeats) return;
      events.push({
        ...head(at),
        event_type: 'audit_entry',
        agent,
        action: { type: 'aegis.heartbeat' },
        result: { status: 'success' },
        extensions: { 'aegis.heartbeat': { seconds: 180 } },
      });
    };
    beat();
    for (const { type, approval, outcome, risk, rule } of kinds) {
      at += 2 * MINUTE;
      const sections = {
        agent,
        action: { type, target: `order-${ticket}`, params: { amount: ticket, api_key: '[redacted]' } },
        decision: { outcome, approval, risk_level: risk, rule, policy_hash: policyHash },
      };
      const decision: UnloggedEvent = {
        ...head(at),
        event_type: 'policy_decision',
        ...sections,
        result: { status: approval === 'block' ? 'blocked' : 'pending' },
      };
      events.push(decision);
      const follow = (later: number) => ({ ...head(at + later), refers_to: decision.event_id, ...sections });
      let mayRun = approval === 'auto';
      if (approval === 'approve') {
        asked += 1;
        const said = answer(asked);
        if (said !== undefined) {
          events.push({
            ...follow(MINUTE / 2),
            event_type: 'approval_response',
            approval: {
              human_decision: said,
              approver: said === 'expired' ? '' : 'kim',
              channel: 'terminal',
            },
            result: { status: said === 'approved' ? 'pending' : 'denied' },
          });
        }
        mayRun = said === 'approved';
      }
      if (mayRun) {
        events.push({
          ...follow(MINUTE),
          event_type: 'audit_entry',
          result: { status: ticket % 17 === 16 ? 'failed' : 'success' },
        });
      }
      at += MINUTE;
      beat();
    }
  }
  return events;
}

function everyFourthDenied(n: number): 'approved' | 'denied' {
  return n % 4 === 0 ? 'denied' : 'approved';
}
