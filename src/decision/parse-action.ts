import { err, nearest, ok, type Code, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { ACTION_CODES } from './action-codes.ts';
import { parseInstant } from './parse-instant.ts';

/**
 * An action as it came in: the names may be anything, because an action with a name that is no name is decided
 * (`<invalid>`, blocked), not refused.
 */
export interface ActionInput {
  readonly type?: unknown;
  readonly target?: unknown;
  readonly agent?: unknown;
  readonly params?: { readonly [name: string]: unknown };
  readonly description?: string;
  /** The instant the action carries, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at?: number;
  readonly session?: string;
  readonly id?: string;
}

const KEYS = ['type', 'target', 'agent', 'params', 'description', 'at', 'session', 'id'] as const;

/** Reads an action in JSON; an unknown key is an error. Diagnostics carry no span: the caller knows file and line. */
export function parseAction(json: Json): Result<ActionInput, readonly Diagnostic[]> {
  if (!isObject(json)) {
    return err([
      problem('AEG1080', `an action must be an object, not ${kindOf(json)}`, 'such as {"type": "read"}'),
    ]);
  }
  const { params, description, session, id } = json;
  const at = json['at'] === undefined ? undefined : instantOf(json['at']);
  const problems = [
    ...Object.keys(json).flatMap(unknownKey),
    ...(params === undefined || isObject(params) ? [] : [wrongType('params', 'an object', params)]),
    ...['description', 'session', 'id'].flatMap((key) => notText(key, json[key])),
    ...(at === undefined || typeof at === 'number' ? [] : [at]),
  ];
  if (problems.length > 0) return err(problems);
  return ok({
    ...('type' in json ? { type: json['type'] } : {}),
    ...('target' in json ? { target: json['target'] } : {}),
    ...('agent' in json ? { agent: json['agent'] } : {}),
    ...(isObject(params) ? { params } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof at === 'number' ? { at } : {}),
    ...(typeof session === 'string' ? { session } : {}),
    ...(typeof id === 'string' ? { id } : {}),
  });
}

function unknownKey(key: string): readonly Diagnostic[] {
  if (KEYS.some((known) => known === key)) return [];
  const meant = nearest(key, KEYS);
  const help = `an action has ${KEYS.map((known) => `\`${known}\``).join(', ')}; what the tool is given goes into \`params\``;
  const found = problem('AEG1081', `unknown key \`${key}\` in an action`, help);
  return [meant === undefined ? found : { ...found, label: `did you mean \`${meant}\`?` }];
}

function notText(key: string, value: Json | undefined): readonly Diagnostic[] {
  return value === undefined || typeof value === 'string' ? [] : [wrongType(key, 'a string', value)];
}

function instantOf(value: Json): number | Diagnostic {
  if (typeof value !== 'string') return wrongType('at', 'a string', value);
  const instant = parseInstant(value);
  if (instant !== undefined) return instant;
  return problem(
    'AEG1083',
    `\`at\` is not an instant: \`${value}\``,
    'write RFC 3339 with an offset, such as "2026-03-01T18:00:00Z" or "2026-03-01T18:00:00+01:00"',
  );
}

function wrongType(key: string, wanted: string, value: Json): Diagnostic {
  return problem('AEG1082', `\`${key}\` must be ${wanted}, not ${kindOf(value)}`);
}

function problem(code: Code, message: string, help?: string): Diagnostic {
  const severity = ACTION_CODES[code]?.severity ?? 'error';
  return { code, severity, message, ...(help === undefined ? {} : { help }) };
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
