import { UNICODE_VERSION } from '../automata/index.ts';
import { LEXICON_VERSION } from '../policy/index.ts';

/** The version of the decision's meaning; a change of what any policy decides changes it. */
const AEGIS_VERSION = '0.1.0';

/**
 * The versions of everything besides policy, action and instant that a decision depends on. `timeZoneData` is the
 * version of the host's time-zone tables (on Node `process.versions.tz`).
 */
export function engineName(timeZoneData?: string): string {
  const tables = timeZoneData === undefined ? [] : [`tz/${timeZoneData}`];
  return [
    `aegis/${AEGIS_VERSION}`,
    `unicode/${UNICODE_VERSION}`,
    `lexicon/${LEXICON_VERSION}`,
    ...tables,
  ].join(' ');
}
