import { spanAt, type Source } from '../base/index.ts';
import {
  entryOf,
  readList,
  readMap,
  readString,
  reportMissingKeys,
  reportUnknownKeys,
  type Located,
  type LocatedEntry,
  type LocatedMap,
} from '../policy/index.ts';
import { mergeParts, type ActionParts } from './action-parts.ts';
import { PART_KEYS, readParts } from './read-action-parts.ts';
import { readAt } from './read-at.ts';
import { readEntry } from './read-entry.ts';
import { readExpectation } from './read-expectation.ts';
import type { SuiteContext } from './suite-context.ts';
import type { Expectation, TestCase } from './suite.ts';

const TEST_KEYS = ['name', 'action', 'cases', 'at', 'expect'] as const;
const CASE_KEYS = ['name', ...PART_KEYS, 'at', 'expect'] as const;

/** The cases of all tests in the order of the file; `at` is the instant of the suite. */
export function readTests(
  nodes: readonly Located[],
  context: SuiteContext,
  at: number | undefined,
  source: Source,
): readonly TestCase[] {
  const maps = nodes.flatMap((node) => readMap(node, 'a test', context.report) ?? []);
  reportRepeatedNames(maps, context);
  return maps.flatMap((map) => {
    reportUnknownKeys(map, 'a test', TEST_KEYS, context.report, testKeyHelp);
    reportMissingKeys(map, 'the test', NAME_REQUIRED, context.report);
    return readCases(map, { ...context, source }, at);
  });
}

const NAME_REQUIRED = [{ key: 'name', help: 'a sentence that says what must hold' }];

function reportRepeatedNames(maps: readonly LocatedMap[], { report }: SuiteContext): void {
  const first = new Map<unknown, Located>();
  for (const map of maps) {
    const name = entryOf(map, 'name')?.value;
    if (name?.kind !== 'scalar') continue;
    const earlier = first.get(name.value);
    if (earlier === undefined) first.set(name.value, name);
    else {
      report('AEG1009', name.range, `there is already a test named \`${String(name.value)}\``, {
        related: { message: 'the first is here', range: earlier.range },
      });
    }
  }
}

interface TestContext extends SuiteContext {
  readonly source: Source;
}

function testKeyHelp(key: string): string | undefined {
  if (key === 'each' || key === 'table') return 'several actions of one test are its `cases`';
  if (PART_KEYS.some((part) => part === key)) return `write it inside \`action: { ${key}: ... }\``;
  return undefined;
}

/** What the cases of a test share. */
interface Shared {
  readonly parts: ActionParts;
  readonly at: number | undefined;
  readonly expect: Expectation;
  /** That an expectation was written, even if it could not be read. */
  readonly isExpecting: boolean;
}

function readCases(map: LocatedMap, context: TestContext, suiteAt: number | undefined): readonly TestCase[] {
  const name = readEntry(map, 'name', (value) => readString(value, '`name`', context.report));
  const test = name?.value ?? '';
  const shared = readShared(map, context, suiteAt);
  const cases = entryOf(map, 'cases');
  if (cases === undefined) return [makeCase(placeOfTest(map), shared, { test }, context)];
  const items = readList(cases.value, '`cases`', context.report)?.items ?? [];
  return items.map((item, index) => {
    const own = readCase(item, shared, context);
    const variation = own.name ?? `case ${index + 1}`;
    return makeCase(item.range, own.shared, { test, variation }, context);
  });
}

function makeCase(
  { start, end }: Located['range'],
  shared: Shared,
  names: Pick<TestCase, 'test' | 'variation'>,
  context: TestContext,
): TestCase {
  checkComplete({ start, end }, shared, context);
  const { parts: action, at, expect } = shared;
  const span = spanAt(context.source, start, end);
  return { ...names, action, ...(at === undefined ? {} : { at }), expect, span };
}

function placeOfTest(map: LocatedMap): Located['range'] {
  return entryOf(map, 'name')?.value.range ?? map.entries[0]?.keyRange ?? map.range;
}

function readShared(map: LocatedMap, context: SuiteContext, suiteAt: number | undefined): Shared {
  const action = entryOf(map, 'action');
  const parts = action === undefined ? {} : readAction(action, context);
  return { parts, ...readOutcome(map, { at: suiteAt, expect: {}, isExpecting: false }, context) };
}

function readAction({ value }: LocatedEntry, context: SuiteContext): ActionParts {
  const map = readMap(value, '`action`', context.report);
  if (map === undefined) return {};
  reportUnknownKeys(map, 'an action', PART_KEYS, context.report, actionKeyHelp);
  return readParts(map, context);
}

function actionKeyHelp(key: string): string | undefined {
  if (key === 'at' || key === 'expect') return 'write it beside `action`, in the test';
  if (key === 'extends' || key === 'include' || key === 'import') return 'write `fixture: <name>`';
  return undefined;
}

/** `at` and `expect` of a test or a case, over what it inherits. */
function readOutcome(map: LocatedMap, inherited: Outcome, context: SuiteContext): Outcome {
  const at = readEntry(map, 'at', (value) => readAt(value, context));
  const expect = readEntry(map, 'expect', (value) => readExpectation(value, context));
  return {
    at: at === undefined ? inherited.at : at.instant,
    expect: { ...inherited.expect, ...expect },
    isExpecting: inherited.isExpecting || expect !== undefined,
  };
}

type Outcome = Omit<Shared, 'parts'>;

/** A case is a type, or parts of an action laid over those of the test. */
function readCase(
  node: Located,
  shared: Shared,
  context: SuiteContext,
): { readonly shared: Shared; readonly name?: string } {
  if (node.kind === 'scalar') {
    const text = readString(node, 'a case', context.report);
    const type = text?.value ?? '';
    return { shared: { ...shared, parts: { ...shared.parts, type } }, name: type };
  }
  const map = readMap(node, 'a case', context.report);
  if (map === undefined) return { shared };
  reportUnknownKeys(map, 'a case', CASE_KEYS, context.report, (key) =>
    key === 'action' ? 'write the parts of the action directly into the case' : undefined,
  );
  const name = readEntry(map, 'name', (value) => readString(value, '`name`', context.report))?.value;
  const parts = readParts(map, context);
  const outcome = readOutcome(map, shared, context);
  const shown = name ?? differenceText(map, parts);
  return {
    shared: { parts: mergeParts(shared.parts, parts), ...outcome },
    ...(shown === '' ? {} : { name: shown }),
  };
}

/** What a case without a name is called: what it changes. */
function differenceText(map: LocatedMap, { type, target, agent, params }: ActionParts): string {
  const at = entryOf(map, 'at')?.value;
  const names = target === undefined ? (type ?? '') : `${type ?? ''}:${target}`;
  return [
    names,
    agent === undefined ? '' : `by ${agent}`,
    ...Object.entries(params ?? {}).map(([key, value]) => `${key} ${JSON.stringify(value)}`),
    at?.kind === 'scalar' ? `at ${String(at.value)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A case without a type decides nothing, one without an expectation tests nothing. */
function checkComplete(
  place: Located['range'],
  { parts, isExpecting }: Shared,
  { report }: SuiteContext,
): void {
  if (parts.type === undefined) {
    report('AEG8014', place, 'the action has no `type`', {
      help: 'give it in `action`, in a fixture, or in every case',
    });
  }
  if (!isExpecting) {
    report('AEG8014', place, 'nothing is expected', {
      help: 'such as `expect: { approval: block }`, in the test or in every case',
    });
  }
}
