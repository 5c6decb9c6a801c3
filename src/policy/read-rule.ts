import { APPROVALS, RISK_LEVELS, type ConditionMap, type Defaults, type Rule } from '../model/index.ts';
import { parseConditions } from './conditions/parse-conditions.ts';
import { negatedSemantics } from './negated-semantics.ts';
import type { Zone } from './conditions/zone.ts';
import type { Located, LocatedMap } from './document.ts';
import { MATCH_ALL, readMatch } from './read-match.ts';
import { LONGEST_RULE_NAME, readName } from './read-name.ts';
import type { Report } from './report.ts';
import {
  entryOf,
  plainValue,
  readChoice,
  readList,
  readMap,
  readString,
  reportUnknownKeys,
} from './shape.ts';

const RULE_KEYS = [
  'name',
  'description',
  'match',
  'conditions',
  'risk_level',
  'approval',
  'reason',
  'tags',
] as const;
const DEFAULTS_KEYS = ['risk_level', 'approval'] as const;

/** What a rule has that does not say it, and what a policy without `defaults` has. */
export const RULE_DEFAULTS: Defaults = { riskLevel: 'medium', approval: 'approve' };

/**
 * One rule; after something was reported it is incomplete and only its name is to be used. `note` takes what is no
 * error.
 */
export function readRule(
  node: Located,
  index: number,
  zone: Zone,
  report: Report,
  note: Report,
): Rule | undefined {
  const map = readMap(node, `rule ${index}`, report);
  if (map === undefined) return undefined;
  reportUnknownKeys(map, 'a rule', RULE_KEYS, report, ruleKeyHelp);
  const description = readText(map, 'description', report);
  const match = read(map, 'match', (value) => readMatch(value, report));
  const conditions = read(map, 'conditions', (value) => readConditions(value, zone, report));
  const decided = readDecided(map, report);
  if (decided.approval === 'auto') read(map, 'conditions', (value) => noteNegated(value, note));
  const reason = readText(map, 'reason', report);
  return {
    name:
      read(map, 'name', (value) => readName(value, '`name`', LONGEST_RULE_NAME, report)) ?? `rule_${index}`,
    ...(description === undefined ? {} : { description }),
    match: match ?? MATCH_ALL,
    ...(conditions === undefined ? {} : { conditions }),
    ...decided,
    ...(reason === undefined ? {} : { reason }),
    tags: readTags(map, report),
  };
}

function noteNegated(conditions: Located, note: Report): void {
  for (const range of negatedSemantics(conditions)) {
    note('AEG1027', range, 'this rule lets actions run because no word of a category was found', {
      help: 'the absence of a word is no proof: block or ask where `semantic` holds, and let run only what globs name',
    });
  }
}

export function readDefaults(node: Located, report: Report): Defaults {
  const map = readMap(node, '`defaults`', report);
  if (map === undefined) return RULE_DEFAULTS;
  reportUnknownKeys(map, '`defaults`', DEFAULTS_KEYS, report);
  return readDecided(map, report);
}

/** A `conditions` map as plain data, after checking it. */
export function readConditions(node: Located, zone: Zone, report: Report): ConditionMap | undefined {
  if (parseConditions(node, '`conditions`', zone, report) === undefined) return undefined;
  return plainValue(node) as ConditionMap;
}

export function readTags(map: LocatedMap, report: Report): readonly string[] {
  const list = read(map, 'tags', (value) => readList(value, '`tags`', report));
  return (list?.items ?? []).flatMap((item) => readString(item, 'a tag', report)?.value ?? []);
}

export function readText(map: LocatedMap, key: string, report: Report): string | undefined {
  return read(map, key, (value) => readString(value, `\`${key}\``, report))?.value;
}

/** What `reader` makes of the value of a key, if the map has it. */
export function read<T>(map: LocatedMap, key: string, reader: (value: Located) => T): T | undefined {
  const entry = entryOf(map, key);
  return entry === undefined ? undefined : reader(entry.value);
}

function readDecided(map: LocatedMap, report: Report): Defaults {
  const riskLevel = read(map, 'risk_level', (value) =>
    readChoice(value, '`risk_level`', RISK_LEVELS, report),
  );
  const approval = read(map, 'approval', (value) => readChoice(value, '`approval`', APPROVALS, report));
  return {
    riskLevel: riskLevel ?? RULE_DEFAULTS.riskLevel,
    approval: approval ?? RULE_DEFAULTS.approval,
  };
}

function ruleKeyHelp(key: string, meant: string | undefined): string | undefined {
  if (meant === 'approval') return 'a rule without `approval` asks a human (`approve`)';
  if (meant === 'risk_level') return 'a rule without `risk_level` has `medium`';
  if (key === 'type' || key === 'target' || key === 'agent')
    return `write it inside \`match: { ${key}: ... }\``;
  return undefined;
}
