import type { HashAlgorithm, Json } from '../../base/index.ts';
import type { Approval, RiskLevel } from '../../model/index.ts';

/**
 * The Agent Governance Event Format, version 1 (specs/agef/v1): one thing that an agent wanted, was told or did. The
 * names are those of the JSON. Which sections a type needs is in the schema.
 */
export interface AgefEvent {
  readonly agef_version: '1.0';
  /** UUID of version 7. */
  readonly event_id: string;
  /** RFC 3339 in UTC with microseconds. */
  readonly timestamp: string;
  readonly event_type: AgefEventType;
  /** The `event_id` of the event that this one answers, ends or corrects. */
  readonly refers_to?: string;
  readonly agent?: AgentSection;
  readonly action?: ActionSection;
  readonly decision?: DecisionSection;
  readonly guardrail?: GuardrailSection;
  readonly approval?: ApprovalSection;
  readonly cost?: CostSection;
  readonly rate_limit?: RateLimitSection;
  readonly result?: ResultSection;
  /** What the format does not foresee. */
  readonly extensions?: { readonly [name: string]: Json };
  readonly evidence?: Evidence;
}

export type AgefEventType =
  | 'policy_decision'
  | 'guardrail_trigger'
  | 'approval_request'
  | 'approval_response'
  | 'cost_alert'
  | 'rate_limit'
  | 'audit_entry';

export interface AgentSection {
  readonly id?: string;
  readonly session_id?: string;
}

export interface ActionSection {
  readonly type: string;
  readonly target?: string;
  readonly params?: { readonly [name: string]: Json };
  readonly description?: string;
  /** What the agent calls this one call. */
  readonly call_id?: string;
}

export interface DecisionSection {
  readonly outcome: 'allowed' | 'escalated' | 'blocked';
  readonly approval?: Approval;
  readonly risk_level: RiskLevel;
  readonly rule?: string;
  readonly reason?: string;
  /** SHA-256 of the policy in hex. */
  readonly policy_hash?: string;
  readonly engine?: string;
  readonly unknown?: readonly { readonly rule: string; readonly part: string; readonly why: string }[];
}

export interface GuardrailSection {
  readonly name: string;
  readonly stage?: string;
  readonly effect: 'flagged' | 'redacted' | 'blocked';
  /** What was found, by kind; the value itself only as its hash. */
  readonly matches?: readonly { readonly kind: string; readonly hash: string }[];
}

export interface ApprovalSection {
  readonly channel?: string;
  readonly approver?: string;
  readonly human_decision?: HumanDecision;
  readonly reason?: string;
}

export const HUMAN_DECISIONS = ['approved', 'denied', 'expired'] as const;
export type HumanDecision = (typeof HUMAN_DECISIONS)[number];

export interface CostSection {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly limit?: number;
  readonly scope?: string;
}

export interface RateLimitSection {
  readonly name: string;
  readonly limit: number;
  readonly window_seconds: number;
  readonly observed: number;
}

export interface ResultSection {
  readonly status: ResultStatus;
  readonly error?: string;
  readonly data?: Json;
}

/** How it ended; `pending` until it has. */
export const RESULT_STATUSES = ['success', 'failed', 'blocked', 'denied', 'skipped', 'pending'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

/** The event's place in a log. */
export interface Evidence {
  readonly algorithm: HashAlgorithm;
  /** 32 hex digits, chosen at random when the log was made. */
  readonly log_id: string;
  /** From 1. */
  readonly sequence: number;
  /** Hex. */
  readonly prev_hash: string;
  /** Hex; not part of what is hashed. */
  readonly hash?: string;
}

/** An event that has no place in a log yet. */
export type UnloggedEvent = Omit<AgefEvent, 'evidence'>;

/** What a decision comes to in the words of the format. */
export const OUTCOMES: Readonly<Record<Approval, DecisionSection['outcome']>> = {
  auto: 'allowed',
  approve: 'escalated',
  block: 'blocked',
};
