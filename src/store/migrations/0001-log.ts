/**
 * The log. Everything one filters by is computed from the event, so that nothing outside the hash can be changed
 * unseen; rows are never changed or removed. Few values each have the columns without an index of their own: their newest
 * entries are found soon.
 */
export const MIGRATION_0001: string = `
CREATE TABLE audit_header (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  log_id TEXT NOT NULL,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('sha-256', 'sha3-256')),
  host TEXT NOT NULL
) STRICT;

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL,
  hash TEXT NOT NULL,
  prev_hash TEXT AS (event ->> '$.evidence.prev_hash') VIRTUAL,
  event_id TEXT AS (event ->> '$.event_id') VIRTUAL,
  event_type TEXT AS (event ->> '$.event_type') VIRTUAL,
  refers_to TEXT AS (event ->> '$.refers_to') VIRTUAL,
  session_id TEXT AS (event ->> '$.agent.session_id') VIRTUAL,
  timestamp TEXT AS (event ->> '$.timestamp') VIRTUAL,
  agent_id TEXT AS (event ->> '$.agent.id') VIRTUAL,
  action_type TEXT AS (event ->> '$.action.type') VIRTUAL,
  action_target TEXT AS (event ->> '$.action.target') VIRTUAL,
  risk_level TEXT AS (event ->> '$.decision.risk_level') VIRTUAL,
  approval TEXT AS (event ->> '$.decision.approval') VIRTUAL,
  matched_rule TEXT AS (event ->> '$.decision.rule') VIRTUAL,
  policy_hash TEXT AS (event ->> '$.decision.policy_hash') VIRTUAL,
  human_decision TEXT AS (event ->> '$.approval.human_decision') VIRTUAL,
  approver TEXT AS (event ->> '$.approval.approver') VIRTUAL,
  result_status TEXT AS (event ->> '$.result.status') VIRTUAL
) STRICT;

CREATE INDEX audit_by_everything ON audit_log
  (timestamp, event_type, session_id, agent_id, action_type, action_target, risk_level, approval, matched_rule,
   human_decision, result_status);
CREATE INDEX audit_by_session ON audit_log (session_id, timestamp);
CREATE INDEX audit_by_agent ON audit_log (agent_id, timestamp, event_type);
CREATE INDEX audit_by_type ON audit_log (action_type, timestamp, event_type);
CREATE INDEX audit_by_rule ON audit_log (matched_rule, timestamp, event_type);
CREATE INDEX audit_by_first ON audit_log (refers_to) WHERE refers_to IS NOT NULL;

CREATE TABLE audit_policy (hash TEXT PRIMARY KEY, policy TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit_checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
CREATE TABLE audit_tile (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

${['audit_log', 'audit_header', 'audit_policy', 'audit_checkpoint', 'audit_tile']
  .flatMap((table) => ['UPDATE', 'DELETE'].map((act) => refusal(table, act)))
  .join('\n')}
`;

function refusal(table: string, act: string): string {
  return `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table}
BEGIN SELECT RAISE(ABORT, 'an audit log is only added to'); END;`;
}
