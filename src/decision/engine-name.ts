/**
 * The versions of everything besides policy, action and instant that a decision depends on. `timeZoneData` is the
 * version of the host's time-zone tables (on Node `process.versions.tz`).
 */
export function engineName(timeZoneData?: string): string {
  return ['aegis/0.1.0', ...(timeZoneData === undefined ? [] : [`tz/${timeZoneData}`])].join(' ');
}
