import type {
  CatchClause,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  IfStatement,
  Statement,
  SwitchStatement,
  TryStatement,
  WhileStatement,
  WithStatement,
} from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { lowerVariables } from './declarations.ts';
import { inBlockScope, inBranch, opaque, type Lowering, type Place } from './lowering.ts';
import { bindTarget, itemOf } from './patterns.ts';
import { openStatement } from './statement-extents.ts';

/** Runs a statement that may be skipped. */
function lowerBranch(lowering: Lowering, place: Place, body: Statement): void {
  lowering.statement(inBranch(place, body.start), body);
}

/** `if`, its `else if`s and `else`. */
export function lowerIf(lowering: Lowering, place: Place, node: IfStatement): void {
  let current: Statement | null = node;
  while (current?.type === 'IfStatement') {
    openStatement(lowering, current, current.test.end);
    lowering.expression(place, current.test);
    lowerBranch(lowering, place, current.consequent);
    current = current.alternate;
  }
  if (current !== null) lowerBranch(lowering, place, current);
}

export function lowerWhile(lowering: Lowering, place: Place, node: WhileStatement | DoWhileStatement): void {
  openStatement(lowering, node, node.type === 'WhileStatement' ? node.test.end : node.body.start);
  lowering.expression(place, node.test);
  lowerBranch(lowering, place, node.body);
}

export function lowerWith(lowering: Lowering, place: Place, node: WithStatement): void {
  openStatement(lowering, node, node.object.end);
  lowering.expression(place, node.object);
  lowering.statement(place, node.body);
}

export function lowerFor(lowering: Lowering, place: Place, node: ForStatement): void {
  openStatement(lowering, node, node.body.start);
  const { init, test, update, body } = node;
  const inner = init !== null && declaresHere(init) ? inBlockScope(lowering, place) : place;
  if (init?.type === 'VariableDeclaration') lowerVariables(lowering, inner, init);
  else if (init !== null) lowering.expression(inner, init);
  if (test !== null) lowering.expression(inner, test);
  if (update !== null) lowering.expression(inBranch(inner, body.start), update);
  lowerBranch(lowering, inner, body);
}

/** `for (const item of items)`, `for (const key in object)`. */
export function lowerForEach(lowering: Lowering, place: Place, node: ForOfStatement | ForInStatement): void {
  openStatement(lowering, node, node.right.end);
  const { left, right, body } = node;
  const object = lowering.expression(place, right);
  const inner = inBranch(declaresHere(left) ? inBlockScope(lowering, place) : place, body.start);
  const value: Expr =
    node.type === 'ForOfStatement' ? itemOf(inner, left, object) : opaque(inner, left, [object]);
  if (left.type !== 'VariableDeclaration') {
    bindTarget(lowering, inner, 'assigned', left, { value, at: left.start });
  } else {
    const owner = left.kind === 'var' ? inner.hoist : inner.scope;
    for (const { id } of left.declarations) bindTarget(lowering, inner, owner, id, { value, at: id.start });
  }
  lowering.statement(inner, body);
}

function declaresHere(node: { readonly type: string; readonly kind?: unknown }): boolean {
  return node.type === 'VariableDeclaration' && node.kind !== 'var';
}

/** `finally` always runs; the other parts may not, or not to their end. */
export function lowerTry(lowering: Lowering, place: Place, node: TryStatement): void {
  openStatement(lowering, node, node.block.start);
  lowerBranch(lowering, place, node.block);
  if (node.handler !== null) lowerCatch(lowering, place, node.handler);
  if (node.finalizer !== null) lowering.statement(place, node.finalizer);
}

function lowerCatch(lowering: Lowering, place: Place, { param, body }: CatchClause): void {
  let inner = inBranch(place, body.start);
  if (param !== null) {
    inner = inBlockScope(lowering, inner);
    bindTarget(lowering, inner, inner.scope, param, { value: opaque(inner, param, []), at: param.start });
  }
  lowering.statement(inner, body);
}

export function lowerSwitch(lowering: Lowering, place: Place, node: SwitchStatement): void {
  openStatement(lowering, node, node.discriminant.end);
  lowering.expression(place, node.discriminant);
  const inner = inBlockScope(lowering, place);
  for (const { test, consequent, start } of node.cases) {
    if (test !== null) lowering.expression(inner, test);
    const branch = inBranch(inner, start);
    for (const statement of consequent) lowering.statement(branch, statement);
  }
}
