import {
  canonicalJson,
  err,
  nearest,
  ok,
  sha256Hex,
  sortDiagnostics,
  spanAt,
  type Diagnostic,
  type Result,
} from '../base/index.ts';
import type { Invariant, Policy, Rule } from '../model/index.ts';
import { createZone, UTC, type Zone } from './conditions/zone.ts';
import type { Document, Located, LocatedMap, Range } from './document.ts';
import type { LoadedPolicy, PolicyReference } from './loaded-policy.ts';
import { POLICY_CODES } from './policy-codes.ts';
import { readInvariant } from './read-invariant.ts';
import { read, readDefaults, readRule, RULE_DEFAULTS } from './read-rule.ts';
import { reportInto, withoutRepetitions, type Report } from './report.ts';
import {
  entryOf,
  plainValue,
  readList,
  readMap,
  readString,
  reportMissingKeys,
  reportUnknownKeys,
  wrongType,
} from './shape.ts';

const POLICY_KEYS = ['version', 'timezone', 'defaults', 'rules', 'invariants'] as const;
/** Keys by which a file that lacks `policy` is known as an `aegis.yaml`. */
const CONFIGURATION_KEYS = ['guardrails', 'audit', 'scan', 'score'] as const;

/**
 * The policy in a document (bare, or the value of its `policy:` key, whose neighbours are the configuration's affair),
 * or everything that is wrong with it, what the document's `problems` say included. That the policy is in another file
 * is wrong, too: see `loadPolicyOrReference`.
 */
export function loadPolicy(document: Document): Result<LoadedPolicy, readonly Diagnostic[]> {
  const loaded = loadPolicyOrReference(document);
  if (!loaded.ok) return loaded;
  if (loaded.value.kind === 'policy') return ok(loaded.value);
  return err([elsewhere(loaded.value)]);
}

function elsewhere({ path, span }: PolicyReference): Diagnostic {
  return {
    code: 'AEG1057',
    severity: POLICY_CODES.AEG1057.severity,
    message: `the policy is in another file, \`${path}\``,
    span,
    help: 'read that file, relative to the folder of this one, and load its text',
  };
}

/** As `loadPolicy`, for a caller that reads the other file where the document only says `policy: {path: <file>}`. */
export function loadPolicyOrReference(
  document: Document,
): Result<LoadedPolicy | PolicyReference, readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const notes: Diagnostic[] = [];
  const report = reportInto(found, document.source);
  const loaded = readPolicyOrReference(document, report, reportInto(notes, document.source));
  const diagnostics = sortDiagnostics(withoutRepetitions([...document.problems, ...found]));
  return loaded === undefined || diagnostics.length > 0 ? err(diagnostics) : ok(withNotes(loaded, notes));
}

function withNotes(
  loaded: LoadedPolicy | PolicyReference,
  notes: readonly Diagnostic[],
): LoadedPolicy | PolicyReference {
  if (loaded.kind === 'reference') return loaded;
  return { ...loaded, notes: sortDiagnostics(withoutRepetitions(notes)) };
}

function readPolicyOrReference(
  document: Document,
  report: Report,
  note: Report,
): LoadedPolicy | PolicyReference | undefined {
  const { root } = document;
  if (root.kind !== 'map') {
    reportNoMap(root, report);
    return undefined;
  }
  const wrapped = entryOf(root, 'policy');
  const rules = entryOf(root, 'rules');
  if (wrapped === undefined) return readPolicy(root, document, report, note);
  if (rules !== undefined) {
    report('AEG1024', wrapped.keyRange, '`policy` stands beside `rules`', {
      help: 'a file is either a bare policy with `rules`, or an aegis.yaml whose `policy` holds one',
      related: { message: '`rules` is here', range: rules.keyRange },
    });
    return undefined;
  }
  if (wrapped.value.kind !== 'map') {
    wrongType(wrapped.value, '`policy`', 'a policy or `{path: <file>}`', report);
    return undefined;
  }
  if (entryOf(wrapped.value, 'path') !== undefined) return readReference(wrapped.value, document, report);
  return readPolicy(wrapped.value, document, report, note);
}

function reportNoMap(root: Located, report: Report): void {
  if (root.kind === 'scalar' && root.value === null) return;
  const what = root.kind === 'list' ? 'a list' : 'a single value';
  report('AEG1002', { start: root.range.start, end: root.range.start }, `the file is ${what}, not a policy`, {
    help: 'a policy is a map: `version: "1"`, and `rules:` with a list of rules; `aegis init` writes one',
  });
  return undefined;
}

function readReference(map: LocatedMap, document: Document, report: Report): PolicyReference | undefined {
  reportUnknownKeys(map, '`policy` with a `path`', ['path'], report, () => {
    return 'the policy is in the other file; nothing can stand beside `path`';
  });
  const path = read(map, 'path', (value) => readString(value, '`path`', report));
  if (path === undefined) return undefined;
  return {
    kind: 'reference',
    path: path.value,
    span: spanAt(document.source, path.range.start, path.range.end),
  };
}

function readPolicy(
  node: LocatedMap,
  document: Document,
  report: Report,
  note: Report,
): LoadedPolicy | undefined {
  const map = readMap(node, 'the policy', report);
  if (map === undefined) return undefined;
  if (reportMissingWrapper(map, report)) return undefined;
  reportUnknownKeys(map, 'the policy', POLICY_KEYS, report);
  reportMissingKeys(map, 'the policy', REQUIRED, report);
  read(map, 'version', (value) => checkVersion(value, report));
  const zone = read(map, 'timezone', (value) => readZone(value, report)) ?? UTC;
  const defaults = read(map, 'defaults', (value) => readDefaults(value, report)) ?? RULE_DEFAULTS;
  const rules = readRules(map, zone, report, note);
  const invariants = readInvariants(map, zone, report);
  const canonical = canonicalText(map);
  const hash = sha256Hex(canonical);
  const span = ({ start, end }: Range): LoadedPolicy['ruleSpans'][number] =>
    spanAt(document.source, start, end);
  const policy: Policy = {
    version: '1',
    hash,
    timezone: zone.name,
    defaults,
    rules: rules.map(({ value }) => value),
    invariants: invariants.map(({ value }) => value),
  };
  return {
    kind: 'policy',
    policy,
    hash,
    canonical,
    source: document.source,
    ruleSpans: rules.map(({ range }) => span(range)),
    defaultsSpan: span((entryOf(map, 'defaults') ?? entryOf(map, 'version'))?.value.range ?? map.range),
    invariantSpans: invariants.map(({ range }) => span(range)),
    notes: [],
  };
}

const REQUIRED = [
  { key: 'version', help: 'write `version: "1"`, the version of the policy language' },
  { key: 'rules', help: 'write `rules:` and at least one rule; what no rule matches gets the `defaults`' },
];

/** True after reporting that this is an `aegis.yaml` without a policy. */
function reportMissingWrapper(map: LocatedMap, report: Report): boolean {
  const first = map.entries.find(({ key }) => CONFIGURATION_KEYS.some((known) => known === key));
  if (first === undefined || POLICY_KEYS.some((key) => entryOf(map, key) !== undefined)) return false;
  report('AEG1005', first.keyRange, 'the configuration has no `policy`', {
    help: 'add `policy:` with a policy in it, or `policy: { path: policy.yaml }`',
  });
  return true;
}

function checkVersion(node: Located, report: Report): void {
  const text = readString(node, '`version`', report);
  if (text === undefined || text.value === '1') return;
  report('AEG1008', node.range, `version \`${text.value}\` of the policy language is not supported`, {
    help: 'this Aegis reads version "1"',
  });
}

function readZone(node: Located, report: Report): Zone | undefined {
  const text = readString(node, '`timezone`', report);
  if (text === undefined) return undefined;
  const zone = createZone(text.value);
  if (zone !== undefined) return zone;
  const meant = nearest(text.value, Intl.supportedValuesOf('timeZone'));
  report('AEG1018', node.range, `\`${text.value}\` is no time zone that is known here`, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: 'a time zone is an IANA name such as `Europe/Berlin` or `UTC`, never an offset, because offsets change',
  });
  return undefined;
}

interface Placed<T> {
  readonly value: T;
  readonly range: Range;
}

function readRules(map: LocatedMap, zone: Zone, report: Report, note: Report): readonly Placed<Rule>[] {
  const list = read(map, 'rules', (value) => readList(value, '`rules`', report));
  const rules = (list?.items ?? []).flatMap((item, index): Placed<Rule>[] => {
    const value = readRule(item, index, zone, report, note);
    return value === undefined ? [] : [{ value, range: nameRange(item) }];
  });
  reportDuplicates(rules, 'rule', report);
  return rules.map(({ value }, index) => ({ value, range: list?.items[index]?.range ?? map.range }));
}

function readInvariants(map: LocatedMap, zone: Zone, report: Report): readonly Placed<Invariant>[] {
  const list = read(map, 'invariants', (value) => readList(value, '`invariants`', report));
  const invariants = (list?.items ?? []).flatMap((item): Placed<Invariant>[] => {
    const value = readInvariant(item, zone, report);
    return value === undefined ? [] : [{ value, range: nameRange(item) }];
  });
  reportDuplicates(invariants, 'invariant', report);
  return invariants.map(({ value }, index) => ({ value, range: list?.items[index]?.range ?? map.range }));
}

/** Where a rule's name stands, or its first key. */
function nameRange(node: Located): Range {
  if (node.kind !== 'map') return node.range;
  return entryOf(node, 'name')?.value.range ?? node.entries[0]?.keyRange ?? node.range;
}

function reportDuplicates(
  placed: readonly Placed<{ readonly name: string }>[],
  what: string,
  report: Report,
): void {
  const first = new Map<string, Range>();
  for (const { value, range } of placed) {
    const earlier = first.get(value.name);
    if (earlier === undefined) first.set(value.name, range);
    else {
      report('AEG1009', range, `there is already ${article(what)} ${what} named \`${value.name}\``, {
        related: { message: 'the first is here', range: earlier },
        help: `names are unique; a rule without a name is called \`rule_<index>\`, counted from 0`,
      });
    }
  }
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function canonicalText(map: LocatedMap): string {
  try {
    return canonicalJson(plainValue(map));
  } catch (error) {
    // Lone surrogates and numbers without a JSON form have been reported.
    if (error instanceof RangeError) return '';
    throw error;
  }
}
