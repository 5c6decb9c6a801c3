import type { Catalog, CatalogCall, CatalogRow } from '../catalog/catalog.ts';
import { parsePath } from '../catalog/path.ts';
import type { Expr, Language } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import { gatesFor } from '../governed/gates.ts';
import { optionNames } from './argument-at.ts';
import type { Candidate } from './candidate.ts';
import type { Evaluation } from './evaluation.ts';
import { isKnown } from './value.ts';

/** The distinctive paths of the catalogue by their last member. */
export interface Shapes {
  readonly byLastMember: ReadonlyMap<string, readonly Shape[]>;
}

interface Shape {
  readonly row: CatalogRow;
  readonly call: CatalogCall;
  readonly members: readonly string[];
  /** Members that change nothing: `with_raw_response`. */
  readonly silent: ReadonlySet<string>;
}

export function shapesOf(catalog: Catalog): Shapes {
  const byLastMember = new Map<string, Shape[]>();
  for (const row of catalog.rows) {
    const same = Object.values(row.types).flatMap((type) => type.same ?? []);
    const silent = new Set(same.filter((text) => /^\w+$/.test(text)));
    for (const call of row.calls) {
      const members = call.distinctive === true ? memberNames(call.path) : undefined;
      const last = members?.at(-1);
      if (members === undefined || last === undefined) continue;
      byLastMember.set(last, [...(byLastMember.get(last) ?? []), { row, call, members, silent }]);
    }
  }
  return { byLastMember };
}

/** Whether a call is written like one of a package that need not be imported where it stands. */
export function hasShape(shapes: Shapes, { module, call: { callee } }: CallSite): boolean {
  if (callee.kind !== 'member') return false;
  return (shapes.byLastMember.get(callee.property) ?? []).some(
    (shape) => shape.row.language === module.ir.language && receiverOf(callee, shape) !== undefined,
  );
}

/** A call on a receiver that nobody could resolve, but whose path is characteristic of a package. */
export function candidateByShape(
  evaluation: Evaluation,
  shapes: Shapes,
  site: CallSite,
): Candidate | undefined {
  const { callee } = site.call;
  if (callee.kind !== 'member') return undefined;
  const possible = (shapes.byLastMember.get(callee.property) ?? [])
    .filter(({ row }) => row.language === site.module.ir.language)
    .filter((shape) => isUnresolved(evaluation, site, callee, shape))
    // Of packages that share a shape, the one with the widest interface is the likeliest to be meant.
    .sort((a, b) => b.members.length - a.members.length || b.row.calls.length - a.row.calls.length);
  if (possible.length === 0) return undefined;
  const around = evaluation.project.imports.specifiersAround(site.module);
  const imported = possible.find(({ row }) =>
    row.modules.some((name) => isImported(around, row.language, name)),
  );
  const best = imported ?? possible[0];
  if (best === undefined || !argumentsFit(evaluation, site, best)) return undefined;
  const { row, call } = best;
  return {
    sdk: row.package,
    kind: call.kind,
    risk: call.risk,
    confidence: imported === undefined ? 'heuristic' : 'inferred',
    trail: undefined,
    gates: gatesFor(row, call.kind),
    ...(row.instrumented === undefined ? {} : { isInstrumented: true }),
  };
}

function memberNames(path: string): readonly string[] | undefined {
  const parsed = parsePath(path);
  if (!parsed.ok) return undefined;
  const { head, steps } = parsed.value;
  const names = steps.map((step) => (step.kind === 'member' ? step.name : undefined));
  const all = head.kind === 'export' ? [head.name, ...names] : names;
  return all.every((name) => name !== undefined) ? all : undefined;
}

/** The callee ends in the members of the shape, and nothing is known about what they are reached on. */
function isUnresolved(evaluation: Evaluation, { module }: CallSite, callee: Expr, shape: Shape): boolean {
  const at = receiverOf(callee, shape);
  if (at === undefined) return false;
  const receiver = evaluation.evaluate(module, at);
  return !isKnown(receiver) && receiver.every(({ thing }) => thing.kind !== 'foreign');
}

/** What the members of the shape are reached on, where the callee ends in them. */
function receiverOf(callee: Expr, { members, silent }: Shape): Expr | undefined {
  let at: Expr = callee;
  for (let left = members.length - 1; left >= 0; left--) {
    while (at.kind === 'member' && silent.has(at.property) && at.property !== members[left]) at = at.object;
    if (at.kind !== 'member' || at.property !== members[left]) return undefined;
    at = at.object;
  }
  return at;
}

/** Short paths are shared by other services (`messages.create` sends text messages too): the arguments must agree. */
function argumentsFit(evaluation: Evaluation, site: CallSite, { members }: Shape): boolean {
  const names = optionNames(evaluation, site);
  if (names === undefined) return members.length > 2;
  if (names.has('to') && (names.has('from') || names.has('from_') || names.has('body'))) return false;
  if (members.length > 2) return true;
  return (
    names.has('model') &&
    ['messages', 'input', 'prompt', 'contents', 'max_tokens'].some((name) => names.has(name))
  );
}

function isImported(around: ReadonlySet<string>, language: Language, name: string): boolean {
  const prefix = name.endsWith('*') ? name.slice(0, -1) : undefined;
  return [...around].some((specifier) =>
    prefix !== undefined
      ? specifier.startsWith(prefix)
      : specifier === name || (language === 'python' && specifier.startsWith(`${name}.`)),
  );
}
