import type { ArrowFunctionExpression, Function as FunctionSyntax } from 'oxc-parser';
import type { Expr, FunctionId } from '../../ir.ts';
import {
  declare,
  declareName,
  openScope,
  takeGivenName,
  type FunctionOptions,
  type Lowering,
  type OpenFunction,
  type Place,
} from './lowering.ts';
import { lowerParameters } from './parameters.ts';
import { declareTypeParameters } from './type-members.ts';

/** `function name(..) { .. }`; binds the name. `export default function () { .. }` has none. */
export function lowerFunctionDeclaration(lowering: Lowering, place: Place, node: FunctionSyntax): Expr {
  const name = node.id?.name;
  const owner = lowering.isScript ? place.hoist : place.scope;
  if (name !== undefined) declareName(lowering, owner, name);
  const value = functionValue(lowering, place, node, name);
  if (name !== undefined) declare(lowering, place, owner, name, { value, at: node.id?.start ?? node.start });
  return value;
}

/** `function name(..) { .. }` in an expression; its own name is bound inside it only. */
export function lowerFunctionExpression(lowering: Lowering, place: Place, node: FunctionSyntax): Expr {
  const given = takeGivenName(lowering);
  return functionValue(lowering, place, node, node.id?.name ?? given);
}

function functionValue(
  lowering: Lowering,
  place: Place,
  node: FunctionSyntax,
  name: string | undefined,
): Expr {
  const { start, end } = node;
  const id = lowerFunction(lowering, place, node, { name, extent: { start, end }, receiver: undefined });
  return { kind: 'function', start, end, scope: place.scope, function: id };
}

export function lowerArrow(lowering: Lowering, place: Place, node: ArrowFunctionExpression): Expr {
  const { start, end } = node;
  const options = { name: takeGivenName(lowering), extent: { start, end }, receiver: place.receiver };
  const id = lowerFunction(lowering, place, node, options);
  return { kind: 'function', start, end, scope: place.scope, function: id };
}

/** Any function, method or accessor. */
export function lowerFunction(
  lowering: Lowering,
  place: Place,
  node: FunctionSyntax | ArrowFunctionExpression,
  options: FunctionOptions,
): FunctionId {
  const { id, opened, inner } = openFunction(lowering, place, options);
  if (node.type === 'FunctionExpression' && node.id !== null) {
    const { start, end } = node;
    const value: Expr = { kind: 'function', start, end, scope: inner.scope, function: id };
    declare(lowering, inner, inner.scope, node.id.name, { value, at: node.id.start });
  }
  declareTypeParameters(lowering, inner, node.typeParameters);
  opened.parameters = lowerParameters(lowering, inner, id, node.params);
  const returnType = node.returnType?.typeAnnotation;
  const type = returnType === undefined ? undefined : lowering.type(inner, returnType);
  if (type !== undefined) opened.returnType = type;
  lowerBody(lowering, inner, opened, node.body);
  return id;
}

function openFunction(
  lowering: Lowering,
  place: Place,
  options: FunctionOptions,
): { readonly id: FunctionId; readonly opened: OpenFunction; readonly inner: Place } {
  const id = lowering.functions.length;
  const scope = openScope(lowering, { parent: place.scope, kind: 'function', function: id });
  const opened: OpenFunction = {
    name: options.name,
    extent: options.extent,
    scope,
    declaredIn: place.scope,
    parameters: [],
    returns: [],
    yields: [],
    decorators: options.decorators ?? [],
  };
  if (options.class !== undefined) opened.class = options.class;
  if (options.member !== undefined) opened.member = options.member;
  if (place.function !== undefined) opened.parent = place.function;
  lowering.functions.push(opened);
  const inner = { scope, hoist: scope, function: id, branch: [], receiver: options.receiver };
  return { id, opened, inner };
}

function lowerBody(
  lowering: Lowering,
  inner: Place,
  opened: OpenFunction,
  body: ArrowFunctionExpression['body'] | null,
): void {
  if (body === null) return;
  if (body.type !== 'BlockStatement') {
    opened.returns.push(lowering.expression(inner, body));
    return;
  }
  endStatementAt(lowering, body.start);
  const outer = lowering.openStatement;
  for (const statement of body.body) lowering.statement(inner, statement);
  lowering.openStatement = outer;
}

/** A suppression above a statement does not silence the bodies written into it. */
export function endStatementAt(lowering: Lowering, bodyStart: number): void {
  const { openStatement } = lowering;
  if (openStatement !== undefined && openStatement.end > bodyStart) openStatement.end = bodyStart;
}
