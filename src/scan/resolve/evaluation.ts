import type { Expr, TypeRef } from '../ir.ts';
import type { AccessPath, CallSite } from './access-path.ts';
import type { PathMeaning } from './meaning.ts';
import type { ModuleIndex } from './module-index.ts';
import type { PathMatcher } from './path-matcher.ts';
import type { ProjectIndex } from './project-index.ts';
import { isKnown, type Source, type Trail, type Value, type Values } from './value.ts';

/** What the parts of the evaluator share: they call each other through it. */
export interface Evaluation {
  readonly project: ProjectIndex;
  readonly paths: PathMatcher<PathMeaning>;
  evaluate(module: ModuleIndex, expr: Expr): Values;
  valuesOf(source: Source): Values;
  memberOf(viewer: ModuleIndex, value: Value, property: string): Values;
  /** What a call of the value gives. */
  apply(callee: Value, site: CallSite): Values;
  /** The values that an annotation promises. */
  annotated(module: ModuleIndex, type: TypeRef): Values;
  /** Computes once what `key` names; asked again while computing, it answers "nothing yet". */
  ask(key: string, compute: () => Values): Values;
  /**
   * Computes a table once. It is asked for from outside all questions and asks its own, each with limits of its own.
   */
  once<T>(key: string, compute: () => T): T;
  /** The same as `ask` for lists of anything. */
  askList<T>(key: string, compute: () => readonly T[]): readonly T[];
}

/** The value one step further from a package, or a mark that the step leads away from all we know. */
export function external(
  evaluation: Evaluation,
  path: AccessPath | undefined,
  trail: Trail | undefined,
): Value {
  if (path === undefined) return { thing: { kind: 'unknown' }, trail };
  if (evaluation.paths.leadsAnywhere(path)) return { thing: { kind: 'external', path }, trail };
  return { thing: { kind: 'foreign', specifier: path.specifier }, trail };
}

/** Whether an annotation names something we follow: then it tells more than the value it is put on. */
export function isDecisive(evaluation: Evaluation, values: Values): boolean {
  return (
    isKnown(values) &&
    values.some(({ thing }) => thing.kind !== 'external' || evaluation.paths.leadsAnywhere(thing.path))
  );
}
