import type { Expr } from '../ir.ts';
import { stepPath } from './access-path.ts';
import { annotated } from './annotations.ts';
import { applyValue, evaluateCall } from './calls.ts';
import { external, type Evaluation } from './evaluation.ts';
import { valuesOfFunction } from './functions.ts';
import { evaluateImport } from './imports.ts';
import { enterValue, itemOf } from './items.ts';
import type { PathMeaning } from './meaning.ts';
import { createMemory } from './memory.ts';
import { inherit, memberOf } from './members.ts';
import type { ModuleIndex } from './module-index.ts';
import { evaluateName } from './names.ts';
import { evaluateParameter } from './parameters.ts';
import type { PathMatcher } from './path-matcher.ts';
import type { ProjectIndex } from './project-index.ts';
import { evaluateString, evaluateSum } from './texts.ts';
import { NONE, TRUE, union, UNKNOWN, type Value, type Values } from './value.ts';

/** Demand-driven evaluation over the whole project; every answer is remembered. */
export function createEvaluation(project: ProjectIndex, paths: PathMatcher<PathMeaning>): Evaluation {
  const { recall, answer } = createMemory<Expr | string>();
  const tables = new Map<string, unknown>();
  const evaluation: Evaluation = {
    project,
    paths,
    evaluate: (module, expr) =>
      // What needs no search is not worth remembering.
      expr.kind === 'constant' || expr.kind === 'this' || expr.kind === 'class'
        ? compute(evaluation, module, expr)
        : ((recall(expr) as Values | undefined) ??
          answer(expr, NONE, UNKNOWN, () => compute(evaluation, module, expr))),
    ask: (key, compute) => answer(key, NONE, UNKNOWN, compute),
    askList: (key, compute) => answer(key, [], [], compute),
    once: (key, compute) => {
      if (!tables.has(key)) tables.set(key, compute());
      return tables.get(key) as ReturnType<typeof compute>;
    },
    valuesOf: (source) =>
      'values' in source ? source.values : evaluation.evaluate(source.module, source.expr),
    memberOf: (viewer, value, property) => memberOf(evaluation, viewer, value, property),
    apply: (callee, site) => applyValue(evaluation, callee, site),
    annotated: (module, type) => annotated(evaluation, module, type),
  };
  return evaluation;
}

function compute(evaluation: Evaluation, module: ModuleIndex, expr: Expr): Values {
  const each = (object: Expr, give: (value: Value) => Values): Values =>
    union(...evaluation.evaluate(module, object).map(give));
  switch (expr.kind) {
    case 'name':
      return evaluateName(evaluation, module, expr);
    case 'member':
      return each(expr.object, (value) => memberOf(evaluation, module, value, expr.property));
    case 'item':
      return each(expr.object, (value) => itemOf(evaluation, module, value, expr.index));
    case 'call':
      return evaluateCall(evaluation, module, expr);
    case 'string':
      return evaluateString(evaluation, module, expr);
    case 'constant':
      return expr.value === true ? TRUE : NONE;
    case 'object':
      return [
        {
          thing: {
            kind: 'object',
            key: `${module.number}/${expr.start}-${expr.end}`,
            module,
            entries: expr.entries.map(({ key, value }) => ({ key, value: { module, expr: value } })),
            spreads: expr.spreads.map((spread) => ({ module, expr: spread })),
          },
          trail: undefined,
        },
      ];
    case 'list':
      return [
        {
          thing: {
            kind: 'list',
            key: `${module.number}/${expr.start}-${expr.end}`,
            module,
            items: expr.items.map((item) => ({ module, expr: item })),
            ...(expr.items.some((item) => item.kind === 'item' && item.index === undefined)
              ? { unordered: true }
              : {}),
          },
          trail: undefined,
        },
      ];
    case 'function':
      return valuesOfFunction(evaluation, module, expr.function);
    case 'class':
      return [{ thing: { kind: 'class', module, id: expr.class }, trail: undefined }];
    case 'import':
      return evaluateImport(evaluation, module, expr);
    case 'choice':
      return union(...expr.options.map((option) => evaluation.evaluate(module, option)));
    case 'this':
      return [{ thing: { kind: 'instance', module, id: expr.class }, trail: undefined }];
    case 'super':
      return [{ thing: { kind: 'instance', module, id: expr.class, asSuper: true }, trail: undefined }];
    case 'parameter':
      return evaluateParameter(evaluation, module, expr);
    case 'enter':
      return each(expr.value, (value) => enterValue(evaluation, module, value));
    case 'opaque':
      return evaluateOperation(evaluation, module, expr);
  }
}

/** `prompt | model` gives a chain that runs the model; `a + b` may be a text. */
function evaluateOperation(
  evaluation: Evaluation,
  module: ModuleIndex,
  expr: Expr & { kind: 'opaque' },
): Values {
  if (expr.operator === '+') return union(evaluateSum(evaluation, module, expr), UNKNOWN);
  if (expr.operator !== '|') return UNKNOWN;
  const chained = expr.inside
    .flatMap((operand) => evaluation.evaluate(module, operand))
    .flatMap((value): Values => {
      const path =
        value.thing.kind === 'external' ? stepPath(value.thing.path, { kind: 'piped' }) : undefined;
      return path !== undefined && evaluation.paths.leadsAnywhere(path)
        ? [inherit(value, external(evaluation, path, value.trail))]
        : NONE;
    });
  return chained.length === 0 ? UNKNOWN : union(chained);
}
