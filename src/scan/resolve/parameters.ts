import type { ClassIr, Expr, FunctionIr, ParameterExpr } from '../ir.ts';
import { stepPath, type CallSite } from './access-path.ts';
import { argumentFor, positional } from './arguments.ts';
import { callsOfFunction, handedOn } from './calls-of-function.ts';
import { external, type Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { lastName } from './project-index.ts';
import { isKnown, NONE, union, UNKNOWN, withTrail, type Values } from './value.ts';

/** Methods that hand each element of their receiver to a callback. */
const ELEMENT_WISE = new Set(['map', 'forEach', 'flatMap', 'filter', 'find', 'some', 'every']);

/**
 * What a parameter may be: what its annotation says; else its default and what the calls of its function in the project
 * hand to it.
 */
export function evaluateParameter(evaluation: Evaluation, module: ModuleIndex, expr: ParameterExpr): Values {
  const ir = module.ir.functions[expr.function];
  const parameter = ir?.parameters[expr.index];
  if (ir === undefined || parameter === undefined) return UNKNOWN;
  return evaluation.ask(`parameter ${module.number}/${expr.function}/${expr.index}`, () => {
    const typed = parameter.type === undefined ? NONE : evaluation.annotated(module, parameter.type);
    if (saysAll(evaluation, typed)) return typed;
    const preset = parameter.default === undefined ? NONE : evaluation.evaluate(module, parameter.default);
    const given = union(
      preset,
      fromCalls(evaluation, module, expr, ir),
      fromCallback(evaluation, module, expr),
      fromNamedCallback(evaluation, module, expr, ir),
    );
    if (isKnown(given)) return union(given, typed);
    return union(typed, given.length === 0 && typed.length === 0 ? UNKNOWN : given);
  });
}

/** `typing.Any`, type variables and protocols name no class. */
const SAYS_NOTHING = new Set(['typing', 'typing_extensions', 'collections.abc']);

/** An annotation with a class is the end of the search, be it a client or anything else. */
function saysAll(evaluation: Evaluation, typed: Values): boolean {
  return typed.some(({ thing }) => {
    switch (thing.kind) {
      case 'external':
        return evaluation.paths.leadsAnywhere(thing.path);
      case 'instance':
        return !isPromise(thing.module.ir.classes[thing.id]);
      case 'foreign':
        return !SAYS_NOTHING.has(thing.specifier);
      default:
        return false;
    }
  });
}

/** An interface or protocol says what a value can do, not what it is. */
function isPromise(ir: ClassIr | undefined): boolean {
  return ir?.isInterface === true || (ir?.bases.some((base) => lastName(base) === 'Protocol') ?? false);
}

function fromCalls(
  evaluation: Evaluation,
  module: ModuleIndex,
  { function: id, index }: ParameterExpr,
  ir: FunctionIr,
): Values {
  return union(
    ...callsOfFunction(evaluation, module, id, ir).map(({ site, skip }) => {
      const place = { file: site.module.file, start: site.call.start, end: site.call.end };
      return withTrail(argumentFor(evaluation, ir, index, site, skip), place);
    }),
  );
}

/** A function written as an argument: `.then(client => ..)`, `items.map(item => ..)`, `withClient(client => ..)`. */
function fromCallback(
  evaluation: Evaluation,
  module: ModuleIndex,
  { function: id, index }: ParameterExpr,
): Values {
  const written = module.callbackSite(id);
  if (written === undefined) return NONE;
  const site = { module, call: written.call };
  return written.entry === undefined
    ? fromReceiver(evaluation, site, written.index, index)
    : fromPackage(evaluation, site, written.entry, index);
}

/** The same with the function given by its name. */
function fromNamedCallback(
  evaluation: Evaluation,
  module: ModuleIndex,
  { function: id, index }: ParameterExpr,
  ir: FunctionIr,
): Values {
  return union(
    ...handedOn(evaluation, module, id, ir).map(({ site, position }) =>
      fromReceiver(evaluation, site, position, index),
    ),
  );
}

function fromReceiver(evaluation: Evaluation, site: CallSite, position: number, index: number): Values {
  const { module, call } = site;
  if (call.callee.kind === 'member' && position === 0 && index === 0) {
    const { object, property } = call.callee;
    if (property === 'then') return evaluation.evaluate(module, object);
    if (ELEMENT_WISE.has(property)) return elementsOf(evaluation, module, object);
  }
  const callees = evaluation.evaluate(module, call.callee);
  const name = call.arguments[position]?.name ?? String(position);
  return union(
    fromPackage(evaluation, site, name, index),
    ...callees.map(({ thing }) =>
      thing.kind === 'function' ? whatItCallsWith(evaluation, thing.module, thing.id, position, index) : NONE,
    ),
  );
}

/** What a function of a package hands to the callback in its option or argument `to`. */
function fromPackage(evaluation: Evaluation, { module, call }: CallSite, to: string, index: number): Values {
  const place = { file: module.file, start: call.start, end: call.end };
  return union(
    ...evaluation.evaluate(module, call.callee).map(({ thing }) => {
      const path =
        thing.kind === 'external' ? stepPath(thing.path, { kind: 'handed', to, index }) : undefined;
      return path !== undefined && evaluation.paths.leadsAnywhere(path)
        ? withTrail([external(evaluation, path, undefined)], place)
        : NONE;
    }),
  );
}

function elementsOf(evaluation: Evaluation, module: ModuleIndex, object: Expr): Values {
  const items = evaluation
    .evaluate(module, object)
    .flatMap(({ thing }) => (thing.kind === 'list' ? thing.items : []));
  return union(...items.map((item) => evaluation.valuesOf(item)));
}

/** What a function hands to the callback in its own parameter. */
function whatItCallsWith(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  callback: number,
  index: number,
): Values {
  const name = module.ir.functions[id]?.parameters[callback]?.name;
  if (name === undefined) return NONE;
  const calls = evaluation.project
    .callsNamed(name)
    .filter(
      ({ module: caller, call }) =>
        caller === module && isWithin(module, call.function, id) && call.callee.kind === 'name',
    );
  return union(
    ...calls.map(({ call }) => {
      const given = positional(call, index);
      return given === undefined ? NONE : evaluation.evaluate(module, given);
    }),
  );
}

function isWithin(module: ModuleIndex, inner: number | undefined, outer: number): boolean {
  for (let at = inner; at !== undefined; at = module.ir.functions[at]?.parent) if (at === outer) return true;
  return false;
}
