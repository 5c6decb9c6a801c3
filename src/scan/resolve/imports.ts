import type { ExportIr, ImportExpr } from '../ir.ts';
import { rootPath, stepPath, type AccessPath } from './access-path.ts';
import { external, type Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { isKnown, NONE, union, UNKNOWN, type Trail, type Values } from './value.ts';

/** Exports and type-only exports are looked up alike where a type is meant. */
type Wanted = 'values' | 'types too';

/** What an import brings: a file of the project, one of its exports, or something of a package. */
export function evaluateImport(
  evaluation: Evaluation,
  module: ModuleIndex,
  expr: ImportExpr,
  wanted: Wanted = 'values',
): Values {
  if (isMocked(module, expr.specifier)) {
    return [{ thing: { kind: 'foreign', specifier: expr.specifier }, trail: undefined }];
  }
  const trail: Trail = { place: { file: module.file, start: expr.start, end: expr.end }, rest: undefined };
  const values = importFrom(evaluation, module, expr.specifier, expr.name, wanted);
  return values.map((value) => ({
    ...value,
    trail: value.trail === undefined ? trail : { ...trail, rest: value.trail },
  }));
}

export function importFrom(
  evaluation: Evaluation,
  module: ModuleIndex,
  specifier: string,
  name: string | undefined,
  wanted: Wanted = 'values',
): Values {
  if (name === undefined) return moduleNamed(evaluation, module, specifier);
  return exportOf(evaluation, module, specifier, name, wanted) ?? UNKNOWN;
}

/** What `name` of the module `specifier` is, seen from `module`; `undefined` when a project file has no such export. */
export function exportOf(
  evaluation: Evaluation,
  module: ModuleIndex,
  specifier: string,
  name: string,
  wanted: Wanted = 'values',
): Values | undefined {
  const target = evaluation.project.locate(module, specifier);
  if (target !== undefined && target !== module) {
    const found = exportOfFile(evaluation, target, name, wanted);
    if (found !== undefined) return found;
  }
  if (module.ir.language === 'python') {
    const submodule = evaluation.project.locate(
      module,
      specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`,
    );
    if (submodule !== undefined)
      return [{ thing: { kind: 'module', file: submodule.file }, trail: undefined }];
  }
  if (target !== undefined || isRelative(specifier)) return undefined;
  const path = stepPath(rootPath(module.ir.language, specifier), { kind: 'member', name });
  return [external(evaluation, path, undefined)];
}

/** The member `name` of a module of the project. */
export function exportOfFile(
  evaluation: Evaluation,
  target: ModuleIndex,
  name: string,
  wanted: Wanted = 'values',
): Values | undefined {
  const found = lookUpExport(evaluation, target, name, wanted, new Set());
  if (found !== undefined) return found;
  if (target.ir.language !== 'python') return memberOfWholeExport(evaluation, target, name);
  const submodule = evaluation.project.locate(target, `.${name}`);
  return submodule === undefined || submodule === target
    ? undefined
    : [{ thing: { kind: 'module', file: submodule.file }, trail: undefined }];
}

function memberOfWholeExport(evaluation: Evaluation, target: ModuleIndex, name: string): Values | undefined {
  const members = wholeExport(evaluation, target).flatMap((value) =>
    evaluation.memberOf(target, value, name),
  );
  return isKnown(members) ? union(members) : undefined;
}

function lookUpExport(
  evaluation: Evaluation,
  target: ModuleIndex,
  name: string,
  wanted: Wanted,
  seen: Set<ModuleIndex>,
): Values | undefined {
  if (seen.has(target)) return undefined;
  seen.add(target);
  const own = target.exportsNamed(name).filter((entry) => holdsValue(entry, wanted));
  if (own.length > 0) {
    return evaluation.ask(`export ${target.number}/${wanted} ${name}`, () =>
      union(...own.map(({ value }) => evaluateExport(evaluation, target, value, wanted))),
    );
  }
  for (const star of target
    .exportsNamed('*')
    .filter((entry) => holdsValue(entry, wanted))
    .reverse()) {
    const found = throughStar(evaluation, target, star, name, wanted, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function evaluateExport(
  evaluation: Evaluation,
  target: ModuleIndex,
  value: ExportIr['value'],
  wanted: Wanted,
): Values {
  if (wanted === 'types too') {
    if (value.kind === 'import') return evaluateImport(evaluation, target, value, wanted);
    if (value.kind === 'name') {
      const typed = target.bindingsOf(0, value.name).filter(({ typeOnly }) => typeOnly === true);
      const classes = typed.map((binding) => evaluateExport(evaluation, target, binding.value, wanted));
      if (classes.length > 0) return union(...classes);
    }
  }
  return evaluation.evaluate(target, value);
}

function throughStar(
  evaluation: Evaluation,
  target: ModuleIndex,
  { value }: ExportIr,
  name: string,
  wanted: Wanted,
  seen: Set<ModuleIndex>,
): Values | undefined {
  if (value.kind !== 'import') {
    const whole = evaluation.evaluate(target, value);
    const files = whole.flatMap(({ thing }) =>
      thing.kind === 'module' ? [evaluation.project.module(thing.file)] : [],
    );
    return files
      .map((file) => (file === undefined ? undefined : lookUpExport(evaluation, file, name, wanted, seen)))
      .find(Boolean);
  }
  const next = evaluation.project.locate(target, value.specifier);
  if (next !== undefined) return lookUpExport(evaluation, next, name, wanted, seen);
  if (isRelative(value.specifier)) return undefined;
  const path = stepPath(rootPath(target.ir.language, value.specifier), { kind: 'member', name });
  return path !== undefined &&
    evaluation.paths.payloads(path).length + Number(evaluation.paths.leadsAnywhere(path)) > 0
    ? [external(evaluation, path, undefined)]
    : undefined;
}

function moduleNamed(evaluation: Evaluation, module: ModuleIndex, specifier: string): Values {
  const target = evaluation.project.locate(module, specifier);
  if (target !== undefined) {
    return [
      { thing: { kind: 'module', file: target.file }, trail: undefined },
      ...wholeExport(evaluation, target),
    ];
  }
  if (isRelative(specifier)) return UNKNOWN;
  const path: AccessPath = rootPath(module.ir.language, specifier);
  // A Python package may lie half in the project (a namespace package), so that its name alone decides nothing yet.
  if (module.ir.language === 'python') return [{ thing: { kind: 'external', path }, trail: undefined }];
  return [external(evaluation, path, undefined)];
}

/** What `module.exports = value` makes of a module, where that is more than the entries of an object. */
function wholeExport(evaluation: Evaluation, target: ModuleIndex): Values {
  const whole = target.exportsNamed('export=').filter(({ value }) => value.kind !== 'object');
  if (whole.length === 0) return NONE;
  return evaluation.ask(`whole ${target.number}`, () =>
    union(...whole.map(({ value }) => evaluation.evaluate(target, value))),
  );
}

function holdsValue(entry: ExportIr, wanted: Wanted): boolean {
  return wanted === 'types too' || entry.typeOnly !== true;
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

/** `vi.mock('openai')`: in this file the package is a stand-in. */
function isMocked(module: ModuleIndex, specifier: string): boolean {
  return module.mocked.has(specifier);
}
