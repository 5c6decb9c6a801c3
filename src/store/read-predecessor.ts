import { existsSync, statSync } from 'node:fs';
import type { PredecessorRow } from '../audit/index.ts';
import { err, ok, type Result } from '../base/index.ts';
import type { SqliteDriver } from './sqlite-driver.ts';
import { guarded, StoreError, type StoreFailure } from './store-failure.ts';

/** The rows of a log of the form before the chain, in their order; `not-a-log` where the database has none. */
export function readPredecessor(
  path: string,
  driver: SqliteDriver,
): Result<readonly PredecessorRow[], StoreFailure> {
  try {
    if (!existsSync(path)) return err('missing');
    if (!statSync(path).isFile()) return err('not-readable');
    return ok(guarded(() => rowsOf(path, driver)));
  } catch (error) {
    if (error instanceof StoreError) return err(error.failure);
    throw error;
  }
}

function rowsOf(path: string, driver: SqliteDriver): readonly PredecessorRow[] {
  const connection = driver.open(path, 'read');
  try {
    const columns = connection.prepare("SELECT name FROM pragma_table_info('audit_log')").all();
    const names = columns.map((column) => String(column['name']));
    if (!['id', 'timestamp', 'action_type'].every((name) => names.includes(name)))
      throw new StoreError('not-a-log');
    const taken = COLUMNS.filter((name) => names.includes(name));
    return connection
      .prepare(`SELECT ${taken.join(', ')} FROM audit_log ORDER BY id`)
      .all() as PredecessorRow[];
  } finally {
    connection.close();
  }
}

const COLUMNS = [
  'id',
  'session_id',
  'timestamp',
  'agent_id',
  'action_type',
  'action_target',
  'action_params',
  'action_desc',
  'risk_level',
  'approval',
  'matched_rule',
  'human_decision',
  'result_status',
  'result_data',
  'result_error',
];
