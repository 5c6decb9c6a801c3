import { existsSync, statSync } from 'node:fs';
import type { PredecessorRow } from '../audit/index.ts';
import { err, ok, type Result } from '../base/index.ts';
import type { SqliteConnection, SqliteDriver } from './sqlite-driver.ts';
import { streamed } from './streamed.ts';
import { guarded, StoreError, type StoreFailure } from './store-failure.ts';

/** A log of the form before the chain, open for reading. */
export interface Predecessor {
  /** Its rows in their order, one at a time. Throws `StoreError`. */
  rows(): Iterable<PredecessorRow>;
  close(): void;
}

/** Opens a log of the form before the chain; `not-a-log` where the database has none. */
export function openPredecessor(path: string, driver: SqliteDriver): Result<Predecessor, StoreFailure> {
  if (!existsSync(path)) return err('missing');
  if (!statSync(path).isFile()) return err('not-readable');
  let connection: SqliteConnection | undefined;
  try {
    return ok(
      guarded(() => {
        connection = driver.open(path, 'read');
        return predecessorOn(connection);
      }),
    );
  } catch (error) {
    connection?.close();
    if (error instanceof StoreError) return err(error.failure);
    throw error;
  }
}

function predecessorOn(connection: SqliteConnection): Predecessor {
  const columns = connection.prepare("SELECT name FROM pragma_table_info('audit_log')").all();
  const names = columns.map((column) => String(column['name']));
  if (!['id', 'timestamp', 'action_type'].every((name) => names.includes(name))) {
    throw new StoreError('not-a-log');
  }
  const taken = COLUMNS.filter((name) => names.includes(name));
  const sql = `SELECT ${taken.join(', ')} FROM audit_log ORDER BY id`;
  return {
    rows: () => streamed<PredecessorRow>(connection.prepare(sql)),
    close: () => {
      connection.close();
    },
  };
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
