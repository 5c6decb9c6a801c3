import type { Expr } from '../ir.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { AegisRole } from '../resolve/meaning.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';

export interface AegisName {
  readonly name: string;
  readonly role: AegisRole;
  /** The packages that a targeted patch instruments; absent: all that can be. */
  readonly only?: readonly string[];
}

/** The name of Aegis that an expression resolves to, if it is one. */
export function aegisName(evaluation: Evaluation, module: ModuleIndex, expr: Expr): AegisName | undefined {
  if (!evaluation.project.mayNameAegis) return undefined;
  for (const { thing } of evaluation.evaluate(module, expr)) {
    if (thing.kind !== 'external') continue;
    const meaning = evaluation.paths.payloads(thing.path).find(({ kind }) => kind === 'aegis');
    if (meaning?.kind === 'aegis') return meaning;
  }
  return undefined;
}
