import type { SqliteStatement, SqliteValue } from './sqlite-driver.ts';
import { guarded } from './store-failure.ts';

/** The rows of a statement one at a time, in constant memory. Throws `StoreError`. */
export function* streamed<Row>(
  statement: SqliteStatement,
  ...values: readonly SqliteValue[]
): Generator<Row> {
  const rows = guarded(() => statement.iterate(...values)[Symbol.iterator]());
  try {
    for (let next = guarded(() => rows.next()); next.done !== true; next = guarded(() => rows.next())) {
      yield next.value as Row;
    }
  } finally {
    rows.return?.();
  }
}
