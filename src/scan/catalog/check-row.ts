import type { Result } from '../../base/index.ts';
import type { CatalogCall, CatalogGate, CatalogRow, CatalogType, HostRow } from './catalog.ts';
import type { RowProblem } from './fields.ts';
import { isPattern, parsePath, parseSameSteps, type CatalogPath } from './path.ts';

/** What must hold inside a row that has the right shape: paths can be read, and every `$type` is one of the row's. */
export function checkRow(row: CatalogRow): readonly RowProblem[] {
  return [
    ...checkTexts(row.modules, ['modules'], isModule(row.language), 'is not a module of this language'),
    ...Object.entries(row.types).flatMap(([name, type]) => checkType(row, name, type)),
    ...row.calls.flatMap((call) => checkCall(row, call)),
    ...repeated(row.calls.map((call) => `${call.path} ${call.argument?.type ?? ''}`)).map((call) =>
      problem(['calls'], `\`${call.trim()}\` is listed twice`),
    ),
    ...row.gates.flatMap((gate, index) => checkGate(row, gate, index)),
    ...unusedTypes(row).map((name) => problem(['types', name], 'no call needs this type')),
    ...checkDate(row.date),
  ];
}

export function checkHostRow(row: HostRow): readonly RowProblem[] {
  return [
    ...checkTexts(row.hosts, ['hosts'], HOST, 'is not a host name'),
    ...checkTexts(row.paths, ['paths'], URL_PATH, 'is not a URL path'),
    ...checkTexts(row.except, ['except'], URL_PATH, 'is not a URL path'),
    ...(row.hosts.length + row.paths.length === 0 ? [problem([], 'needs hosts or paths')] : []),
    ...checkDate(row.date),
  ];
}

const TYPESCRIPT_MODULE =
  /^(?:@[a-z0-9~-][a-z0-9._~-]*\/(?=.))?(?:[a-z0-9~-][a-z0-9._~-]*(?:\/[A-Za-z0-9._-]+)*(?:\/\*)?|(?<=\/)\*)$/;
const PYTHON_MODULE = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\*?$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const HOST = /^[a-z0-9*-]+(?:\.[a-z0-9*-]+)*(?::\d+)?$/;
const URL_PATH = /^[/*][^\s?#]*$/;
const OPTION = /^(?:\d+|\*|[A-Za-z_]\w*)(?:\.(?:\d+|\*|[A-Za-z_]\w*))*$/;
const DATE = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function isModule(language: CatalogRow['language']): RegExp {
  return language === 'python' ? PYTHON_MODULE : TYPESCRIPT_MODULE;
}

function checkType(row: CatalogRow, name: string, type: CatalogType): readonly RowProblem[] {
  const at = ['types', name];
  const empty = type.classes === undefined && type.values === undefined && type.decorators === undefined;
  return [
    ...(NAME.test(name) ? [] : [problem(at, 'is not a name')]),
    ...(empty ? [problem(at, 'nothing gives a value of this type')] : []),
    ...checkPaths(row, type.classes, [...at, 'classes'], parsePath),
    ...checkPaths(row, type.values, [...at, 'values'], parsePath),
    ...checkPaths(row, type.decorators, [...at, 'decorators'], parsePath),
    ...(type.piped ?? [])
      .filter((other) => !(other in row.types))
      .map((other) => problem([...at, 'piped'], `\`${other}\` is not a type of this row`)),
    ...(type.same ?? []).flatMap((steps) => messageOf(parseSameSteps(steps), [...at, 'same'])),
  ];
}

function checkCall(row: CatalogRow, call: CatalogCall): readonly RowProblem[] {
  const path = parsePath(call.path);
  if (!path.ok) return [problem(['calls'], path.error)];
  return [
    ...unknownType(row, path.value, ['calls']),
    ...(isPattern(path.value.head)
      ? [problem(['calls'], `\`${call.path}\` has a \`*\`, which only paths of types may have`)]
      : []),
    ...(call.distinctive && memberCount(path.value) < 2
      ? [problem(['calls'], `\`${call.path}\` is too short to be distinctive`)]
      : []),
    ...(call.argument && !(call.argument.type in row.types)
      ? [problem(['calls'], `\`${call.argument.type}\` is not a type of this row`)]
      : []),
  ];
}

function checkGate(row: CatalogRow, gate: CatalogGate, index: number): readonly RowProblem[] {
  const at = ['gates', index];
  return [
    ...checkTexts([gate.option], [...at, 'option'], OPTION, 'is not an option'),
    ...checkPaths(row, gate.contains, [...at, 'contains'], parsePath),
    ...checkPaths(row, gate.calls, [...at, 'calls'], parsePath),
  ];
}

function checkPaths(
  row: CatalogRow,
  paths: readonly string[] | undefined,
  at: RowProblem['at'],
  parse: (text: string) => Result<CatalogPath, string>,
): readonly RowProblem[] {
  return (paths ?? []).flatMap((text) => {
    const path = parse(text);
    return path.ok ? unknownType(row, path.value, at) : [problem(at, path.error)];
  });
}

function unknownType(row: CatalogRow, path: CatalogPath, at: RowProblem['at']): readonly RowProblem[] {
  if (path.head.kind !== 'type' || path.head.name in row.types) return [];
  return [problem(at, `\`$${path.head.name}\` is not a type of this row`)];
}

/** Types may also lie on the dotted way of a gate's option, which does not name them. */
function unusedTypes(row: CatalogRow): readonly string[] {
  if (row.gates.some(({ option }) => option.includes('.'))) return [];
  const used = new Set([
    ...row.calls.flatMap((call) => [typeHead(call.path), call.argument?.type]),
    ...Object.entries(row.types).flatMap(([name, type]) =>
      [...(type.values ?? []).map(typeHead), ...(type.piped ?? [])].filter((other) => other !== name),
    ),
  ]);
  return Object.keys(row.types).filter((name) => !used.has(name));
}

function typeHead(text: string): string | undefined {
  const path = parsePath(text);
  return path.ok && path.value.head.kind === 'type' ? path.value.head.name : undefined;
}

function memberCount(path: CatalogPath): number {
  const inSteps = path.steps.filter((step) => step.kind === 'member').length;
  return path.head.kind === 'export' ? inSteps + 1 : inSteps;
}

function checkTexts(
  texts: readonly string[],
  at: RowProblem['at'],
  form: RegExp,
  message: string,
): readonly RowProblem[] {
  return [
    ...texts.filter((text) => !form.test(text)).map((text) => problem(at, `\`${text}\` ${message}`)),
    ...repeated(texts).map((text) => problem(at, `\`${text}\` is listed twice`)),
  ];
}

function checkDate(date: string | undefined): readonly RowProblem[] {
  return date === undefined || DATE.test(date)
    ? []
    : [problem(['date'], `\`${date}\` is not a date (YYYY-MM-DD)`)];
}

function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

function messageOf(result: Result<unknown, string>, at: RowProblem['at']): readonly RowProblem[] {
  return result.ok ? [] : [problem(at, result.error)];
}

function problem(at: RowProblem['at'], message: string): RowProblem {
  return { at, message };
}
