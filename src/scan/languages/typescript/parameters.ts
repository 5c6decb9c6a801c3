import type { ParamPattern, TSParameterProperty } from 'oxc-parser';
import type { Expr, FunctionId, ParameterIr } from '../../ir.ts';
import { declare, receiverExpr, type Lowering, type Place } from './lowering.ts';
import { addMemberAssignment, annotationOf, bindTarget, type Target } from './patterns.ts';

/** Declares each parameter in the scope of the function. A `this` parameter is none. */
export function lowerParameters(
  lowering: Lowering,
  place: Place,
  id: FunctionId,
  nodes: readonly ParamPattern[],
): readonly ParameterIr[] {
  const parameters: ParameterIr[] = [];
  for (const node of nodes) {
    if (node.type === 'Identifier' && node.name === 'this') continue;
    parameters.push(lowerParameter(lowering, place, { function: id, index: parameters.length }, node));
  }
  return parameters;
}

interface Position {
  readonly function: FunctionId;
  readonly index: number;
}

function lowerParameter(
  lowering: Lowering,
  place: Place,
  position: Position,
  node: ParamPattern,
): ParameterIr {
  for (const { expression } of node.decorators ?? []) lowering.expression(place, expression);
  const written = node.type === 'TSParameterProperty' ? node.parameter : node;
  const preset = written.type === 'AssignmentPattern' ? lowering.expression(place, written.right) : undefined;
  const target: Target = written.type === 'AssignmentPattern' ? written.left : written;
  const type = annotationOf(lowering, place, target);
  const { start, end } = target;
  const value: Expr = { kind: 'parameter', start, end, scope: place.scope, ...position };
  const named = target.type === 'RestElement' ? target.argument : target;
  if (named.type === 'Identifier') {
    declare(lowering, place, place.scope, named.name, { value, at: named.start, type });
    if (node.type === 'TSParameterProperty')
      assignToThis(lowering, place, node, { property: named.name, value });
  } else {
    bindTarget(lowering, place, place.scope, named, { value, at: start });
  }
  const parameter: { -readonly [K in keyof ParameterIr]: ParameterIr[K] } = {
    name: named.type === 'Identifier' ? named.name : undefined,
    kind: target.type === 'RestElement' ? 'rest' : 'positional',
  };
  if (type !== undefined) parameter.type = type;
  if (preset !== undefined) parameter.default = preset;
  return parameter;
}

/** `constructor(private client: OpenAI)` is `this.client = client`. */
function assignToThis(
  lowering: Lowering,
  place: Place,
  node: TSParameterProperty,
  { property, value }: { readonly property: string; readonly value: Expr },
): void {
  const object = receiverExpr(place, node);
  if (object !== undefined) addMemberAssignment(lowering, place, { object, property, value, at: node.end });
}
