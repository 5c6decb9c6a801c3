import type { Expr, TypeRef } from '../ir.ts';
import { GLOBALS, NO_TEXTS, stepPath } from './access-path.ts';
import { bindingsInSight } from './bindings-in-sight.ts';
import { external, type Evaluation } from './evaluation.ts';
import { evaluateImport } from './imports.ts';
import type { ModuleIndex } from './module-index.ts';
import { NONE, union, withTrail, type Value, type Values } from './value.ts';

/** Types of the languages whose values are neither clients nor parts of an address. */
const NUMBERS = new Set(['int', 'float', 'bool', 'bytes', 'number', 'boolean', 'bigint', 'Date', 'RegExp']);
/** A text may be an address: what it is, its callers know. */
const TEXTS = new Set(['str', 'object']);
const NUMBER: Values = [{ thing: { kind: 'foreign', specifier: GLOBALS }, trail: undefined }];

/** The values that an annotation promises: instances of the classes it names. */
export function annotated(evaluation: Evaluation, module: ModuleIndex, type: TypeRef): Values {
  const instances = type.instanceOf.map((expr) => instancesOf(evaluation, module, expr));
  const selves = (type.sameAs ?? []).map((expr) => evaluation.evaluate(module, expr));
  const { items } = type;
  if (items === undefined) return union(...instances, ...selves);
  const key = `typed ${module.number}/${items.instanceOf[0]?.start ?? -1}`;
  const list: Value = {
    thing: { kind: 'list', key, items: [{ values: annotated(evaluation, module, items) }], unordered: true },
    trail: undefined,
  };
  return union(...instances, ...selves, [list]);
}

function instancesOf(evaluation: Evaluation, module: ModuleIndex, expr: Expr): Values {
  return evaluation.ask(`type ${module.number}/${expr.start}-${expr.end}`, () => {
    const aliases = expr.kind === 'name' ? bindingsInSight(module, expr.scope, expr.name) : [];
    const spelled = aliases.flatMap(({ type, typeOnly }) =>
      typeOnly === true && type !== undefined ? [type] : [],
    );
    if (spelled.length > 0) return union(...spelled.map((type) => annotated(evaluation, module, type)));
    const place = { file: module.file, start: expr.start, end: expr.end };
    return withTrail(
      classesNamed(evaluation, module, expr).flatMap((value) => instanceOf(evaluation, value)),
      place,
    );
  });
}

function instanceOf(evaluation: Evaluation, { thing, trail }: Value): readonly Value[] {
  switch (thing.kind) {
    case 'external':
      return [external(evaluation, stepPath(thing.path, { kind: 'call', texts: NO_TEXTS }), trail)];
    case 'class':
      return [{ thing: { ...thing, kind: 'instance' }, trail }];
    case 'foreign':
      return [{ thing, trail }];
    default:
      return NONE;
  }
}

/** Type expressions also see what was imported as a type only. */
function classesNamed(evaluation: Evaluation, module: ModuleIndex, expr: Expr): Values {
  switch (expr.kind) {
    case 'name': {
      const bindings = bindingsInSight(module, expr.scope, expr.name);
      if (bindings.length === 0) {
        if (TEXTS.has(expr.name)) return NONE;
        return NUMBERS.has(expr.name) ? NUMBER : evaluation.evaluate(module, expr);
      }
      return evaluation.ask(`class ${module.number}/${expr.scope} ${expr.name}`, () =>
        union(...bindings.map(({ value }) => classesNamed(evaluation, module, value))),
      );
    }
    case 'member':
      return union(
        ...classesNamed(evaluation, module, expr.object).map((value) =>
          evaluation.memberOf(module, value, expr.property),
        ),
      );
    case 'item':
      return classesNamed(evaluation, module, expr.object);
    case 'import':
      return evaluateImport(evaluation, module, expr, 'types too');
    default:
      return evaluation.evaluate(module, expr);
  }
}
