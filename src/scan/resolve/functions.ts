import type { FunctionId, FunctionIr } from '../ir.ts';
import { stepPath } from './access-path.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { isKnown, NONE, union, type ListThing, type Value, type Values } from './value.ts';

/** What the name of a function stands for: the function, or what a catalogued decorator made of it; of a getter, its value. */
export function valuesOfFunction(evaluation: Evaluation, module: ModuleIndex, id: FunctionId): Values {
  const ir = module.ir.functions[id];
  if (ir === undefined) return NONE;
  if (ir.member === 'getter') return returnsOf(evaluation, module, id);
  const made = decorated(evaluation, module, ir);
  return made.length > 0 ? made : [{ thing: { kind: 'function', module, id }, trail: undefined }];
}

/** What a call of the function gives. Awaiting is transparent; a generator gives the list of what it yields. */
export function returnsOf(evaluation: Evaluation, module: ModuleIndex, id: FunctionId): Values {
  const ir = module.ir.functions[id];
  if (ir === undefined) return NONE;
  return evaluation.ask(`returns ${module.number}/${id}`, () => {
    const returned = union(...ir.returns.map((value) => evaluation.evaluate(module, value)));
    const all = ir.yields.length === 0 ? returned : union(returned, [yielded(module, id, ir)]);
    if (isKnown(all) || ir.returnType === undefined) return all;
    return union(evaluation.annotated(module, ir.returnType), all);
  });
}

function yielded(module: ModuleIndex, id: FunctionId, ir: FunctionIr): Value {
  const thing: ListThing = {
    kind: 'list',
    key: `yields ${module.number}/${id}`,
    items: ir.yields.map((expr) => ({ module, expr })),
    generated: true,
    unordered: true,
  };
  return { thing, trail: undefined };
}

function decorated(evaluation: Evaluation, module: ModuleIndex, ir: FunctionIr): Values {
  return ir.decorators.flatMap((decorator) =>
    evaluation.evaluate(module, decorator).flatMap(({ thing, trail }): Value[] => {
      const path = thing.kind === 'external' ? stepPath(thing.path, { kind: 'decorated' }) : undefined;
      return path !== undefined && evaluation.paths.leadsAnywhere(path)
        ? [{ thing: { kind: 'external', path }, trail }]
        : [];
    }),
  );
}
