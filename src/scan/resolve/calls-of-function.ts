import type { FunctionIr } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { lastName } from './project-index.ts';
import type { Thing, Value } from './value.ts';

/** A call that runs a function of the project; `skip` arguments before the function's own. */
export interface FunctionCall {
  readonly site: CallSite;
  readonly skip: number;
}

/** A call that is given the function as its argument at `position`. */
export interface FunctionHandedOn {
  readonly site: CallSite;
  readonly position: number;
}

/** Beyond this many calls of one name, more of them tell nothing new. */
const MAX_CALLS = 200;

/** The calls in the project that run the function, found by the names it goes by. */
export function callsOfFunction(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
): readonly FunctionCall[] {
  return evaluation.askList(`calls ${module.number}/${id}`, () => {
    const direct = possibleCalls(evaluation, { module, id, ir }).flatMap((site) =>
      evaluation
        .evaluate(site.module, site.call.callee)
        .flatMap((callee) => runBy(evaluation, { module, id, ir }, callee, site)),
    );
    const handed = handedOn(evaluation, module, id, ir)
      .filter(({ site }) => callsItsArgument(evaluation, site))
      .map(({ site, position }) => ({ site, skip: position + 1 }));
    return [...direct, ...handed];
  });
}

/** The calls in the project that are given the function by name. */
export function handedOn(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
): readonly FunctionHandedOn[] {
  return evaluation.askList(`handed ${module.number}/${id}`, () =>
    possiblyHandedOn(evaluation, { module, id, ir }).filter(({ site, position }) => {
      const given = site.call.arguments[position]?.value;
      return (
        given !== undefined &&
        evaluation.evaluate(site.module, given).some(({ thing }) => isFunction(thing, module, id))
      );
    }),
  );
}

function possibleCalls(evaluation: Evaluation, { module, id, ir }: FunctionRef): readonly CallSite[] {
  const { project } = evaluation;
  return evaluation.askList(`sites ${module.number}/${id}`, () => {
    const names = callableNames(evaluation, module, id, ir);
    const through =
      ir.member === 'constructor' ? [...names].map((name) => project.callsThroughClass(name)) : [];
    return [...[...names].map((name) => project.callsNamed(name)), ...through].flatMap((sites) =>
      sites.filter((site) => project.imports.isNear(site.module, module)).slice(0, MAX_CALLS),
    );
  });
}

function possiblyHandedOn(
  evaluation: Evaluation,
  { module, id, ir }: FunctionRef,
): readonly FunctionHandedOn[] {
  const { project } = evaluation;
  return evaluation.askList(`given ${module.number}/${id}`, () =>
    [...callableNames(evaluation, module, id, ir)].flatMap((name) =>
      project
        .callsGiven(name)
        .filter((site) => project.imports.isNear(site.module, module))
        .slice(0, MAX_CALLS)
        .map((site) => ({
          site,
          position: site.call.arguments.findIndex(({ value }) => lastName(value) === name),
        })),
    ),
  );
}

interface FunctionRef {
  readonly module: ModuleIndex;
  readonly id: number;
  readonly ir: FunctionIr;
}

/** The names that a call of the function may be written with. */
function callableNames(
  evaluation: Evaluation,
  module: ModuleIndex,
  id: number,
  ir: FunctionIr,
): ReadonlySet<string> {
  const owner = ir.class === undefined ? undefined : module.ir.classes[ir.class];
  const isConstructor = ir.member === 'constructor' && ir.class !== undefined;
  const own = isConstructor
    ? [owner?.name, ...module.namesOf('class', ir.class)]
    : [ir.name, ...module.namesOf('function', id)];
  const names = new Set(own.filter((name) => name !== undefined));
  if (isConstructor && owner?.name !== undefined) {
    for (const child of evaluation.project.classesWithBase(owner.name)) {
      const name = child.module.ir.classes[child.id]?.name;
      if (name !== undefined) names.add(name);
    }
  }
  const isDefault = module.exportsNamed('default').length > 0;
  for (const name of isDefault ? [...names, 'default'] : [...names]) {
    for (const alias of evaluation.project.aliasesOf(name)) names.add(alias);
  }
  return names;
}

function runBy(
  evaluation: Evaluation,
  { module, id, ir }: FunctionRef,
  { thing }: Value,
  site: CallSite,
): readonly FunctionCall[] {
  switch (thing.kind) {
    case 'function':
      return isFunction(thing, module, id) ? [{ site, skip: 0 }] : [];
    case 'class':
    case 'instance': {
      // A call of a class runs its constructor, or that of a base; `super(..)` that of a base.
      if (ir.member !== 'constructor' || (thing.kind === 'instance' && thing.asSuper !== true)) return [];
      const run = evaluation.memberOf(site.module, { thing, trail: undefined }, 'constructor');
      return run.some((value) => isFunction(value.thing, module, id)) ? [{ site, skip: 0 }] : [];
    }
    case 'partial':
      return isFunction(thing.callee.thing, module, id) ? [{ site: thing.site, skip: 1 }] : [];
    default:
      return [];
  }
}

/** `partial(f, client)`, `asyncio.to_thread(f, client)`: what follows the function is handed to it. */
function callsItsArgument(evaluation: Evaluation, { module, call }: CallSite): boolean {
  return evaluation
    .evaluate(module, call.callee)
    .flatMap(({ thing }) => (thing.kind === 'external' ? evaluation.paths.payloads(thing.path) : []))
    .some(
      (meaning) =>
        meaning.kind === 'form' && (meaning.form.name === 'partial' || meaning.form.name === 'invoke'),
    );
}

function isFunction(thing: Thing, module: ModuleIndex, id: number): boolean {
  return thing.kind === 'function' && thing.module === module && thing.id === id;
}
