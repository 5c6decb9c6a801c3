import type { FunctionIr, ParameterExpr } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import { argumentFor, positional } from './arguments.ts';
import { isDecisive, type Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { isKnown, NONE, union, UNKNOWN, withTrail, type Value, type Values } from './value.ts';

/** Beyond this many calls of one name, more of them tell nothing new. */
const MAX_CALLS = 200;

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
    if (typed.some(({ thing }) => thing.kind === 'external') && isDecisive(evaluation, typed)) return typed;
    const preset = parameter.default === undefined ? NONE : evaluation.evaluate(module, parameter.default);
    const given = union(preset, fromCalls(evaluation, module, expr, ir), fromCallback(evaluation, module, expr));
    if (isKnown(given)) return union(given, typed);
    return union(typed, given.length === 0 && typed.length === 0 ? UNKNOWN : given);
  });
}

function fromCalls(evaluation: Evaluation, module: ModuleIndex, { function: id, index }: ParameterExpr, ir: FunctionIr): Values {
  const names = callableNames(evaluation, module, id, ir);
  const found: Values[] = [];
  for (const name of names) {
    for (const site of evaluation.project.callsNamed(name).slice(0, MAX_CALLS)) {
      for (const callee of evaluation.evaluate(site.module, site.call.callee)) {
        found.push(...handedBy(evaluation, module, id, ir, index, callee, site));
      }
    }
    for (const site of evaluation.project.callsGiven(name).slice(0, MAX_CALLS)) {
      found.push(handedOnTo(evaluation, module, id, ir, index, site));
    }
  }
  return union(...found);
}

/** The names that a call of the function may be written with. */
function callableNames(evaluation: Evaluation, module: ModuleIndex, id: number, ir: FunctionIr): ReadonlySet<string> {
  const owner = ir.class === undefined ? undefined : module.ir.classes[ir.class];
  const isConstructor = ir.member === 'constructor' && ir.class !== undefined;
  const own = isConstructor
    ? [owner?.name, ...module.namesOf('class', ir.class), 'super', 'cls', 'constructor']
    : [ir.name, ...module.namesOf('function', id)];
  const names = new Set(own.filter((name) => name !== undefined));
  if (isConstructor && owner?.name !== undefined) {
    for (const child of evaluation.project.classesWithBase(owner.name)) {
      const name = child.module.ir.classes[child.id]?.name;
      if (name !== undefined) names.add(name);
    }
  }
  for (const entry of module.ir.exports) if (entry.name === 'default') names.add('default');
  for (const name of [...names]) for (const alias of evaluation.project.aliasesOf(name)) names.add(alias);
  names.delete('default');
  return names;
}

function handedBy(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
  index: number,
  { thing }: Value,
  site: CallSite,
): readonly Values[] {
  const trailed = (values: Values): Values => withTrail(values, { file: site.module.file, start: site.call.start, end: site.call.end });
  switch (thing.kind) {
    case 'function':
      return thing.module === module && thing.id === id ? [trailed(argumentFor(evaluation, ir, index, site))] : [];
    case 'class':
    case 'instance': {
      if (thing.kind === 'instance' && thing.asSuper !== true) return [];
      // A call of a class runs the constructor of the class or of a base without one of its own; `super(..)` the base's.
      if (ir.member !== 'constructor' || ir.class === undefined) return [];
      const runs = constructorRun(evaluation, site.module, { thing, trail: undefined });
      return runs.some((run) => run.module === module && run.id === id) ? [trailed(argumentFor(evaluation, ir, index, site))] : [];
    }
    case 'partial':
      return handedByPartial(evaluation, module, id, ir, index, thing.callee, thing.site);
    default:
      return [];
  }
}

function constructorRun(
  evaluation: Evaluation,
  viewer: ModuleIndex,
  value: Value,
): readonly { module: ModuleIndex; id: number }[] {
  const constructors = evaluation.memberOf(viewer, value, 'constructor');
  return constructors.flatMap(({ thing }) => (thing.kind === 'function' ? [{ module: thing.module, id: thing.id }] : []));
}

function handedByPartial(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
  index: number,
  callee: Value,
  site: CallSite,
): readonly Values[] {
  const { thing } = callee;
  if (thing.kind !== 'function' || thing.module !== module || thing.id !== id) return [];
  return [argumentFor(evaluation, ir, index, site, 1)];
}

/** The function is an argument: of `partial(f, client)`, or of a project's function that calls it. */
function handedOnTo(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
  index: number,
  site: CallSite,
): Values {
  const position = site.call.arguments.findIndex(({ value }) =>
    evaluation
      .evaluate(site.module, value)
      .some(({ thing }) => thing.kind === 'function' && thing.module === module && thing.id === id),
  );
  if (position === -1) return NONE;
  if (callsItsArgument(evaluation, site)) return argumentFor(evaluation, ir, index, site, position + 1);
  return fromReceiver(evaluation, site, position, index);
}

/** `partial(f, client)`, `asyncio.to_thread(f, client)`: what follows the function is handed to it. */
function callsItsArgument(evaluation: Evaluation, { module, call }: CallSite): boolean {
  return evaluation
    .evaluate(module, call.callee)
    .flatMap(({ thing }) => (thing.kind === 'external' ? evaluation.paths.payloads(thing.path) : []))
    .some((meaning) => meaning.kind === 'form' && (meaning.form.name === 'partial' || meaning.form.name === 'invoke'));
}

/** A function written as an argument: `.then(client => ..)`, `items.map(item => ..)`, `withClient(client => ..)`. */
function fromCallback(evaluation: Evaluation, module: ModuleIndex, { function: id, index }: ParameterExpr): Values {
  const written = module.callbackSite(id);
  if (written === undefined) return NONE;
  return fromReceiver(evaluation, { module, call: written.call }, written.index, index);
}

function fromReceiver(evaluation: Evaluation, site: CallSite, position: number, index: number): Values {
  const { module, call } = site;
  if (call.callee.kind === 'member') {
    const { object, property } = call.callee;
    if (property === 'then' && position === 0 && index === 0) return evaluation.evaluate(module, object);
    if (ELEMENT_WISE.has(property) && position === 0 && index === 0) return elementsOf(evaluation, module, object);
  }
  const callees = evaluation.evaluate(module, call.callee);
  return union(
    ...callees.map(({ thing }) =>
      thing.kind === 'function' ? whatItCallsWith(evaluation, thing.module, thing.id, position, index) : NONE,
    ),
  );
}

function elementsOf(evaluation: Evaluation, module: ModuleIndex, object: CallSite['call']['callee']): Values {
  const lists = evaluation.evaluate(module, object);
  return union(...lists.map(({ thing }) => (thing.kind === 'list' ? union(...thing.items.map((item) => evaluation.valuesOf(item))) : NONE)));
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
    .filter(({ module: caller, call }) => caller === module && isWithin(module, call.function, id) && call.callee.kind === 'name');
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
