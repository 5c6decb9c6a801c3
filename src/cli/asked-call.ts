import { err, ok, repeatedKey, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { parseAction, type ActionInput } from '../decision/index.ts';
import { hookProblem, type Agent, type HookEvent, type JsonObject } from '../hooks/index.ts';

/** A call that is to be decided about. */
export interface AskedCall {
  readonly input: ActionInput;
  readonly session?: string;
  readonly callId?: string;
  /** Where relative paths among its parameters count from. */
  readonly folder?: string;
}

/** What came in: a call in the form of `cli.md`'s actions, or what an agent tells its hook. */
export type Asked =
  | { readonly kind: 'action'; readonly call: AskedCall }
  | { readonly kind: 'hook'; readonly event: HookEvent; readonly call: AskedCall };

/** Reads one call. Everything that is not plainly one is refused. */
export function readAsked(bytes: Uint8Array, agent: Agent | undefined): Result<Asked, readonly Diagnostic[]> {
  const json = readJson(bytes);
  if (!json.ok) return err([json.error]);
  if (agent === undefined) {
    const action = parseAction(json.value);
    return action.ok ? ok({ kind: 'action', call: callOf(action.value) }) : action;
  }
  if (!isObject(json.value)) return err([hookProblem('AEG4050', 'the input is not a JSON object')]);
  const event = agent.read(json.value);
  if (!event.ok) return event;
  const { action, session, id, folder } = event.value.call;
  const call = {
    input: action,
    callId: id,
    ...(session === undefined ? {} : { session }),
    ...(folder === undefined ? {} : { folder }),
  };
  return ok({ kind: 'hook', event: event.value, call });
}

/** The call that an action in JSON is. */
export function callOf(input: ActionInput): AskedCall {
  return {
    input,
    ...(input.session === undefined ? {} : { session: input.session }),
    ...(input.id === undefined ? {} : { callId: input.id }),
  };
}

/** Values that are nested deeper are refused: whoever walks through them could run out of stack. */
const DEEPEST = 100;

/** Whether a value is nested too deeply to be walked through. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= DEEPEST) return true;
  return Object.values(value).some((item) => isTooDeep(item, depth + 1));
}

function readJson(bytes: Uint8Array): Result<Json, Diagnostic> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err(hookProblem('AEG4050', 'the input is not UTF-8 text'));
  }
  if (text.trim() === '') return err(hookProblem('AEG4050', 'nothing came on standard input'));
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return err(hookProblem('AEG4050', 'the input is not JSON'));
  }
  if (isTooDeep(json))
    return err(hookProblem('AEG4050', `the input is nested deeper than ${DEEPEST} levels`));
  const repeated = repeatedKey(text);
  if (repeated === undefined) return ok(json);
  const help = 'readers disagree about which of the two counts';
  return err(hookProblem('AEG4050', `the input has the key \`${repeated}\` twice`, help));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
