import {
  canonicalJson,
  err,
  ok,
  repeatedKey,
  sha256Hex,
  type Diagnostic,
  type Json,
  type Result,
} from '../base/index.ts';
import type { AgentName } from './agent.ts';
import { HOOK_CODES, type HookCode } from './hook-codes.ts';
import type { HookEvent, JsonObject, ToolCall } from './tool-call.ts';
import { nameTool } from './tools.ts';

/** The fields that say how a call ended, by the event that tells it. */
export type Outcomes = Readonly<
  Record<string, { readonly status: 'success' | 'failed' | 'denied'; readonly error?: string }>
>;

/** Which events an agent has, and how it calls the fields that every one of them names differently. */
export interface InputForm {
  readonly agent: AgentName;
  readonly calls: readonly string[];
  readonly outcomes: Outcomes;
  readonly session: string;
}

/** Reads `{hook_event_name, tool_name, tool_input, ...}`, the form that all agents share. */
export function readToolEvent(input: JsonObject, form: InputForm): Result<HookEvent, readonly Diagnostic[]> {
  const event = input['hook_event_name'];
  const tool = input['tool_name'];
  const params = objectOf(input['tool_input']);
  const outcome = typeof event === 'string' ? form.outcomes[event] : undefined;
  const problems = [
    ...(typeof event === 'string' && (form.calls.includes(event) || outcome !== undefined)
      ? []
      : [unknownEvent(form, event)]),
    ...(typeof tool === 'string' && tool !== '' ? [] : [missing('tool_name', 'a name')]),
    ...(params !== undefined ? [] : [missing('tool_input', 'an object')]),
  ];
  if (problems.length > 0 || typeof event !== 'string' || typeof tool !== 'string' || params === undefined)
    return err(problems);
  const call = toolCall(input, form, tool, params);
  if (outcome === undefined) return ok({ kind: 'call', event, call });
  const error = outcome.error === undefined ? undefined : errorText(input[outcome.error]);
  return ok({
    kind: 'outcome',
    event,
    call,
    status: outcome.status,
    ...(error === undefined ? {} : { error }),
  });
}

/** The call of a tool under a name that Aegis gives it. */
export function toolCall(input: JsonObject, form: InputForm, tool: string, params: JsonObject): ToolCall {
  const named = nameTool(form.agent, tool, params);
  const session = textOf(input[form.session]);
  const folder = textOf(input['cwd']);
  return {
    action: { ...named, agent: form.agent, params },
    id: textOf(input['tool_use_id']) ?? derivedId(session, tool, params),
    ...(session === undefined ? {} : { session }),
    ...(folder === undefined ? {} : { folder }),
  };
}

/** A diagnostic about hooks. */
export function hookProblem(code: HookCode, message: string, help?: string): Diagnostic {
  return { code, severity: HOOK_CODES[code].severity, message, ...(help === undefined ? {} : { help }) };
}

/** Some agents write the arguments of a tool as a text of JSON. */
export function objectOf(value: Json | undefined): JsonObject | undefined {
  const json = typeof value === 'string' ? parsed(value) : value;
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isObject ? (json as JsonObject) : undefined;
}

/** A text with a key twice is none: whoever acts on it may take the other one. */
function parsed(text: string): Json | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return repeatedKey(text) === undefined ? json : undefined;
  } catch {
    return undefined;
  }
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function unknownEvent({ agent, calls, outcomes }: InputForm, event: Json | undefined): Diagnostic {
  const known = [...calls, ...Object.keys(outcomes)].map((name) => `\`${name}\``).join(', ');
  const message =
    typeof event === 'string'
      ? `\`${event}\` is no event of ${agent} that Aegis decides about`
      : 'the input has no `hook_event_name`';
  return hookProblem('AEG4050', message, `it knows ${known}`);
}

function missing(field: string, what: string): Diagnostic {
  return hookProblem('AEG4050', `\`${field}\` of the call must be ${what}`);
}

function errorText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function derivedId(session: string | undefined, tool: string, params: JsonObject): string {
  const text = JSON.stringify([session ?? null, tool, sorted(params)]);
  return `sha256:${sha256Hex(text.toWellFormed()).slice(0, 32)}`;
}

/** As RFC 8785 where the value has such a form, else as it came. */
function sorted(params: JsonObject): string {
  try {
    return canonicalJson(params);
  } catch {
    return JSON.stringify(params);
  }
}
