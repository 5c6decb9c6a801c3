import type { Catalog } from '../catalog/catalog.ts';
import type { CallSite } from './access-path.ts';
import { positional } from './arguments.ts';
import { gatesFor } from '../governed/gates.ts';
import { callOperators } from './calls.ts';
import type { Candidate } from './candidate.ts';
import { candidateByShape, type Shapes } from './distinctive.ts';
import type { Evaluation } from './evaluation.ts';
import { externalBases } from './classes.ts';
import { external } from './evaluation.ts';
import type { PathMeaning } from './meaning.ts';
import { candidateByRequest } from './request.ts';
import { NONE, type Value, type Values } from './value.ts';

/** What a call is, if it is an AI call: by what its callee resolves to, else by its shape. */
export function recogniseCall(
  evaluation: Evaluation,
  catalog: Catalog,
  shapes: Shapes,
  site: CallSite,
): Candidate | undefined {
  const callees = calleesOf(evaluation, site);
  for (const callee of callees) {
    const candidate =
      candidateByPath(evaluation, callee, site) ??
      candidateByRequest(evaluation, catalog.hosts, callee, site);
    if (candidate !== undefined) return candidate;
  }
  return callees.some(({ thing }) => thing.kind === 'function' || thing.kind === 'class')
    ? undefined
    : candidateByShape(evaluation, shapes, site);
}

/** What is really called: through partials, `f.call(..)`, `asyncio.to_thread(f, ..)` and instances that can be called. */
function calleesOf(evaluation: Evaluation, site: CallSite): Values {
  const { module, call } = site;
  const { callee } = call;
  const direct = evaluation.evaluate(module, callee);
  const through =
    callee.kind === 'member' && (callee.property === 'call' || callee.property === 'apply')
      ? evaluation.evaluate(module, callee.object)
      : NONE;
  return [...direct, ...through].flatMap((value) => unwrapped(evaluation, value, site));
}

function unwrapped(evaluation: Evaluation, value: Value, site: CallSite): Values {
  const { thing } = value;
  switch (thing.kind) {
    case 'partial':
      return unwrapped(evaluation, thing.callee, site);
    case 'instance': {
      const operators = callOperators(evaluation, site.module, value);
      if (operators.length > 0) return operators;
      return externalBases(evaluation, thing).map((path) => external(evaluation, path, value.trail));
    }
    case 'external': {
      const form = meaningsOf(evaluation, value).find((meaning) => meaning.kind === 'form')?.form;
      if (form?.name !== 'invoke') return [value];
      const given = positional(site.call, form.index);
      return given === undefined ? NONE : evaluation.evaluate(site.module, given).map(withoutPartials);
    }
    default:
      return [value];
  }
}

function withoutPartials(value: Value): Value {
  return value.thing.kind === 'partial' ? withoutPartials(value.thing.callee) : value;
}

function candidateByPath(evaluation: Evaluation, callee: Value, site: CallSite): Candidate | undefined {
  for (const meaning of meaningsOf(evaluation, callee)) {
    if (meaning.kind !== 'sink' || callee.thing.kind !== 'external') continue;
    const { row, rowIndex, call } = meaning;
    if (call.argument !== undefined && !isGivenType(evaluation, site, rowIndex, call.argument)) continue;
    if (callee.wrapped === true && call.distinctive !== true) continue;
    return {
      sdk: row.package,
      kind: call.kind,
      risk: call.risk,
      confidence: callee.wrapped === true ? 'inferred' : 'resolved',
      trail: callee.trail,
      gates: gatesFor(row, call.kind),
      ...(row.instrumented === undefined ? {} : { isInstrumented: true }),
      path: callee.thing.path,
      ...(callee.governed === undefined ? {} : { governed: callee.governed }),
    };
  }
  return undefined;
}

function isGivenType(
  evaluation: Evaluation,
  { module, call }: CallSite,
  row: number,
  { index, type }: { readonly index: number; readonly type: string },
): boolean {
  const given = positional(call, index);
  if (given === undefined) return false;
  return evaluation
    .evaluate(module, given)
    .some(({ thing }) => thing.kind === 'external' && evaluation.paths.isOfType(thing.path, row, type));
}

function meaningsOf(evaluation: Evaluation, { thing }: Value): readonly PathMeaning[] {
  return thing.kind === 'external' ? evaluation.paths.payloads(thing.path) : [];
}
