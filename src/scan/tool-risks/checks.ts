import type { CallExpr, Expr, Extent, FunctionId } from '../ir.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { lastName } from '../resolve/project-index.ts';
import type { GovernedMark } from '../resolve/value.ts';
import { inputIn, type Inputs } from './flow.ts';
import { WORDS } from './words.ts';

/** A function on the way from the tool to the call, up to the place where it goes on. */
export interface Passage {
  readonly module: ModuleIndex;
  readonly function: FunctionId;
  /** What stands before this offset happens first. */
  readonly before: number;
  readonly inputs: Inputs;
}

/** What the tool does itself before it does harm: it asks a person, or looks at what it was given. */
export function checkOnTheWay(
  evaluation: Evaluation,
  passages: readonly Passage[],
  input: string,
): GovernedMark | undefined {
  for (const passage of passages) {
    const { module, before } = passage;
    for (const call of module.callsIn(passage.function)) {
      if (call.start >= before) continue;
      const name = lastName(call.callee) ?? '';
      const at = { file: module.file, start: call.start, end: call.end };
      if (WORDS.asking.has(name)) return { by: `\`${name}\`, which asks a person`, at };
      if (
        isChecking(name) &&
        !isDanger(evaluation, module, call) &&
        givenTo(call).some((expr) => holds(evaluation, passage, expr, input))
      ) {
        return { by: `\`${name}\`, a check of the tool's own`, at };
      }
    }
    const test = (module.ir.memberTests ?? []).find(
      (each) =>
        each.start < before &&
        isWithin(each, module, passage.function) &&
        each.inside.some((expr) => holds(evaluation, passage, expr, input)),
    );
    if (test !== undefined) {
      return {
        by: "`in`, a check of the tool's own",
        at: { file: module.file, start: test.start, end: test.end },
      };
    }
  }
  return undefined;
}

/** `subprocess.check_output` checks nothing beforehand. */
function isDanger(evaluation: Evaluation, module: ModuleIndex, { callee }: CallExpr): boolean {
  return evaluation
    .evaluate(module, callee)
    .some(
      ({ thing }) =>
        thing.kind === 'external' &&
        evaluation.paths.payloads(thing.path).some(({ kind }) => kind === 'danger' || kind === 'request'),
    );
}

function isChecking(name: string): boolean {
  if (WORDS.checking.has(name)) return true;
  const lower = name.toLowerCase();
  return [...WORDS.checkingStems].some((stem) => lower.includes(stem));
}

function givenTo({ callee, arguments: given }: CallExpr): readonly Expr[] {
  return [...(callee.kind === 'member' ? [callee.object] : []), ...given.map(({ value }) => value)];
}

function holds(evaluation: Evaluation, { module, inputs }: Passage, expr: Expr, input: string): boolean {
  return inputIn(evaluation, inputs, module, expr, 'any') === input;
}

function isWithin({ start, end }: Extent, module: ModuleIndex, id: FunctionId): boolean {
  const extent = module.ir.functions[id]?.extent;
  return extent !== undefined && extent.start <= start && end <= extent.end;
}
