import { parsedEvent, type StoredEntry } from '../audit/index.ts';
import { err, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { parseAction, type ActionInput } from '../decision/index.ts';
import type { LogReader } from '../store/index.ts';
import { problem } from './problem.ts';

/** Whether a file is an audit log by its name, rather than lines of JSON. */
export function isLogName(file: string): boolean {
  return /\.(?:db|sqlite3?)$/iu.test(file);
}

/** The actions that a log has decisions about, oldest first, each at the time of its decision; parameters as they were stored. */
export function* loggedActions(reader: LogReader): Generator<Result<ActionInput, readonly Diagnostic[]>> {
  for (const entry of reader.entries()) {
    const event = parsedEvent(entry.event);
    if (event === undefined) yield err([unreadable(entry)]);
    else if (event.event_type === 'policy_decision') yield actionOf(entry, event);
  }
}

function actionOf(
  entry: StoredEntry,
  { action, agent, timestamp }: NonNullable<ReturnType<typeof parsedEvent>>,
): Result<ActionInput, readonly Diagnostic[]> {
  const { call_id: id, ...what } = action ?? {};
  const said: Json = {
    ...(what as { readonly [name: string]: Json }),
    at: timestamp,
    ...(agent?.id === undefined ? {} : { agent: agent.id }),
    ...(agent?.session_id === undefined ? {} : { session: agent.session_id }),
    ...(id === undefined ? {} : { id }),
  };
  const parsed = parseAction(said);
  return parsed.ok ? parsed : err([unreadable(entry)]);
}

function unreadable({ id }: StoredEntry): Diagnostic {
  return problem('AEG9019', `entry ${id} of the log has no action that can be decided`, {
    help: '`aegis audit verify` says whether the log was changed',
  });
}
