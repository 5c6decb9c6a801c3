import type { CallExpr } from '../ir.ts';
import { stepPath, type CallSite, type CallTexts } from './access-path.ts';
import { named, positional } from './arguments.ts';
import { externalBases } from './classes.ts';
import { evaluateContainerMethod } from './container-methods.ts';
import { external, type Evaluation } from './evaluation.ts';
import { applyForm } from './forms.ts';
import { returnsOf } from './functions.ts';
import { enterValue } from './items.ts';
import type { ModuleIndex } from './module-index.ts';
import { evaluateTextMethod } from './text-methods.ts';
import { constantTexts } from './texts.ts';
import { isKnown, NONE, union, UNKNOWN, withTrail, type Value, type Values } from './value.ts';

/** What a call gives. */
export function evaluateCall(evaluation: Evaluation, module: ModuleIndex, call: CallExpr): Values {
  const handed = evaluateHandOver(evaluation, module, call);
  if (handed !== undefined) return handed;
  const callees = evaluation.evaluate(module, call.callee);
  const site = { module, call };
  return union(...callees.map((callee) => evaluation.apply(callee, site)));
}

/** Methods that every promise, function, text or context manager has, and that hand on what they are called on. */
function evaluateHandOver(evaluation: Evaluation, module: ModuleIndex, call: CallExpr): Values | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const { object, property } = call.callee;
  switch (property) {
    case 'then': {
      const callbacks = evaluateFirst(evaluation, module, call).filter(
        ({ thing }) => thing.kind === 'function',
      );
      if (callbacks.length === 0) return undefined;
      return union(...callbacks.map((callback) => evaluation.apply(callback, { module, call })));
    }
    case 'catch':
    case 'finally': {
      const settled = evaluation.evaluate(module, object);
      return isKnown(settled) ? settled : undefined;
    }
    case 'bind': {
      const functions = evaluation.evaluate(module, object).filter(({ thing }) => thing.kind !== 'instance');
      return isKnown(functions) ? functions : undefined;
    }
    case '__aenter__':
    case '__enter__':
    case 'enter_async_context':
    case 'enter_context': {
      const entered = property.startsWith('__')
        ? evaluation.evaluate(module, object)
        : evaluateFirst(evaluation, module, call);
      return union(...entered.map((value) => enterValue(evaluation, module, value)));
    }
    default:
      return (
        evaluateTextMethod(evaluation, module, call) ?? evaluateContainerMethod(evaluation, module, call)
      );
  }
}

function evaluateFirst(evaluation: Evaluation, module: ModuleIndex, call: CallExpr): Values {
  const first = positional(call, 0);
  return first === undefined ? NONE : evaluation.evaluate(module, first);
}

/** What calling this value gives. */
export function applyValue(evaluation: Evaluation, callee: Value, site: CallSite): Values {
  const place = { file: site.module.file, start: site.call.start, end: site.call.end };
  const { thing, trail } = callee;
  switch (thing.kind) {
    case 'external': {
      for (const meaning of evaluation.paths.payloads(thing.path)) {
        if (meaning.kind === 'form') return applyForm(evaluation, meaning.form, callee, site);
        if (meaning.kind === 'aegis' && meaning.role !== 'instruments')
          return governedArgument(evaluation, meaning.name, site);
      }
      const path = stepPath(thing.path, { kind: 'call', texts: textsOfCall(evaluation, site), site });
      const made = external(evaluation, path, { place, rest: trail });
      return made.thing.kind === 'external' ? [marked(callee, made)] : passedThrough(evaluation, made, site);
    }
    case 'function':
      return withTrail(returnsOf(evaluation, thing.module, thing.id), place);
    case 'class':
      return [
        { thing: { kind: 'instance', module: thing.module, id: thing.id }, trail: { place, rest: trail } },
      ];
    case 'instance':
      return applyInstance(evaluation, callee, site);
    case 'partial':
      return evaluation.apply(thing.callee, site);
    case 'foreign':
      return passedThrough(evaluation, { thing, trail }, site);
    case 'module':
    case 'object':
    case 'list':
    case 'text':
    case 'true':
    case 'unknown':
      return UNKNOWN;
  }
}

/** Calling an instance runs its `__call__`, or `forward` where a framework's base class calls that. */
export function callOperators(evaluation: Evaluation, viewer: ModuleIndex, value: Value): Values {
  return ['__call__', 'forward', 'aforward'].flatMap((name) =>
    evaluation.memberOf(viewer, value, name).filter(({ thing }) => thing.kind === 'function'),
  );
}

function applyInstance(evaluation: Evaluation, callee: Value, site: CallSite): Values {
  const operators = callOperators(evaluation, site.module, callee);
  if (operators.length > 0) return union(...operators.map((operator) => evaluation.apply(operator, site)));
  if (callee.thing.kind !== 'instance') return UNKNOWN;
  const called = externalBases(evaluation, callee.thing).map((path) =>
    external(
      evaluation,
      stepPath(path, { kind: 'call', texts: textsOfCall(evaluation, site), site }),
      callee.trail,
    ),
  );
  return called.length === 0 ? UNKNOWN : called;
}

/** A foreign function that is given a client and gives something back mostly gives a dressed-up client. */
function passedThrough(evaluation: Evaluation, foreign: Value, { module, call }: CallSite): Values {
  const first = positional(call, 0);
  if (first === undefined || (first.kind !== 'name' && first.kind !== 'call' && first.kind !== 'member'))
    return [foreign];
  const clients = evaluation.evaluate(module, first).filter(({ thing }) => thing.kind === 'external');
  return clients.length === 0 ? [foreign] : clients.map((client) => ({ ...client, wrapped: true as const }));
}

function governedArgument(evaluation: Evaluation, by: string, { module, call }: CallSite): Values {
  const at = { file: module.file, start: call.start, end: call.end };
  const given = evaluateFirst(evaluation, module, call);
  return (given.length === 0 ? UNKNOWN : given).map((value) => ({ ...value, governed: { by, at } }));
}

function marked(from: Value, to: Value): Value {
  return {
    ...to,
    ...(from.governed === undefined ? {} : { governed: from.governed }),
    ...(from.wrapped === undefined ? {} : { wrapped: from.wrapped }),
  };
}

/** The constants among the arguments, of those that some path asks for. */
function textsOfCall(evaluation: Evaluation, { module, call }: CallSite): CallTexts {
  const wanted = (expr: CallExpr['callee'] | undefined): string | undefined => {
    if (expr === undefined || (expr.kind !== 'string' && expr.kind !== 'name' && expr.kind !== 'member'))
      return undefined;
    return constantTexts(evaluation.evaluate(module, expr)).find((text) => evaluation.paths.asksFor(text));
  };
  const first = wanted(positional(call, 0));
  const byName: Record<string, string> = {};
  for (const { name } of call.arguments) {
    const text = name === undefined ? undefined : wanted(named(call, name));
    if (name !== undefined && text !== undefined) byName[name] = text;
  }
  return { named: byName, ...(first === undefined ? {} : { first }) };
}
