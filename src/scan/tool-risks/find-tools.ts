import { frameworkOption } from '../governed/gates.ts';
import { governedFunction } from '../governed/governed-function.ts';
import type { Expr, FunctionId } from '../ir.ts';
import type { CallSite } from '../resolve/access-path.ts';
import { argumentAt } from '../resolve/argument-at.ts';
import { externalBaseClasses } from '../resolve/classes.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { itemOf } from '../resolve/items.ts';
import type { ArgumentPlace, ToolForm, ToolPlace } from '../resolve/meaning.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { lastName } from '../resolve/project-index.ts';
import type { Place } from '../resolve/sink.ts';
import { constantText } from '../resolve/texts.ts';
import { NONE, type GovernedMark, type Located, type Value } from '../resolve/value.ts';
import { implementations } from './function-tables.ts';
import { nameOfCall } from './name-of-call.ts';
import { toolNames } from './rows.ts';

const UNNAMED = '(unnamed)';

/** A function that an agent may run, with arguments of its choice. */
export interface Tool {
  readonly name: string;
  /** Where it is made a tool. */
  readonly at: Place;
  readonly module: ModuleIndex;
  readonly function: FunctionId;
  /** Where it is said what its arguments are. */
  readonly schema: readonly Located[];
  /** True when the project's own code runs it, with arguments as it likes. */
  readonly dispatched?: true;
  /** What decides before it runs, if anything does. */
  readonly governed?: GovernedMark & { readonly state: 'governed' | 'governed-elsewhere' };
}

/** The tools of a project, each function once, in the order in which they are found. */
export function findTools(evaluation: Evaluation): readonly Tool[] {
  const names = { decorator: knownNames(evaluation, 'decorator'), call: knownNames(evaluation, 'call') };
  const found = evaluation.project.modules.flatMap((module) => [
    ...decoratedTools(evaluation, module, names.decorator),
    ...derivedTools(evaluation, module),
    ...module.ir.calls
      .filter(({ callee }) => names.call.has(lastName(callee) ?? ''))
      .flatMap((call) => toolsGiven(evaluation, { module, call })),
  ]);
  const all = [...found, ...dispatchedTools(evaluation)];
  const first = new Map(
    all.map((tool) => [`${tool.module.number}/${tool.function}`, tool] as const).reverse(),
  );
  return [...first.values()].reverse();
}

function knownNames(evaluation: Evaluation, form: ToolForm['form']): ReadonlySet<string> {
  const names = toolNames(form);
  return new Set([...names, ...names.flatMap((name) => [...evaluation.project.aliasesOf(name)])]);
}

function decoratedTools(
  evaluation: Evaluation,
  module: ModuleIndex,
  names: ReadonlySet<string>,
): readonly Tool[] {
  return module.ir.functions.flatMap(({ decorators, name }, id) =>
    decorators.flatMap((decorator): readonly Tool[] => {
      const callee = decorator.kind === 'call' ? decorator.callee : decorator;
      if (!names.has(lastName(callee) ?? '')) return [];
      const form = formOf(evaluation, module, callee, 'decorator');
      if (form === undefined) return [];
      const site = decorator.kind === 'call' ? { module, call: decorator } : undefined;
      const said =
        site === undefined || form.name === undefined ? undefined : textAt(evaluation, site, form.name);
      return [toolOf(evaluation, form, { module, id, name: said ?? name ?? UNNAMED, at: decorator, site })];
    }),
  );
}

/** `class Shell(BaseTool): def _run(self, command)`. */
function derivedTools(evaluation: Evaluation, module: ModuleIndex): readonly Tool[] {
  return module.ir.classes.flatMap((owner, id) => {
    if (owner.bases.length === 0 || owner.methods.length === 0) return [];
    const forms = externalBaseClasses(evaluation, { module, id }).flatMap((path) =>
      evaluation.paths
        .payloads(path)
        .flatMap((meaning) =>
          meaning.kind === 'tool' && meaning.tool.form === 'base' ? [meaning.tool] : [],
        ),
    );
    return forms.flatMap((form) =>
      owner.methods
        .filter(({ name }) => form.methods?.includes(name) === true)
        .map((method) => {
          const said = owner.fields.find(({ name }) => name === 'name')?.value;
          const name = said === undefined ? undefined : constantText(evaluation.evaluate(module, said));
          const at = module.ir.functions[method.function]?.extent ?? owner.extent;
          const place = { start: at.start, end: Math.min(at.end, at.start + method.name.length) };
          return toolOf(evaluation, form, {
            module,
            id: method.function,
            name: name ?? owner.name ?? UNNAMED,
            at: place,
          });
        }),
    );
  });
}

/** `tool({ execute })`, `server.registerTool(name, config, handler)`, `Agent(tools=[f])`. */
function toolsGiven(evaluation: Evaluation, site: CallSite): readonly Tool[] {
  const form = formOf(evaluation, site.module, site.call.callee, 'call');
  if (form === undefined || !isMarked(evaluation, site, form)) return [];
  const said = form.name === undefined ? undefined : textAt(evaluation, site, form.name);
  return (form.functions ?? []).flatMap((place) =>
    functionsAt(evaluation, site, place).flatMap(({ value: { thing }, key }): readonly Tool[] => {
      if (thing.kind !== 'function') return [];
      const ir = thing.module.ir.functions[thing.id];
      const own = ir?.name ?? thing.module.namesOf('function', thing.id)[0];
      const name = place.items === true ? (key ?? own) : (said ?? nameOfCall(evaluation, site) ?? own);
      return [
        toolOf(evaluation, form, {
          module: thing.module,
          id: thing.id,
          name: name ?? UNNAMED,
          at: site.call.callee,
          site,
        }),
      ];
    }),
  );
}

/** Functions that a model is told of by name and schema. */
function dispatchedTools(evaluation: Evaluation): readonly Tool[] {
  return implementations(evaluation).flatMap(({ declared: { name, site, schema }, value: { thing } }) => {
    if (thing.kind !== 'function') return [];
    const made = { module: thing.module, id: thing.id, name, at: site.call.callee, site };
    return [{ ...toolOf(evaluation, { form: 'call' }, made), schema, dispatched: true as const }];
  });
}

interface GivenFunction {
  readonly value: Value;
  /** The key of the map of tools. */
  readonly key?: string;
}

function functionsAt(evaluation: Evaluation, site: CallSite, place: ToolPlace): readonly GivenFunction[] {
  const { module, call } = site;
  if (place.last === true) {
    const last = call.arguments.at(-1);
    return last === undefined ? [] : evaluation.evaluate(module, last.value).map((value) => ({ value }));
  }
  const given = argumentAt(evaluation, site, place) ?? NONE;
  if (place.items !== true) return given.map((value) => ({ value: withoutPartials(value) }));
  const { entry } = place;
  return given.flatMap((value) =>
    itemsWithKeys(evaluation, module, value).flatMap(({ value: item, key }) => {
      if (entry === undefined) return [{ value: item, ...(key === undefined ? {} : { key }) }];
      if (item.thing.kind !== 'object') return [];
      return evaluation
        .memberOf(module, item, entry)
        .map((made) => ({ value: made, ...(key === undefined ? {} : { key }) }));
    }),
  );
}

function itemsWithKeys(evaluation: Evaluation, module: ModuleIndex, value: Value): readonly GivenFunction[] {
  const { thing } = value;
  if (thing.kind !== 'object')
    return itemOf(evaluation, module, value, undefined).map((item) => ({ value: item }));
  return thing.entries.flatMap(({ key, value: source }) =>
    evaluation.valuesOf(source).map((item) => ({ value: item, ...(key === undefined ? {} : { key }) })),
  );
}

function withoutPartials(value: Value): Value {
  return value.thing.kind === 'partial' ? withoutPartials(value.thing.callee) : value;
}

interface Made {
  readonly module: ModuleIndex;
  readonly id: FunctionId;
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
  readonly site?: CallSite | undefined;
}

function toolOf(evaluation: Evaluation, form: ToolForm, { module, id, name, at, site }: Made): Tool {
  const file = site?.module.file ?? module.file;
  const guard = governedFunction(evaluation, module, id);
  const gate =
    site === undefined
      ? undefined
      : (form.gates ?? []).flatMap((option) => frameworkOption(evaluation, site, option) ?? [])[0];
  return {
    name,
    at: { file, start: at.start, end: at.end },
    module,
    function: id,
    schema: (site?.call.arguments ?? []).map(({ value }) => ({
      module: site?.module ?? module,
      expr: value,
    })),
    ...(guard !== undefined
      ? { governed: { state: 'governed' as const, ...guard } }
      : gate !== undefined
        ? { governed: { state: 'governed-elsewhere' as const, ...gate } }
        : {}),
  };
}

function formOf(
  evaluation: Evaluation,
  module: ModuleIndex,
  callee: Expr,
  form: ToolForm['form'],
): ToolForm | undefined {
  for (const { thing } of evaluation.evaluate(module, callee)) {
    if (thing.kind !== 'external') continue;
    const forms = evaluation.paths
      .payloads(thing.path)
      .flatMap((meaning) => (meaning.kind === 'tool' && meaning.tool.form === form ? [meaning.tool] : []));
    const [first] = forms;
    if (first === undefined) continue;
    return { ...first, functions: forms.flatMap(({ functions = [] }) => functions) };
  }
  return undefined;
}

function isMarked(evaluation: Evaluation, site: CallSite, { marked }: ToolForm): boolean {
  if (marked === undefined) return true;
  return (argumentAt(evaluation, site, marked) ?? NONE).some(
    ({ thing }) =>
      thing.kind === 'external' &&
      evaluation.paths
        .payloads(thing.path)
        .some((meaning) => meaning.kind === 'tool' && meaning.tool.form === 'marker'),
  );
}

function textAt(evaluation: Evaluation, site: CallSite, place: ArgumentPlace): string | undefined {
  const given = argumentAt(evaluation, site, place);
  return given === undefined ? undefined : constantText(given);
}
