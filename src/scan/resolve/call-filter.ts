import { parsePath } from '../catalog/path.ts';
import type { CallExpr, Expr } from '../ir.ts';
import type { PathMeaning } from './meaning.ts';
import type { ModuleIndex } from './module-index.ts';
import type { PathRow } from './path-matcher.ts';

/**
 * Whether a call can be an AI call at all, by the last name of its callee alone: most calls of a program end in a name
 * that no path ends in and under which nothing was ever stored, so that there is nothing to resolve.
 */
export function createCallFilter(
  rows: readonly PathRow<PathMeaning>[],
  modules: readonly ModuleIndex[],
): (call: CallExpr) => boolean {
  const names = new Set(['call', 'apply', ...rows.flatMap(endings), ...modules.flatMap(storedNames)]);
  return ({ callee }) => callee.kind !== 'member' || names.has(callee.property);
}

function endings({ paths }: PathRow<PathMeaning>): readonly string[] {
  return paths.flatMap(({ path, payload }) => {
    const runs =
      payload.kind === 'sink' ||
      payload.kind === 'request' ||
      (payload.kind === 'form' && payload.form.name === 'invoke');
    const parsed = parsePath(path);
    if (!runs || !parsed.ok) return [];
    const last = parsed.value.steps.at(-1);
    if (last === undefined) return [parsed.value.head.name];
    return last.kind === 'member' ? [last.name] : [];
  });
}

/** Names of fields, entries, renamed exports, getters and decorated functions: a call of one may run anything. */
function storedNames({ ir }: ModuleIndex): readonly string[] {
  const fields = ir.classes.flatMap((owner) => owner.fields.map(({ name }) => name));
  const assigned = ir.memberAssignments.flatMap(({ property, value }) =>
    mayBeCalled(value) ? [property] : [],
  );
  const bound = ir.bindings.flatMap(({ scope, name, value }) =>
    scope === 0 && mayBeCalled(value) && !(value.kind === 'import' && value.name === name) ? [name] : [],
  );
  const made = ir.functions.flatMap(({ name, member, decorators }) =>
    name !== undefined && (member === 'getter' || decorators.length > 0) ? [name] : [],
  );
  const methods = ir.classes.flatMap((owner) =>
    owner.methods.flatMap((method) => (isMade(ir.functions[method.function]) ? [method.name] : [])),
  );
  const written = [
    ...ir.bindings.map(({ value }) => value),
    ...ir.memberAssignments.map(({ value }) => value),
    ...ir.functions.flatMap(({ returns }) => returns),
    ...ir.exports.map(({ value }) => value),
    ...ir.calls.flatMap((call) => call.arguments.map(({ value }) => value)),
  ];
  return [...fields, ...assigned, ...bound, ...made, ...methods, ...written.flatMap(keysIn)];
}

function isMade(ir: ModuleIndex['ir']['functions'][number] | undefined): boolean {
  return ir !== undefined && (ir.member === 'getter' || ir.decorators.length > 0);
}

function keysIn(expr: Expr): readonly string[] {
  if (expr.kind !== 'object') return [];
  return expr.entries.flatMap(({ key, value }) => [
    ...(key !== undefined && mayBeCalled(value) ? [key] : []),
    ...keysIn(value),
  ]);
}

/** A function is the project's own; a constant cannot be called. */
function mayBeCalled({ kind }: Expr): boolean {
  return kind !== 'function' && kind !== 'constant' && kind !== 'string' && kind !== 'list';
}
