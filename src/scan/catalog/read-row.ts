import { err, ok, type Result } from '../../base/index.ts';
import type { Language } from '../ir.ts';
import { SINK_KINDS, type Risk, type SinkKind } from '../report.ts';
import type { CatalogCall, CatalogGate, CatalogRow, CatalogType, HostRow } from './catalog.ts';
import { checkHostRow, checkRow } from './check-row.ts';
import { entriesOf, keysOf, listOf, oneOf, textOf, textsOf, type Fields, type RowProblem } from './fields.ts';
import { parsePath, stepsText } from './path.ts';

/**
 * Reads one YAML document of the catalogue (see README.md for its form) and lists everything that is wrong with it. The
 * document may say a thing more briefly than the row: calls come in groups, risks have defaults, and `transparent`
 * members are spelt out. A row that a user writes need not say where its `facts` come from.
 */
export function readRow(
  value: unknown,
  facts: 'required' | 'optional' = 'required',
): Result<CatalogRow | HostRow, readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  if (!isFields(value)) return err([{ at: [], message: 'a row must be a map' }]);
  const fields: Fields = { value, at: [], problems };
  const row = 'hosts' in value ? readHostRow(fields, facts) : readPackageRow(fields, facts);
  if (problems.length === 0) problems.push(...(isHostRow(row) ? checkHostRow(row) : checkRow(row)));
  return problems.length === 0 ? ok(row) : err(problems);
}

export function isHostRow(row: CatalogRow | HostRow): row is HostRow {
  return 'hosts' in row;
}

/** What a call risks unless its row says otherwise. */
export const DEFAULT_RISK: Readonly<Record<SinkKind, Risk>> = {
  llm_call: 'medium',
  agent_run: 'high',
  tool_call: 'high',
  mcp: 'high',
  embedding: 'low',
  raw_http: 'medium',
  local_inference: 'low',
};

export const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
const LANGUAGES: readonly Language[] = ['typescript', 'python'];

function readPackageRow(fields: Fields, facts: Facts): CatalogRow {
  keysOf(fields, [
    'package',
    'language',
    'modules',
    'types',
    'transparent',
    'calls',
    'gates',
    'instrumented',
    'source',
    'date',
  ]);
  const transparent = textsOf(fields, 'transparent', 'optional');
  return {
    package: textOf(fields, 'package'),
    language: oneOf(fields, 'language', LANGUAGES, undefined),
    modules: textsOf(fields, 'modules', 'required'),
    types: readTypes(fields),
    calls: listOf(fields, 'calls').flatMap((group) => readCalls(group, transparent)),
    gates: listOf(fields, 'gates').map(readGate),
    ...(fields.value['instrumented'] === undefined ? {} : { instrumented: textOf(fields, 'instrumented') }),
    ...readFacts(fields, facts),
  };
}

function readHostRow(fields: Fields, facts: Facts): HostRow {
  keysOf(fields, ['name', 'hosts', 'paths', 'except', 'kind', 'risk', 'source', 'date']);
  const kind = oneOf(fields, 'kind', SINK_KINDS, 'raw_http');
  return {
    name: textOf(fields, 'name'),
    hosts: textsOf(fields, 'hosts', 'optional'),
    paths: textsOf(fields, 'paths', 'optional'),
    except: textsOf(fields, 'except', 'optional'),
    kind,
    risk: oneOf(fields, 'risk', RISKS, DEFAULT_RISK[kind]),
    ...readFacts(fields, facts),
  };
}

type Facts = 'required' | 'optional';

function readFacts(fields: Fields, facts: Facts): Pick<CatalogRow, 'source' | 'date'> {
  const isWritten = (key: string): boolean => facts === 'required' || fields.value[key] !== undefined;
  return {
    ...(isWritten('source') ? { source: textOf(fields, 'source') } : {}),
    ...(isWritten('date') ? { date: textOf(fields, 'date') } : {}),
  };
}

function readTypes(fields: Fields): Readonly<Record<string, CatalogType>> {
  const sorted = entriesOf(fields, 'types').sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, type]) => [name, readType(type)]));
}

function readType(fields: Fields): CatalogType {
  keysOf(fields, ['classes', 'values', 'decorators', 'same', 'piped']);
  return {
    ...present('classes', textsOf(fields, 'classes', 'optional')),
    ...present('values', textsOf(fields, 'values', 'optional')),
    ...present('decorators', textsOf(fields, 'decorators', 'optional')),
    ...present('same', textsOf(fields, 'same', 'optional')),
    ...present('piped', textsOf(fields, 'piped', 'optional')),
  };
}

function readCalls(group: Fields, transparent: readonly string[]): readonly CatalogCall[] {
  keysOf(group, ['kind', 'risk', 'distinctive', 'argument', 'paths']);
  const kind = oneOf(group, 'kind', SINK_KINDS, undefined);
  const shared = {
    kind,
    risk: oneOf(group, 'risk', RISKS, DEFAULT_RISK[kind]),
    ...(group.value['distinctive'] === true ? { distinctive: true as const } : {}),
    ...readArgument(group),
  };
  const paths = textsOf(group, 'paths', 'required');
  return paths.flatMap((path) => withTransparent(path, transparent)).map((path) => ({ path, ...shared }));
}

function readArgument(group: Fields): Pick<CatalogCall, 'argument'> {
  const value = group.value['argument'];
  if (value === undefined) return {};
  const fields: Fields = {
    value: isFields(value) ? value : {},
    at: [...group.at, 'argument'],
    problems: group.problems,
  };
  keysOf(fields, ['index', 'type']);
  const index = fields.value['index'];
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) {
    fields.problems.push({ at: [...fields.at, 'index'], message: 'must be a whole number from 0' });
    return {};
  }
  return { argument: { index, type: textOf(fields, 'type') } };
}

function readGate(fields: Fields): CatalogGate {
  keysOf(fields, ['name', 'option', 'contains', 'calls', 'kinds']);
  return {
    name: textOf(fields, 'name'),
    option: textOf(fields, 'option'),
    ...present('contains', textsOf(fields, 'contains', 'optional')),
    ...present('calls', textsOf(fields, 'calls', 'optional')),
    ...present('kinds', readKinds(fields)),
  };
}

function readKinds(fields: Fields): readonly SinkKind[] {
  return textsOf(fields, 'kinds', 'optional').flatMap((text, index) => {
    const kind = SINK_KINDS.find((each) => each === text);
    if (kind === undefined)
      fields.problems.push({
        at: [...fields.at, 'kinds', index],
        message: `must be one of ${SINK_KINDS.join(', ')}`,
      });
    return kind ?? [];
  });
}

/** `$client.a.create` with the transparent member `with_raw_response` is also `$client.a.with_raw_response.create`. */
function withTransparent(text: string, transparent: readonly string[]): readonly string[] {
  const path = parsePath(text);
  if (!path.ok) return [text];
  const { head, steps } = path.value;
  const last = steps.at(-1);
  if (last?.kind !== 'member' || steps.length < 2) return [text];
  const start = `${head.kind === 'type' ? '$' : ''}${head.name}${stepsText(steps.slice(0, -1))}`;
  return [text, ...transparent.map((member) => `${start}.${member}.${last.name}`)];
}

function present<K extends string, T extends string>(
  key: K,
  texts: readonly T[],
): Partial<Record<K, readonly T[]>> {
  return texts.length === 0 ? {} : ({ [key]: texts } as Record<K, readonly T[]>);
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
