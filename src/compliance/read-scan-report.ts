import { err, ok, type Json, type Result } from '../base/index.ts';
import type { CodeFacts } from './evidence.ts';

type JsonObject = { readonly [name: string]: Json };

/** The facts of a report of `aegis scan --format json` (specs/cli/scan.schema.json), or what it lacks. */
export function readScanReport(file: string, json: Json): Result<CodeFacts, string> {
  if (!isObject(json) || json['schemaVersion'] !== 1) return err('it has no `schemaVersion` 1');
  const { isComplete, findings, toolRisks, files } = json;
  if (
    typeof isComplete !== 'boolean' ||
    !areObjects(findings) ||
    !areObjects(toolRisks) ||
    !isObject(files)
  ) {
    return err('it lacks `isComplete`, `findings`, `toolRisks` or `files`');
  }
  const { considered, partlyRead, skipped } = files;
  if (typeof considered !== 'number' || !areObjects(partlyRead) || !areObjects(skipped)) {
    return err('its `files` lacks `considered`, `partlyRead` or `skipped`');
  }
  const calls = findings.filter((finding) => stateOf(finding) !== 'test');
  const risks = toolRisks.filter((finding) => stateOf(finding) !== 'test');
  return ok({
    file,
    isComplete,
    calls: calls.length,
    governed: calls.filter(isGoverned).length,
    ungoverned: calls.filter((finding) => !isGoverned(finding)).map(placeOf),
    toolRisks: risks.length,
    openToolRisks: risks.filter((finding) => !isGoverned(finding)).map(placeOf),
    considered,
    notRead: [...partlyRead, ...skipped].map(({ file: name, why }) => `${textOf(name)}: ${textOf(why)}`),
  });
}

/** What is suppressed or in a baseline is known and not governed. */
function isGoverned(finding: JsonObject): boolean {
  return stateOf(finding)?.startsWith('governed') ?? false;
}

function stateOf({ governance }: JsonObject): string | undefined {
  const state = isObject(governance) ? governance['state'] : undefined;
  return typeof state === 'string' ? state : undefined;
}

function placeOf({ place, call }: JsonObject): string {
  const start = isObject(place) ? place['start'] : undefined;
  const line = isObject(start) && typeof start['line'] === 'number' ? `:${start['line']}` : '';
  const file = isObject(place) && typeof place['file'] === 'string' ? place['file'] : '?';
  return `${file}${line} ${typeof call === 'string' ? call : ''}`.trim();
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '?';
}

function areObjects(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && (value as readonly Json[]).every(isObject);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
