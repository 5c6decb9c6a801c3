import type { Cryptography, Json } from '../../base/index.ts';
import type { Decision } from '../../model/index.ts';
import { timestampText } from '../timestamp.ts';
import { uuidV7 } from '../uuid-v7.ts';
import { OUTCOMES, type ApprovalSection, type ResultSection, type UnloggedEvent } from './event.ts';
import { loggable } from './loggable.ts';

/** A call of a tool, as it goes into the log. */
export interface LoggedCall {
  readonly action: {
    readonly type: string;
    readonly target?: string;
    readonly agent?: string;
    readonly params?: { readonly [name: string]: Json };
    readonly description?: string;
  };
  readonly session?: string;
  /** What the agent calls this one call. */
  readonly callId?: string;
}

/** What events are made with. `now` is in milliseconds since 1970-01-01T00:00:00Z. */
export interface EventMaking {
  readonly now: number;
  readonly cryptography: Cryptography;
}

/** A decision about a call. Nothing is redacted yet. */
export function decisionEvent(
  call: LoggedCall & { readonly decision: Decision },
  { now, cryptography }: EventMaking,
): UnloggedEvent {
  return {
    ...head('policy_decision', now, cryptography),
    ...callSections(call),
    decision: decisionSection(call.decision),
    result: { status: call.decision.approval === 'block' ? 'blocked' : 'pending' },
  };
}

/** Who calls what. */
export function callSections(call: LoggedCall): Required<Pick<UnloggedEvent, 'agent' | 'action'>> {
  const { agent, ...action } = call.action;
  const sections = {
    agent: { ...given('id', agent), ...given('session_id', call.session) },
    action: { ...action, ...given('call_id', call.callId) },
  };
  return loggable(sections) as unknown as typeof sections;
}

/** What of an event is repeated by those that follow it; without `event_id` where it was never logged. */
export type FirstEvent = Pick<UnloggedEvent, 'agent' | 'action' | 'decision'> & {
  readonly event_id?: string;
};

/** That a person answered, or that nobody did. */
export function approvalEvent(
  first: FirstEvent,
  approval: ApprovalSection,
  { now, cryptography }: EventMaking,
): UnloggedEvent {
  return {
    ...head('approval_response', now, cryptography),
    ...repeated(first),
    approval: loggable(approval as unknown as Json) as unknown as ApprovalSection,
    result: { status: approval.human_decision === 'approved' ? 'pending' : 'denied' },
  };
}

/** How a call ended. */
export function outcomeEvent(
  first: FirstEvent,
  result: ResultSection,
  { now, cryptography }: EventMaking,
): UnloggedEvent {
  return {
    ...head('audit_entry', now, cryptography),
    ...repeated(first),
    result: loggable(result as unknown as Json) as unknown as ResultSection,
  };
}

function decisionSection(decision: Decision): NonNullable<UnloggedEvent['decision']> {
  const section = {
    outcome: OUTCOMES[decision.approval],
    approval: decision.approval,
    risk_level: decision.riskLevel,
    rule: decision.rule,
    reason: decision.reason,
    policy_hash: decision.policyHash,
    engine: decision.engine,
    ...(decision.unknown.length === 0
      ? {}
      : { unknown: decision.unknown.map(({ rule, part, why }) => ({ rule, part, why })) }),
  };
  return loggable(section) as unknown as typeof section;
}

function head<Type extends UnloggedEvent['event_type']>(
  type: Type,
  now: number,
  cryptography: Cryptography,
): Pick<UnloggedEvent, 'agef_version' | 'event_id' | 'timestamp'> & { readonly event_type: Type } {
  return {
    agef_version: '1.0',
    event_id: uuidV7(now, cryptography.randomBytes(10)),
    timestamp: timestampText(now * 1000),
    event_type: type,
  };
}

function repeated({ event_id, agent, action, decision }: FirstEvent): Partial<UnloggedEvent> {
  return {
    ...given('refers_to', event_id),
    ...(agent === undefined ? {} : { agent }),
    ...(action === undefined ? {} : { action }),
    ...(decision === undefined ? {} : { decision }),
  };
}

function given<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [N in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: string });
}
