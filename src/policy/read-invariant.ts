import {
  APPROVALS,
  RISK_LEVELS,
  type ActionSet,
  type Approval,
  type Invariant,
  type InvariantClaim,
} from '../model/index.ts';
import type { Zone } from './conditions/zone.ts';
import type { Located, LocatedEntry, LocatedMap } from './document.ts';
import { MATCH_ALL, readMatch } from './read-match.ts';
import { LONGEST_INVARIANT_NAME, readName } from './read-name.ts';
import { read, readConditions, readTags, readText } from './read-rule.ts';
import type { Report } from './report.ts';
import { entryOf, readChoice, readList, readMap, reportMissingKeys, reportUnknownKeys } from './shape.ts';

const INVARIANT_KEYS = ['name', 'description', 'tags', 'never', 'always'] as const;
const REGION_KEYS = ['match', 'conditions', 'except'] as const;
const NEVER_KEYS = [...REGION_KEYS, 'approval'] as const;
const ALWAYS_KEYS = [...REGION_KEYS, 'approval_at_least', 'risk_at_least'] as const;
const EXCEPT_KEYS = ['match', 'conditions'] as const;
const MATCH_REQUIRED = [
  { key: 'match', help: 'say which actions are meant; `match: { type: "*" }` is every action' },
];

/** One invariant, or `undefined` after reporting what makes it none. */
export function readInvariant(node: Located, zone: Zone, report: Report): Invariant | undefined {
  const map = readMap(node, 'an invariant', report);
  if (map === undefined) return undefined;
  reportUnknownKeys(map, 'an invariant', INVARIANT_KEYS, report);
  reportMissingKeys(
    map,
    'the invariant',
    [{ key: 'name', help: 'a sentence that says what must hold' }],
    report,
  );
  const name = read(map, 'name', (value) => readName(value, '`name`', LONGEST_INVARIANT_NAME, report));
  const description = readText(map, 'description', report);
  const tags = readTags(map, report);
  const claimed = readClaimed(map, zone, report);
  if (name === undefined || claimed === undefined) return undefined;
  return { name, ...(description === undefined ? {} : { description }), tags, ...claimed };
}

type Claimed = Pick<Invariant, 'region' | 'except' | 'claim'>;

function readClaimed(map: LocatedMap, zone: Zone, report: Report): Claimed | undefined {
  const never = entryOf(map, 'never');
  const always = entryOf(map, 'always');
  const claimed = [
    never === undefined ? undefined : readRegion(never, NEVER_KEYS, readNever, zone, report),
    always === undefined ? undefined : readRegion(always, ALWAYS_KEYS, readAlways, zone, report),
  ];
  if ((never === undefined) !== (always === undefined)) return claimed.find((claim) => claim !== undefined);
  const first = map.entries[0]?.keyRange ?? map.range;
  report('AEG1025', always?.keyRange ?? first, 'an invariant has either `never` or `always`', {
    help: 'write one invariant for each claim',
  });
  return undefined;
}

function readRegion(
  entry: LocatedEntry,
  keys: readonly string[],
  readClaim: (map: LocatedMap, report: Report) => InvariantClaim | undefined,
  zone: Zone,
  report: Report,
): Claimed | undefined {
  const what = `\`${entry.key}\``;
  const map = readMap(entry.value, what, report);
  if (map === undefined) return undefined;
  reportUnknownKeys(map, what, keys, report);
  reportMissingKeys(map, what, MATCH_REQUIRED, report);
  const region = readActionSet(map, zone, report);
  const except = read(map, 'except', (value) => readExcepts(value, zone, report)) ?? [];
  const claim = readClaim(map, report);
  return claim === undefined ? undefined : { region, except, claim };
}

function readExcepts(node: Located, zone: Zone, report: Report): readonly ActionSet[] {
  const items = node.kind === 'list' ? (readList(node, '`except`', report)?.items ?? []) : [node];
  return items.flatMap((item) => {
    const map = readMap(item, '`except`', report);
    if (map === undefined) return [];
    reportUnknownKeys(map, '`except`', EXCEPT_KEYS, report);
    reportMissingKeys(map, '`except`', MATCH_REQUIRED, report);
    return [readActionSet(map, zone, report)];
  });
}

function readActionSet(map: LocatedMap, zone: Zone, report: Report): ActionSet {
  const match = read(map, 'match', (value) => readMatch(value, report)) ?? MATCH_ALL;
  const conditions = read(map, 'conditions', (value) => readConditions(value, zone, report));
  return { match, ...(conditions === undefined ? {} : { conditions }) };
}

function readNever(map: LocatedMap, report: Report): InvariantClaim | undefined {
  reportMissingKeys(
    map,
    '`never`',
    [{ key: 'approval', help: 'say which approval must never be, such as `auto`' }],
    report,
  );
  const approval = read(map, 'approval', (value) => readApprovals(value, report));
  return approval === undefined ? undefined : { kind: 'never', approval };
}

function readApprovals(node: Located, report: Report): readonly Approval[] | undefined {
  if (node.kind !== 'list') {
    const single = readChoice(node, '`approval`', APPROVALS, report);
    return single === undefined ? undefined : [single];
  }
  const list = readList(node, '`approval`', report);
  return list?.items.flatMap((item) => readChoice(item, '`approval`', APPROVALS, report) ?? []);
}

function readAlways(map: LocatedMap, report: Report): InvariantClaim | undefined {
  const approval = entryOf(map, 'approval_at_least');
  const risk = entryOf(map, 'risk_at_least');
  if (approval === undefined && risk === undefined) {
    report(
      'AEG1025',
      map.entries[0]?.keyRange ?? map.range,
      '`always` says neither `approval_at_least` nor `risk_at_least`',
      {
        help: 'say what every decision must at least have, such as `approval_at_least: approve`',
      },
    );
    return undefined;
  }
  const approvalAtLeast = approval && readChoice(approval.value, '`approval_at_least`', APPROVALS, report);
  const riskAtLeast = risk && readChoice(risk.value, '`risk_at_least`', RISK_LEVELS, report);
  return {
    kind: 'always',
    ...(approvalAtLeast === undefined ? {} : { approvalAtLeast }),
    ...(riskAtLeast === undefined ? {} : { riskAtLeast }),
  };
}
