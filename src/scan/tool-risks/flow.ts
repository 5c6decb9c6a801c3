import type { CallExpr, Expr, FunctionId, FunctionIr, NameExpr, ObjectExpr } from '../ir.ts';
import { named, positional } from '../resolve/arguments.ts';
import { bindingsInSight } from '../resolve/bindings-in-sight.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { reaching } from '../resolve/names.ts';
import { lastName } from '../resolve/project-index.ts';
import { oneArgument, type Input } from './inputs.ts';
import { WORDS } from './words.ts';

/** Parameters that hold what the model chose, by `keyOf`. */
export type Inputs = ReadonlyMap<string, Input>;

/**
 * Whether an expression holds what the model chose: anywhere in it, or at its start, where a path or an address says
 * what it leads to.
 */
export type Part = 'any' | 'start';

/** How far values are followed through the project's own functions. */
const MAX_CALLS = 3;

/** The input that an expression holds, by its name; empty for all arguments at once. */
export function inputIn(
  evaluation: Evaluation,
  inputs: Inputs,
  module: ModuleIndex,
  expr: Expr,
  part: Part,
): string | undefined {
  return createFlow(evaluation, inputs, MAX_CALLS)(module, expr, part);
}

export function keyOf(module: ModuleIndex, id: FunctionId, index: number): string {
  return `${module.number}/${id}/${index}`;
}

/** The parameters of a function of the project into which a call puts what the model chose. */
export function inputsOfCall(
  evaluation: Evaluation,
  inputs: Inputs,
  site: { readonly module: ModuleIndex; readonly call: CallExpr },
  ir: FunctionIr,
  skip = 0,
): ReadonlyMap<number, Input> {
  return filledBy(createFlow(evaluation, inputs, MAX_CALLS), site, ir, skip);
}

type Flow = (module: ModuleIndex, expr: Expr, part: Part) => string | undefined;

function createFlow(evaluation: Evaluation, inputs: Inputs, callsLeft: number): Flow {
  const open = new Set<string>();

  function flow(module: ModuleIndex, expr: Expr, part: Part): string | undefined {
    switch (expr.kind) {
      case 'parameter':
        return inputs.get(keyOf(module, expr.function, expr.index))?.name;
      case 'name':
        return ofName(module, expr, part);
      case 'member':
        return ofMember(module, expr.object, expr.property, part);
      case 'item':
        return flow(module, expr.object, part);
      case 'string':
        return ofParts(module, expr.parts, part);
      case 'object':
        return first([...expr.entries.map(({ value }) => value), ...expr.spreads], (value) =>
          flow(module, value, part),
        );
      case 'list':
        return first(part === 'start' ? expr.items.slice(0, 1) : expr.items, (item) =>
          flow(module, item, part),
        );
      case 'choice':
        return first(expr.options, (option) => flow(module, option, part));
      case 'enter':
        return flow(module, expr.value, part);
      case 'opaque':
        return first(part === 'start' ? expr.inside.slice(0, 1) : expr.inside, (inner) =>
          flow(module, inner, part),
        );
      case 'call':
        return ofCall(module, expr, part);
      case 'constant':
      case 'function':
      case 'class':
      case 'import':
      case 'this':
      case 'super':
        return undefined;
    }
  }

  function ofName(module: ModuleIndex, use: NameExpr, part: Part): string | undefined {
    const key = `${module.number}/${use.start}/${part}`;
    if (open.has(key)) return undefined;
    open.add(key);
    const bindings = bindingsInSight(module, use.scope, use.name);
    const found = first(reaching(module, bindings, use), ({ value }) => flow(module, value, part));
    open.delete(key);
    return found;
  }

  function ofMember(module: ModuleIndex, object: Expr, property: string, part: Part): string | undefined {
    if (property === 'length' || property === 'size') return undefined;
    const written = objectWritten(module, object);
    if (written !== undefined) return entryOf(flow, module, written, property, part);
    const input = inputOf(module, object);
    if (input !== undefined) return input.member(property);
    const whole = flow(module, object, part);
    return whole === '' && !WORDS.envelopes.has(property) ? property : whole;
  }

  /** The parameter that an expression stands for. */
  function inputOf(module: ModuleIndex, expr: Expr): Input | undefined {
    if (expr.kind === 'parameter') return inputs.get(keyOf(module, expr.function, expr.index));
    if (expr.kind !== 'name') return undefined;
    const [only, ...others] = bindingsInSight(module, expr.scope, expr.name);
    return only === undefined || others.length > 0 ? undefined : inputOf(module, only.value);
  }

  function ofParts(module: ModuleIndex, parts: readonly (string | Expr)[], part: Part): string | undefined {
    for (const each of parts) {
      if (typeof each !== 'string') {
        const found = flow(module, each, part);
        if (found !== undefined || part === 'start') return found;
      } else if (part === 'start' && each !== '' && !/^(?:https?:\/\/|file:\/\/)$/.test(each))
        return undefined;
    }
    return undefined;
  }

  function ofCall(module: ModuleIndex, call: CallExpr, part: Part): string | undefined {
    const through = throughFunctions(module, call, part);
    if (through !== 'not ours') return through;
    const { callee } = call;
    if (!WORDS.passing.has(lastName(callee) ?? '')) return undefined;
    const receiver = callee.kind === 'member' ? callee.object : undefined;
    const template = receiver?.kind === 'string' ? receiver.parts[0] : undefined;
    // `'https://host/{}'.format(id)` begins with what is written.
    if (part === 'start' && typeof template === 'string' && !/^(?:\{|$)/.test(template.trim()))
      return undefined;
    const given = call.arguments.map(({ value }) => value);
    const onReceiver = receiver === undefined ? undefined : flow(module, receiver, part);
    if (onReceiver === '' && lastName(callee) === 'get') return textOf(given[0]) ?? '';
    return (
      onReceiver ?? first(part === 'start' ? given.slice(0, 1) : given, (value) => flow(module, value, part))
    );
  }

  /** What a function of the project gives back of what it is given. */
  function throughFunctions(module: ModuleIndex, call: CallExpr, part: Part): string | undefined {
    const callees = evaluation.evaluate(module, call.callee);
    const ours = callees.flatMap(({ thing }) => (thing.kind === 'function' ? [thing] : []));
    // `Arguments(**arguments)`: an object of the project that holds what it is made of.
    if (callees.some(({ thing }) => thing.kind === 'class')) {
      return first(call.arguments, ({ value }) => flow(module, value, part));
    }
    if (ours.length === 0) return 'not ours';
    if (callsLeft === 0) return undefined;
    return first(ours, (thing) => {
      const ir = thing.module.ir.functions[thing.id];
      if (ir === undefined) return undefined;
      const filled = filledBy(flow, { module, call }, ir, 0);
      if (filled.size === 0) return undefined;
      const inner = createFlow(evaluation, withInputs(inputs, thing.module, thing.id, filled), callsLeft - 1);
      return first([...ir.returns, ...ir.yields], (value) => inner(thing.module, value, part));
    });
  }

  return flow;
}

export function withInputs(
  inputs: Inputs,
  module: ModuleIndex,
  id: FunctionId,
  filled: ReadonlyMap<number, Input>,
): Inputs {
  return new Map([
    ...inputs,
    ...Array.from(filled, ([index, input]) => [keyOf(module, id, index), input] as const),
  ]);
}

function filledBy(
  flow: Flow,
  { module, call }: { readonly module: ModuleIndex; readonly call: CallExpr },
  ir: FunctionIr,
  skip: number,
): ReadonlyMap<number, Input> {
  const filled = new Map<number, Input>();
  ir.parameters.forEach(({ name, kind }, index) => {
    for (const value of valuesGiven(call, { name, kind }, index + skip)) {
      const input = flow(module, value, 'any');
      if (input === undefined) continue;
      const written = objectWritten(module, value);
      filled.set(
        index,
        written === undefined
          ? oneArgument(input)
          : {
              name: input,
              member: (property) => entryOf(flow, module, written, property, 'any'),
            },
      );
      break;
    }
  });
  return filled;
}

function valuesGiven(
  call: CallExpr,
  {
    name,
    kind,
  }: { readonly name: string | undefined; readonly kind: FunctionIr['parameters'][number]['kind'] },
  index: number,
): readonly Expr[] {
  const spreads = call.arguments.filter(({ spread }) => spread !== undefined).map(({ value }) => value);
  switch (kind) {
    case 'rest':
      return call.arguments
        .filter((given) => given.name === undefined)
        .slice(index)
        .map(({ value }) => value);
    case 'keyword-rest':
      return call.arguments
        .filter((given) => given.name !== undefined || given.spread === 'map')
        .map(({ value }) => value);
    case 'positional':
    case 'keyword-only': {
      const direct = [
        kind === 'positional' ? positional(call, index) : undefined,
        name === undefined ? undefined : named(call, name),
      ].filter((value) => value !== undefined);
      return direct.length > 0 ? direct : spreads;
    }
  }
}

/** An entry of an object: what is written under its name, or what comes out of the objects spread into it. */
function entryOf(
  flow: Flow,
  module: ModuleIndex,
  written: ObjectExpr,
  property: string,
  part: Part,
): string | undefined {
  const entry = written.entries.find(({ key }) => key === property);
  if (entry !== undefined) return flow(module, entry.value, part);
  return first(written.spreads, (value) => entryOfSpread(flow, module, value, property, part));
}

function entryOfSpread(
  flow: Flow,
  module: ModuleIndex,
  spread: Expr,
  property: string,
  part: Part,
): string | undefined {
  if (spread.kind === 'choice')
    return first(spread.options, (option) => entryOfSpread(flow, module, option, property, part));
  const written = objectWritten(module, spread);
  if (written !== undefined) return entryOf(flow, module, written, property, part);
  const whole = flow(module, spread, part);
  return whole === '' ? property : whole;
}

/** The object that an expression is written as, or the one value that its name has. */
function objectWritten(module: ModuleIndex, expr: Expr): ObjectExpr | undefined {
  if (expr.kind === 'object') return expr;
  if (expr.kind !== 'name') return undefined;
  const [only, ...others] = bindingsInSight(module, expr.scope, expr.name);
  return only === undefined || others.length > 0 || only.value.kind === 'name'
    ? undefined
    : objectWritten(module, only.value);
}

function textOf(expr: Expr | undefined): string | undefined {
  const part = expr?.kind === 'string' && expr.parts.length === 1 ? expr.parts[0] : undefined;
  return typeof part === 'string' ? part : undefined;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
