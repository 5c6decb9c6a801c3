import type { EventFilter } from '../audit/index.ts';
import type { SqliteValue } from './sqlite-driver.ts';

/** A filter as SQL: where to look, and what must hold. */
export interface FilterSql {
  /** The index that is walked, newest first. */
  readonly index: string;
  /** Conditions joined by AND; `1` when everything is wanted. */
  readonly where: string;
  readonly values: readonly SqliteValue[];
}

interface Condition {
  readonly column: string;
  readonly value: string;
  readonly isGlob: boolean;
}

/**
 * One equality is looked up in the index of its column, where it has one. Anything else walks the index that holds every column, so that
 * no event is read, let alone parsed, before it is known to be wanted.
 */
export function filterSql(filter: EventFilter): FilterSql {
  const conditions = conditionsOf(filter);
  const [only, ...others] = conditions;
  const index =
    only !== undefined && others.length === 0 && !only.isGlob ? OWN_INDEX[only.column] : undefined;
  const time = [
    ...(filter.since === undefined ? [] : [['timestamp >= ?', filter.since] as const]),
    ...(filter.until === undefined ? [] : [['timestamp < ?', filter.until] as const]),
  ];
  const parts = [...conditions.map(sqlOf), ...time];
  return {
    index: index ?? 'audit_by_everything',
    where: parts.length === 0 ? '1' : parts.map(([sql]) => sql).join(' AND '),
    values: parts.map(([, value]) => value),
  };
}

/** The only glob of a filter that is about a column with few different names, which are looked up first. */
export function onlyGlob(filter: EventFilter): 'agent' | 'actionType' | undefined {
  const [only, ...others] = conditionsOf(filter);
  if (only === undefined || others.length > 0 || !only.isGlob) return undefined;
  return only.column === 'agent_id' ? 'agent' : only.column === 'action_type' ? 'actionType' : undefined;
}

/** The pattern of LIKE that a glob means; a backslash escapes. */
export function likePattern(glob: string): string {
  return glob
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}

const OWN_INDEX: Readonly<Record<string, string>> = {
  session_id: 'audit_by_session',
  agent_id: 'audit_by_agent',
  action_type: 'audit_by_type',
  matched_rule: 'audit_by_rule',
};

function conditionsOf(filter: EventFilter): readonly Condition[] {
  const equals = (column: string, value: string | undefined): readonly Condition[] =>
    value === undefined ? [] : [{ column, value, isGlob: false }];
  const glob = (column: string, value: string | undefined): readonly Condition[] =>
    value === undefined ? [] : [{ column, value, isGlob: /[*?]/.test(value) }];
  return [
    ...equals('session_id', filter.session),
    ...glob('agent_id', filter.agent),
    ...glob('action_type', filter.actionType),
    ...glob('action_target', filter.target),
    ...equals('risk_level', filter.riskLevel),
    ...equals('approval', filter.approval),
    ...equals('matched_rule', filter.rule),
    ...equals('result_status', filter.status),
  ];
}

function sqlOf({ column, value, isGlob }: Condition): readonly [string, string] {
  return isGlob ? [`${column} LIKE ? ESCAPE '\\'`, likePattern(value)] : [`${column} = ?`, value];
}
