import { nearest } from '../../base/index.ts';
import type { Located, LocatedEntry, LocatedMap } from '../document.ts';
import type { Report } from '../report.ts';
import { entryOf, isText, readList, readMap } from '../shape.ts';
import type { ConditionContext } from './condition.ts';
import type { Formula } from './formula.ts';
import { CONDITIONS } from './registry.ts';
import { minutesOf, timeText, type TimeWindow } from './time-of-day.ts';
import type { Zone } from './zone.ts';

/** The keys that combine conditions. */
export const COMBINATORS = ['all', 'any', 'not'] as const;
type Combinator = (typeof COMBINATORS)[number];

const BY_KEY = new Map(CONDITIONS.map((condition) => [condition.key, condition]));
const KEYS: readonly string[] = [...BY_KEY.keys(), ...COMBINATORS];

/**
 * The formula of a `conditions` map, all of whose keys must hold. After something was reported the formula is
 * incomplete, so it is only to be used when nothing was. `what` names the map in messages.
 */
export function parseConditions(
  node: Located,
  what: string,
  zone: Zone,
  report: Report,
): Formula | undefined {
  const map = readMap(node, what, report);
  if (map === undefined) return undefined;
  const context = { zone, nightWindow: nightWindow(map, report), report };
  const parts = map.entries.flatMap((entry) => parseEntry(entry, what, context));
  return parts.length === 1 ? parts[0] : { kind: 'all', parts };
}

function parseEntry(entry: LocatedEntry, what: string, context: ConditionContext): readonly Formula[] {
  const combinator = COMBINATORS.find((key) => key === entry.key);
  if (combinator !== undefined) return parseCombination(combinator, entry.value, context);
  const condition = BY_KEY.get(entry.key);
  if (condition === undefined) {
    reportUnknownCondition(entry, what, context.report);
    return [];
  }
  return condition.parse(entry.value, context).map((atom) => ({ kind: 'atom', atom }));
}

function parseCombination(
  key: Combinator,
  node: Located,
  { zone, report }: ConditionContext,
): readonly Formula[] {
  if (key === 'not') {
    const part = parseConditions(node, '`not`', zone, report);
    return part === undefined ? [] : [{ kind: 'not', part }];
  }
  const list = readList(node, `\`${key}\``, report);
  const parts = list?.items.flatMap((item) => {
    const part = parseConditions(item, `an item of \`${key}\``, zone, report);
    return part === undefined ? [] : [part];
  });
  return parts === undefined ? [] : [{ kind: key, parts }];
}

function reportUnknownCondition({ key, keyRange }: LocatedEntry, what: string, report: Report): void {
  const meant = nearest(key, KEYS);
  report('AEG1004', keyRange, `unknown key \`${key}\` in ${what}`, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: `conditions are ${KEYS.map((known) => `\`${known}\``).join(', ')}`,
  });
}

/** The window over midnight that a map's two times make, if they do; that they leave nothing is an error. */
function nightWindow(map: LocatedMap, report: Report): TimeWindow | undefined {
  const begin = entryOf(map, 'time_after')?.value;
  const end = entryOf(map, 'time_before')?.value;
  if (begin === undefined || end === undefined || !isText(begin) || !isText(end)) return undefined;
  const after = minutesOf(begin.value, false);
  const before = minutesOf(end.value, true);
  if (after === undefined || before === undefined || after < before) return undefined;
  if (after > before) return { after, before };
  report('AEG1022', end.range, `from ${timeText(after)} to ${timeText(before)} is no time at all`, {
    help: 'for the whole day leave both out; a window over midnight ends earlier than it begins',
    related: { message: '`time_after` is here', range: begin.range },
  });
  return undefined;
}
