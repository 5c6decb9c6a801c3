import { canonicalJson, type Cryptography, type Json } from '../base/index.ts';
import { APPROVALS, RISK_LEVELS } from '../model/index.ts';
import { OUTCOMES, RESULT_STATUSES, type HumanDecision, type UnloggedEvent } from './agef/event.ts';
import { redactParams, type Redaction } from './redact.ts';
import { timestampText } from './timestamp.ts';
import { uuidV7 } from './uuid-v7.ts';

/** A row of the table `audit_log` of the form before the chain, by its column names. */
export type PredecessorRow = Readonly<Record<string, string | number | null>>;

/**
 * The event that a row of an earlier log becomes. It says of itself, in `extensions`, that it is history from before the
 * chain, and holds the whole row but for secrets. The same row becomes an event with the same time and id; without a
 * readable time it is that of 1970, which nobody takes for one.
 */
export function importedEvent(
  row: PredecessorRow,
  redaction: Redaction,
  cryptography: Cryptography,
): UnloggedEvent {
  const microseconds = microsecondsOf(row['timestamp']) ?? 0;
  const text = (name: string): string | undefined => {
    const value = row[name];
    return value === null || value === undefined ? undefined : String(value).toWellFormed();
  };
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined =>
    known.find((value) => value === text(name)?.toLowerCase());
  const riskLevel = oneOf('risk_level', RISK_LEVELS);
  const approval = oneOf('approval', APPROVALS);
  const human = HUMAN_DECISIONS[text('human_decision')?.toLowerCase() ?? ''];
  const safe = (name: string) => {
    const value = objectOf(text(name));
    return value === undefined ? undefined : redactParams(value, redaction, cryptography);
  };
  const params = safe('action_params');
  const original = withoutLoneSurrogates({
    ...row,
    ...withoutNothing({ action_params: params, result_data: safe('result_data') }),
  });
  const isDecision = riskLevel !== undefined && approval !== undefined;
  return withoutNothing({
    agef_version: '1.0',
    event_id: uuidV7(Math.floor(microseconds / 1000), identity(row, cryptography)),
    timestamp: timestampText(microseconds),
    event_type: isDecision ? 'policy_decision' : 'audit_entry',
    agent: withoutNothing({ id: text('agent_id'), session_id: text('session_id') }),
    action: withoutNothing({
      type: text('action_type') ?? '',
      target: text('action_target'),
      params,
      description: text('action_desc'),
    }),
    decision: isDecision
      ? withoutNothing({
          outcome: OUTCOMES[approval],
          approval,
          risk_level: riskLevel,
          rule: text('matched_rule'),
        })
      : undefined,
    approval: human === undefined ? undefined : { human_decision: human },
    result: withoutNothing({
      status: oneOf('result_status', RESULT_STATUSES) ?? 'pending',
      error: text('result_error'),
    }),
    extensions: { 'aegis.import': { chained: false, row: original } },
  });
}

/** How earlier versions wrote what a person said. */
const HUMAN_DECISIONS: Readonly<Record<string, HumanDecision>> = {
  approve: 'approved',
  approved: 'approved',
  allow: 'approved',
  deny: 'denied',
  denied: 'denied',
  reject: 'denied',
  rejected: 'denied',
  timeout: 'expired',
  expired: 'expired',
};

const LONE_SURROGATE = /\\ud[89a-f][0-9a-f]{2}/gi;

function withoutLoneSurrogates(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replace(LONE_SURROGATE, '\\ufffd')) as Json;
}

/** Microseconds since 1970; a time without a zone is UTC. */
function microsecondsOf(value: string | number | null | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    value,
  );
  if (parts === null) return undefined;
  const [, date = '', time = '', fraction = '', zone = 'Z'] = parts;
  const seconds = Date.parse(
    `${date}T${time}${/^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`,
  );
  return Number.isNaN(seconds) ? undefined : seconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function objectOf(text: string | undefined): { readonly [name: string]: Json } | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text.replace(LONE_SURROGATE, '\\ufffd')) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })
      : undefined;
  } catch {
    return undefined;
  }
}

/** What tells a row from others. Nothing that may be secret goes into it, or the id would show who guessed it right. */
function identity(row: PredecessorRow, cryptography: Cryptography): Uint8Array {
  const { action_params: _, result_data: __, result_error: ___, ...open } = row;
  return cryptography.hash('sha-256', new TextEncoder().encode(canonicalJson(withoutLoneSurrogates(open))));
}

/** The object without the members that are not given. */
function withoutNothing<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}
