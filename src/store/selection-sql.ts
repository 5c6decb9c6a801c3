import type { Criteria, Said, Selection } from '../audit/index.ts';
import { likePattern } from './filter-sql.ts';
import type { SqliteValue } from './sqlite-driver.ts';

/** A condition, and the values that stand in it. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqliteValue[];
}

/** A selection as a condition over `audit_log AS e`; of later entries those up to number `last` count. */
export function selectionSql({ event, where }: Selection, last: number): Sql {
  return and([{ text: 'e.event_type = ?', values: [event] }, criteriaSql(where, last)]);
}

/** NULL, where an event does not say it, counts as not met. */
export function criteriaSql(criteria: Criteria, last: number): Sql {
  const { approval, risk, type, target, has, kept, chained, certain, effect } = criteria;
  const { answered, ended, belongs, not } = criteria;
  return and([
    ...given(approval, (values) => oneOf('e.approval', values)),
    ...given(risk, (values) => oneOf('e.risk_level', values)),
    ...given(type, (globs) => like('e.action_type', globs)),
    ...given(target, (globs) => like('e.action_target', globs)),
    ...(has ?? []).map((said) => ({ text: `coalesce(${COLUMNS[said]}, '') <> ''`, values: [] })),
    ...given(kept, (is) => claim(is, 'e.policy_hash IN (SELECT hash FROM audit_policy)')),
    ...given(chained, (is) => claim(!is, IMPORTED)),
    ...given(certain, (is) => claim(!is, "json_array_length(e.event, '$.decision.unknown') > 0")),
    ...given(effect, (values) => oneOf("e.event ->> '$.guardrail.effect'", values)),
    ...given(answered, (values) => orLater('human_decision', values, last)),
    ...given(ended, (values) => orLater('result_status', values, last)),
    // The list is made once for a question: there is no index of event ids.
    ...given(belongs, (is) => claim(is, 'e.refers_to IN (SELECT event_id FROM audit_log)')),
    ...given(not, (inner) => negated(criteriaSql(inner, last))),
  ]);
}

const IMPORTED = `json_extract(e.event, '$.extensions."aegis.import"') IS NOT NULL`;

const COLUMNS: Readonly<Record<Said, string>> = {
  agent: 'e.agent_id',
  session: 'e.session_id',
  rule: 'e.matched_rule',
  policy: 'e.policy_hash',
  approver: 'e.approver',
};

export function and(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return { text: '1', values: [] };
  return { text: parts.map(({ text }) => text).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

function negated({ text, values }: Sql): Sql {
  return { text: `NOT coalesce((${text}), 0)`, values };
}

function claim(is: boolean, text: string): Sql {
  return { text: `${is ? '' : 'NOT '}coalesce((${text}), 0)`, values: [] };
}

function oneOf(column: string, values: readonly string[]): Sql {
  return { text: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

function like(column: string, globs: readonly string[]): Sql {
  const text = globs.map(() => `${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  return { text: `(${text})`, values: globs.map(likePattern) };
}

function orLater(column: string, values: readonly string[], last: number): Sql {
  const own = oneOf(`e.${column}`, values);
  const later = oneOf(`f.${column}`, values);
  return {
    text: `(${own.text} OR EXISTS (SELECT 1 FROM audit_log AS f INDEXED BY audit_by_first
      WHERE f.refers_to = e.event_id AND f.id <= ? AND ${later.text}))`,
    values: [...own.values, last, ...later.values],
  };
}

function given<Value>(value: Value | undefined, sql: (value: Value) => Sql): readonly Sql[] {
  return value === undefined ? [] : [sql(value)];
}
