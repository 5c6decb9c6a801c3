import type { Catalog } from '../catalog/catalog.ts';
import { findToolRisks, type FoundToolRisk } from '../tool-risks/find-tool-risks.ts';
import { TOOL_RISK_ROWS } from '../tool-risks/rows.ts';
import { AEGIS_ROWS } from '../governed/aegis-rows.ts';
import { createInstrumentation, type Starts } from '../instrumentation/instrumentation.ts';
import { judgeGovernance } from '../governed/judge-governance.ts';
import type { CallExpr } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import { recogniseCall } from './recognise-call.ts';
import { createCallFilter } from './call-filter.ts';
import { catalogRows } from './catalog-rows.ts';
import { shapesOf } from './distinctive.ts';
import { enclosingName } from './enclosing-name.ts';
import { createEvaluation } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { HAND_OVER_ROWS } from './hand-over.ts';
import { HTTP_ROWS } from './http-clients.ts';
import type { PathMeaning } from './meaning.ts';
import { modelsOf } from './models.ts';
import { compilePaths, type PathRow } from './path-matcher.ts';
import { indexProject } from './project-index.ts';
import { reachedFrom } from './reached-from.ts';
import type { Place, Project, Sink } from './sink.ts';
import type { Trail } from './value.ts';

const NO_STARTS: Starts = { commands: [] };

/** What there is to say of the calls of a project, by file and place. */
export interface FoundCalls {
  /** Every AI call that the catalogue knows. */
  readonly sinks: readonly Sink[];
  readonly toolRisks: readonly FoundToolRisk[];
}

/** What findings may come with, at a price. */
export interface CallDetails {
  readonly starts?: Starts;
  /** Looks for the calls by which AI calls are reached. */
  readonly callers?: boolean;
}

export function findCalls(project: Project, catalog: Catalog, details: CallDetails = {}): FoundCalls {
  const rows = [...catalogRows(catalog), ...HAND_OVER_ROWS, ...HTTP_ROWS, ...AEGIS_ROWS, ...TOOL_RISK_ROWS];
  const evaluation = createEvaluation(indexProject(project), compilePaths(rows));
  return {
    sinks: sinksOf(evaluation, catalog, rows, details),
    toolRisks: findToolRisks(evaluation),
  };
}

/** Every AI call of the project that the catalogue knows, by file and place. */
export function findSinks(project: Project, catalog: Catalog): readonly Sink[] {
  return findCalls(project, catalog).sinks;
}

function sinksOf(
  evaluation: Evaluation,
  catalog: Catalog,
  rows: readonly PathRow<PathMeaning>[],
  { starts = NO_STARTS, callers = false }: CallDetails,
): readonly Sink[] {
  const instrumentation = createInstrumentation(evaluation, starts);
  const shapes = shapesOf(catalog);
  const mayBeSink = createCallFilter(rows, shapes, evaluation);

  function findSink(site: CallSite): readonly Sink[] {
    const candidate = recogniseCall(evaluation, catalog, shapes, site);
    if (candidate === undefined) return [];
    const { sdk, kind, risk, confidence, gates, trail } = candidate;
    return [
      {
        file: site.module.file,
        call: site.call,
        sdk,
        kind,
        risk,
        confidence,
        trace: traceOf(site, trail),
        reachedFrom: callers ? reachedFrom(evaluation, site) : [],
        governance: judgeGovernance(evaluation, site, candidate, instrumentation),
        isService: candidate.isService === true,
        models: modelsOf(evaluation, site, candidate.path),
        gates: [...new Set(gates.map(({ name }) => name))],
        enclosing: enclosingName(site.module, site.call.function),
      },
    ];
  }

  return evaluation.project.modules.flatMap((module) =>
    innermostFirst(module.ir.calls.filter((call) => mayBeSink({ module, call })))
      .flatMap((call) => findSink({ module, call }))
      .sort((a, b) => a.call.start - b.call.start || a.call.end - b.call.end),
  );
}

/** What a long chain rests on is asked first, so that no question goes deep. */
function innermostFirst(calls: readonly CallExpr[]): readonly CallExpr[] {
  return [...calls].sort((a, b) => a.end - b.end || b.start - a.start);
}

function traceOf({ module, call }: CallSite, trail: Trail | undefined): readonly Place[] {
  const places: Place[] = [{ file: module.file, start: call.start, end: call.end }];
  for (let at = trail; at !== undefined; at = at.rest) {
    const last = places.at(-1);
    if (last?.file !== at.place.file || last.start !== at.place.start || last.end !== at.place.end)
      places.push(at.place);
  }
  return places;
}
