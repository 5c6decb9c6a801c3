import { err, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import type { AgentSettings } from './agent.ts';
import { hookProblem } from './read-input.ts';
import type { JsonObject } from './tool-call.ts';

/**
 * The settings with the entries that have Aegis asked, in place of those that an earlier installation made; everything
 * else stays as it is, in its order. `settings` is `undefined` where there is no file yet.
 */
export function withHooks(
  settings: JsonObject | undefined,
  agent: AgentSettings,
  command: string,
): Result<JsonObject, Diagnostic> {
  const cleared = withoutHooks(settings ?? {});
  if (!cleared.ok) return cleared;
  const hooks = eventsOf(cleared.value);
  if (!hooks.ok) return hooks;
  const merged: Record<string, Json> = { ...hooks.value };
  for (const [event, entry] of Object.entries(agent.entries(command)))
    merged[event] = [...listOf(merged[event]), entry];
  const lacking = Object.entries(agent.base).filter(([name]) => !(name in cleared.value));
  return ok({ ...Object.fromEntries(lacking), ...cleared.value, hooks: merged });
}

/** The settings without the entries that have Aegis asked. What only held them goes, too. */
export function withoutHooks(settings: JsonObject): Result<JsonObject, Diagnostic> {
  const hooks = eventsOf(settings);
  if (!hooks.ok) return hooks;
  const kept = Object.entries(hooks.value).flatMap(([event, entries]) => {
    const others = listOf(entries).flatMap(withoutOurs);
    return others.length === 0 && listOf(entries).length > 0 ? [] : [[event, others] as const];
  });
  const { hooks: _, ...rest } = settings;
  return ok(kept.length === 0 ? rest : { ...settings, hooks: Object.fromEntries(kept) });
}

/** An entry of settings that has Aegis asked. */
export interface InstalledHook {
  readonly event: string;
  readonly command: string;
  /** The entry with its `failClosed`, or the hook in it with its `onFailure`. */
  readonly hook: JsonObject;
  readonly matcher: Json | undefined;
}

/** Every hook that calls `aegis check --hook`. */
export function installedHooks(settings: JsonObject): readonly InstalledHook[] {
  const hooks = eventsOf(settings);
  if (!hooks.ok) return [];
  return Object.entries(hooks.value).flatMap(([event, entries]) =>
    listOf(entries)
      .filter(isObject)
      .flatMap((entry) =>
        [entry, ...listOf(entry['hooks']).filter(isObject)].flatMap((hook) =>
          isOurs(hook) ? [{ event, command: hook['command'], hook, matcher: entry['matcher'] }] : [],
        ),
      ),
  );
}

function withoutOurs(entry: Json): readonly Json[] {
  if (!isObject(entry)) return [entry];
  if (isOurs(entry)) return [];
  const inner = entry['hooks'];
  if (!Array.isArray(inner)) return [entry];
  const others = (inner as readonly Json[]).filter((hook) => !isObject(hook) || !isOurs(hook));
  if (others.length === inner.length) return [entry];
  return others.length === 0 ? [] : [{ ...entry, hooks: others }];
}

/** A command that runs this check, whatever path and options it has. */
function isOurs(hook: JsonObject): hook is JsonObject & { readonly command: string } {
  const command = hook['command'];
  return typeof command === 'string' && /aegis/i.test(command) && /\bcheck\b.*\s--hook\b/s.test(command);
}

/** `hooks` of the settings: a list of entries for each event. */
function eventsOf(settings: JsonObject): Result<JsonObject, Diagnostic> {
  const hooks = settings['hooks'] ?? {};
  if (!isObject(hooks)) return err(hookProblem('AEG4053', '`hooks` in the settings is not an object'));
  const odd = Object.entries(hooks).find(([, entries]) => !Array.isArray(entries));
  if (odd === undefined) return ok(hooks);
  return err(hookProblem('AEG4053', `\`hooks.${odd[0]}\` in the settings is not a list`));
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
