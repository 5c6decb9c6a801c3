import type { ArgumentIr, Expr } from '../ir.ts';
import type { CallSite } from '../resolve/access-path.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { itemOf } from '../resolve/items.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { constantText } from '../resolve/texts.ts';
import type { Located, ObjectThing, Value } from '../resolve/value.ts';

/** A function that is told to a model by name and schema, and run by the project's own code: `tools=[{"function": ..}]`. */
export interface DeclaredFunction {
  readonly name: string;
  /** The call that tells the model. */
  readonly site: CallSite;
  /** What is told of its arguments. */
  readonly schema: readonly Located[];
}

/** A function of the project that stands for a declared one. */
export interface Implementation {
  readonly declared: DeclaredFunction;
  readonly value: Value;
}

const LISTS: ReadonlySet<string> = new Set(['tools', 'functions']);
const NESTED_LISTS = ['functionDeclarations', 'function_declarations'];
const SCHEMAS = ['parameters', 'input_schema', 'inputSchema', 'parametersJsonSchema'];

/**
 * The functions that run for the declared ones: the values of a table with their names as keys, and functions of their
 * names where they are declared.
 */
export function implementations(evaluation: Evaluation): readonly Implementation[] {
  const declared = new Map<string, DeclaredFunction>();
  const homes = new Set<ModuleIndex>();
  for (const module of evaluation.project.modules) {
    for (const call of module.ir.calls) {
      if (!call.arguments.some(isListGiven)) continue;
      const given = listsGiven(call.arguments);
      const site = { module, call };
      for (const object of given.flatMap((expr) => declarations(evaluation, module, expr))) {
        const found = declaredBy(evaluation, site, object);
        if (found === undefined) continue;
        if (!declared.has(found.name)) declared.set(found.name, found);
        homes.add(module);
        if (object.module !== undefined) homes.add(object.module);
      }
    }
  }
  if (declared.size === 0) return [];
  return [
    ...evaluation.project.modules.flatMap((module) => inTables(evaluation, module, declared)),
    ...[...homes].flatMap((module) => byName(evaluation, module, declared)),
  ];
}

/** Whether an argument may be one of what `listsGiven` gives. */
function isListGiven({ name, value }: ArgumentIr): boolean {
  if (name !== undefined && LISTS.has(name)) return true;
  return (
    value.kind === 'object' &&
    value.entries.some(({ key }) => key !== undefined && (LISTS.has(key) || key === 'config'))
  );
}

/** What a call is given as `tools` or `functions`, by keyword or in its options. */
function listsGiven(given: readonly ArgumentIr[]): readonly Expr[] {
  return given.flatMap(({ name, value }) => {
    if (name !== undefined && LISTS.has(name)) return [value];
    if (value.kind !== 'object') return [];
    return value.entries.flatMap((entry) => {
      if (entry.key !== undefined && LISTS.has(entry.key)) return [entry.value];
      return entry.key === 'config' ? listsGiven([{ value: entry.value }]) : [];
    });
  });
}

function declarations(evaluation: Evaluation, module: ModuleIndex, list: Expr): readonly ObjectThing[] {
  return evaluation.evaluate(module, list).flatMap((value) => objectsIn(evaluation, module, value));
}

function objectsIn(evaluation: Evaluation, module: ModuleIndex, list: Value): readonly ObjectThing[] {
  if (list.thing.kind !== 'list') return [];
  return itemOf(evaluation, module, list, undefined).flatMap((item) => {
    if (item.thing.kind !== 'object') return [];
    const { thing } = item;
    const nested = NESTED_LISTS.filter((name) => thing.entries.some(({ key }) => key === name));
    if (nested.length === 0) return [thing];
    return nested.flatMap((name) =>
      evaluation.memberOf(module, item, name).flatMap((inner) => objectsIn(evaluation, module, inner)),
    );
  });
}

/** `{ type: 'function', function: { name, parameters } }`, or name and schema without the envelope. */
function declaredBy(
  evaluation: Evaluation,
  site: CallSite,
  object: ObjectThing,
): DeclaredFunction | undefined {
  const envelope = evaluation
    .memberOf(site.module, { thing: object, trail: undefined }, 'function')
    .find(({ thing }) => thing.kind === 'object')?.thing;
  const thing = envelope?.kind === 'object' ? envelope : object;
  const hasSchema = thing.entries.some(({ key }) => key !== undefined && SCHEMAS.includes(key));
  if (envelope === undefined && !hasSchema) return undefined;
  const name = constantText(evaluation.memberOf(site.module, { thing, trail: undefined }, 'name'));
  if (name === undefined) return undefined;
  const schema = thing.entries.flatMap(({ value }) => ('expr' in value ? [value] : []));
  return { name, site, schema };
}

/** `{"run_command": run_command}`, under a name, in a field or in a call. */
function inTables(
  evaluation: Evaluation,
  module: ModuleIndex,
  declared: ReadonlyMap<string, DeclaredFunction>,
): readonly Implementation[] {
  const { bindings, memberAssignments, classes } = module.ir;
  const found: Implementation[] = [];
  const look = (table: Expr | undefined): void => {
    if (table?.kind !== 'object') return;
    for (const { key, value } of table.entries) {
      const named = key === undefined ? undefined : declared.get(key);
      if (named !== undefined) found.push(...standingFor(named, evaluation.evaluate(module, value)));
    }
  };
  for (const { value } of bindings) look(value);
  for (const { value } of memberAssignments) look(value);
  for (const { fields } of classes) for (const { value } of fields) look(value);
  return found;
}

function byName(
  evaluation: Evaluation,
  module: ModuleIndex,
  declared: ReadonlyMap<string, DeclaredFunction>,
): readonly Implementation[] {
  const own = module.ir.functions.flatMap(({ name }, id): readonly Implementation[] => {
    const found = name === undefined ? undefined : declared.get(name);
    return found === undefined
      ? []
      : [{ declared: found, value: { thing: { kind: 'function', module, id }, trail: undefined } }];
  });
  const imported = module.ir.bindings.flatMap(({ name, value }) => {
    const found = value.kind === 'import' ? declared.get(name) : undefined;
    return found === undefined ? [] : standingFor(found, evaluation.evaluate(module, value));
  });
  return [...own, ...imported];
}

function standingFor(declared: DeclaredFunction, values: readonly Value[]): readonly Implementation[] {
  return values.flatMap((value) => (value.thing.kind === 'function' ? [{ declared, value }] : []));
}
