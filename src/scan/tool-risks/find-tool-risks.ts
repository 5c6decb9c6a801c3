import { governedFunction } from '../governed/governed-function.ts';
import type { CallExpr, FunctionId } from '../ir.ts';
import { enclosingName } from '../resolve/enclosing-name.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import type { Place, Sink } from '../resolve/sink.ts';
import { checkOnTheWay, type Passage } from './checks.ts';
import { findTools, type Tool } from './find-tools.ts';
import { inputsOfCall, withInputs, type Inputs } from './flow.ts';
import { inputsOf } from './inputs.ts';
import { judgeCall, type Harm } from './judge-call.ts';
import type { ToolDanger } from './tool-danger.ts';

/** A call in the body of a tool, or in a function that it calls, that does harm with what the model chose. */
export interface FoundToolRisk {
  readonly file: string;
  readonly call: CallExpr;
  readonly danger: ToolDanger;
  readonly tool: { readonly name: string; readonly at: Place };
  /** The argument of the tool that decides; empty for all of them at once. */
  readonly input: string;
  /** From the call back to where the tool is made. */
  readonly trace: readonly Place[];
  readonly governance: Sink['governance'];
  /** Name of the enclosing function, with its class. */
  readonly enclosing: string;
}

/** How deep calls of the project's own functions are followed. */
const MAX_DEPTH = 4;
/** Functions looked at for one tool. */
const MAX_FUNCTIONS = 200;

/** Each dangerous call once, under the first tool that reaches it. */
export function findToolRisks(evaluation: Evaluation): readonly FoundToolRisk[] {
  const found = new Map<CallExpr, FoundToolRisk>();
  for (const tool of findTools(evaluation)) {
    for (const risk of risksOf(evaluation, tool)) if (!found.has(risk.call)) found.set(risk.call, risk);
  }
  return [...found.values()];
}

interface Visit {
  readonly module: ModuleIndex;
  readonly function: FunctionId;
  readonly inputs: Inputs;
  /** The calls that led here, the first one first. */
  readonly passages: readonly Passage[];
  readonly calls: readonly Place[];
}

function risksOf(evaluation: Evaluation, tool: Tool): readonly FoundToolRisk[] {
  const { module, function: id } = tool;
  const inputs = withInputs(new Map(), module, id, inputsOf(tool));
  const queue: Visit[] = [{ module, function: id, inputs, passages: [], calls: [] }];
  const seen = new Set([visitKey(queue[0])]);
  const found: FoundToolRisk[] = [];
  for (const visit of queue) {
    for (const call of visit.module.callsIn(visit.function)) {
      const harm = judgeCall(evaluation, visit.inputs, { module: visit.module, call });
      if (harm !== undefined) found.push(toRisk(evaluation, tool, visit, call, harm));
      if (visit.passages.length >= MAX_DEPTH || queue.length >= MAX_FUNCTIONS) continue;
      for (const next of ownFunctionsCalled(evaluation, visit, call)) {
        if (seen.has(visitKey(next))) continue;
        seen.add(visitKey(next));
        queue.push(next);
      }
    }
  }
  return found;
}

function visitKey(visit: Visit | undefined): string {
  return visit === undefined
    ? ''
    : `${visit.module.number}/${visit.function} ${[...visit.inputs.keys()].join()}`;
}

function ownFunctionsCalled(evaluation: Evaluation, visit: Visit, call: CallExpr): readonly Visit[] {
  const { module, inputs } = visit;
  return evaluation.evaluate(module, call.callee).flatMap(({ thing }): readonly Visit[] => {
    const ir = thing.kind === 'function' ? thing.module.ir.functions[thing.id] : undefined;
    if (thing.kind !== 'function' || ir === undefined) return [];
    const filled = inputsOfCall(evaluation, inputs, { module, call }, ir);
    if (filled.size === 0) return [];
    return [
      {
        module: thing.module,
        function: thing.id,
        inputs: withInputs(inputs, thing.module, thing.id, filled),
        passages: [...visit.passages, passageTo(visit, call)],
        calls: [...visit.calls, { file: module.file, start: call.start, end: call.end }],
      },
    ];
  });
}

function passageTo({ module, function: id, inputs }: Visit, call: CallExpr): Passage {
  return { module, function: id, before: call.start, inputs };
}

function toRisk(
  evaluation: Evaluation,
  tool: Tool,
  visit: Visit,
  call: CallExpr,
  { danger, input }: Harm,
): FoundToolRisk {
  const { module } = visit;
  const place = { file: module.file, start: call.start, end: call.end };
  return {
    file: module.file,
    call,
    danger,
    tool: { name: tool.name, at: tool.at },
    input,
    trace: [place, ...[...visit.calls].reverse(), tool.at],
    governance: judge(evaluation, tool, visit, call, input),
    enclosing: enclosingName(module, call.function),
  };
}

/** A guard around the tool, a gate of the framework, or what the tool does itself before. */
function judge(
  evaluation: Evaluation,
  tool: Tool,
  visit: Visit,
  call: CallExpr,
  input: string,
): Sink['governance'] {
  if (tool.governed?.state === 'governed') return tool.governed;
  const guard = governedFunction(evaluation, visit.module, call.function);
  if (guard !== undefined) return { state: 'governed', ...guard };
  if (tool.governed !== undefined) return tool.governed;
  const check = checkOnTheWay(evaluation, [...visit.passages, passageTo(visit, call)], input);
  return check === undefined ? { state: 'ungoverned' } : { state: 'governed-elsewhere', ...check };
}
