import { err, ok, sortDiagnostics, type Diagnostic, type Result } from '../base/index.ts';
import { DEFAULT_RULE, INVALID_RULE, type Policy } from '../model/index.ts';
import {
  entryOf,
  POLICY_CODES,
  readList,
  readMap,
  readString,
  reportAs,
  reportMissingKeys,
  reportUnknownKeys,
  withoutRepetitions,
  type Document,
  type Located,
} from '../policy/index.ts';
import type { ActionParts } from './action-parts.ts';
import { POLICYTEST_CODES } from './policytest-codes.ts';
import { PART_KEYS, readOwnParts } from './read-action-parts.ts';
import { readAt } from './read-at.ts';
import { readTests } from './read-tests.ts';
import { readEntry } from './read-entry.ts';
import type { SuiteContext, SuiteReport } from './suite-context.ts';
import type { Suite } from './suite.ts';

const SUITE_KEYS = ['description', 'at', 'fixtures', 'tests'] as const;

/** The suite in a document, for this policy, or everything that is wrong with it. */
export function loadSuite(document: Document, policy: Policy): Result<Suite, readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const report = reportAs({ ...POLICY_CODES, ...POLICYTEST_CODES }, found, document.source);
  const suite = readSuite(document, policy, report);
  const outside = document.problems.filter((problem) => !isNullParameter(problem, document.root));
  const diagnostics = sortDiagnostics(withoutRepetitions([...outside, ...found]));
  return diagnostics.length > 0 ? err(diagnostics) : ok(suite);
}

function readSuite(document: Document, policy: Policy, report: SuiteReport): Suite {
  const nothing: Suite = { source: document.source, cases: [] };
  const { root } = document;
  if (root.kind !== 'map') {
    report('AEG8010', { start: root.range.start, end: root.range.start }, 'the file is no test suite', {
      help: 'a suite is a map with `tests:`, a list of tests',
    });
    return nothing;
  }
  if (entryOf(root, 'rules') !== undefined && entryOf(root, 'tests') === undefined) {
    report('AEG8010', root.entries[0]?.keyRange ?? root.range, 'the file is a policy, not a test suite', {
      help: 'the policy is the first operand, its suites follow: `aegis test policy.yaml policy.test.yaml`',
    });
    return nothing;
  }
  const map = readMap(root, 'the suite', report);
  if (map === undefined) return nothing;
  reportUnknownKeys(map, 'a suite', SUITE_KEYS, report, () => undefined);
  reportMissingKeys(map, 'the suite', [{ key: 'tests', help: 'a suite has a list of tests' }], report);
  readEntry(map, 'description', (value) => readString(value, '`description`', report));
  const base: SuiteContext = {
    timezone: policy.timezone,
    ruleNames: [...policy.rules.map(({ name }) => name), DEFAULT_RULE, INVALID_RULE],
    fixtures: new Map(),
    report,
  };
  const at = readEntry(map, 'at', (value) => readAt(value, base));
  const fixtures = readEntry(map, 'fixtures', (value) => readFixtures(value, base)) ?? base.fixtures;
  const tests = readEntry(map, 'tests', (value) => readList(value, '`tests`', report))?.items ?? [];
  const cases = readTests(tests, { ...base, fixtures }, at?.instant, document.source);
  return { source: document.source, cases };
}

function readFixtures(node: Located, context: SuiteContext): ReadonlyMap<string, ActionParts> {
  const map = readMap(node, '`fixtures`', context.report);
  const parts = (map?.entries ?? []).map(({ key, value }) => {
    const what = `the fixture \`${key}\``;
    const fixture = readMap(value, what, context.report);
    if (fixture !== undefined) {
      const known = PART_KEYS.filter((name) => name !== 'fixture');
      reportUnknownKeys(fixture, 'a fixture', known, context.report, (name) =>
        name === 'fixture' ? 'a fixture does not build on another one' : undefined,
      );
    }
    return [key, fixture === undefined ? {} : readOwnParts(fixture, context)] as const;
  });
  return new Map(parts);
}

/** A parameter may be null, as it may in an action; anywhere else null stands for nothing. */
function isNullParameter({ code, span }: Diagnostic, root: Located): boolean {
  if (code !== 'AEG1012' || span === undefined) return false;
  const { offset } = span.start;
  return parameterRanges(root).some(({ start, end }) => start <= offset && offset <= end);
}

function parameterRanges(node: Located): readonly Located['range'][] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'list':
      return node.items.flatMap(parameterRanges);
    case 'map':
      return node.entries.flatMap(({ key, value }) =>
        key === 'params' && value.kind === 'map' ? [value.range] : parameterRanges(value),
      );
  }
}
