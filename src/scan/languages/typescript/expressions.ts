import type { ConditionalExpression, Expression, Super, YieldExpression } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { lowerAssignment } from './assignments.ts';
import { lowerCall, lowerImport, lowerIntrinsic, lowerNew, lowerTagged } from './calls.ts';
import { lowerClass } from './classes.ts';
import { lowerArrow, lowerFunctionExpression } from './functions.ts';
import { lowerJsx } from './jsx.ts';
import { lowerArray, lowerLiteral, lowerObject, lowerTemplate } from './literals.ts';
import { nameExpr, opaque, receiverExpr, type Lowering, type Place } from './lowering.ts';
import { lowerMember } from './members.ts';
import { finishRun, isSameRun, lowerOperation, lowerUnary, mayRun } from './operators.ts';
import { itemOf } from './patterns.ts';

/** Deeper than any expression a person writes, and shallow enough to be walked with the default stack. */
const DEEPEST_EXPRESSION = 400;

/**
 * Lowers one expression. A chain to the left (`a.b().c + d`) is followed in a loop, so the stack grows only with
 * brackets.
 * INVARIANT: no expression in the result is nested deeper than DEEPEST_EXPRESSION; where one would be, it is lowered on
 * its own, for its calls and bindings, and an empty `opaque` stands for it.
 */
export function lowerExpression(lowering: Lowering, place: Place, node: Expression): Expr {
  const outer = lowering.depth;
  const depth = outer + 1;
  let expr: Expr;
  if (leftOf(node) === undefined) {
    lowering.depth = depth % DEEPEST_EXPRESSION;
    expr = lowerPlain(lowering, place, node);
    if (depth % DEEPEST_EXPRESSION === 0) expr = opaque(place, node, []);
  } else {
    expr = lowerChain(lowering, place, node, depth);
  }
  lowering.depth = outer;
  return expr;
}

/** Lowers a chain; `depth` is that of `node`, its last link. */
function lowerChain(lowering: Lowering, place: Place, node: Expression, depth: number): Expr {
  const { links } = lowering;
  const base = links.length;
  let first = node;
  let level = depth;
  for (let left = leftOf(first); left !== undefined; left = leftOf(first)) {
    links.push(first);
    if (addsLevel(first, left)) level += 1;
    first = left;
  }
  lowering.depth = level % DEEPEST_EXPRESSION;
  let expr = lowerPlain(lowering, place, first);
  if (lowering.depth === 0) expr = opaque(place, first, []);
  let inner = first;
  while (links.length > base) {
    const link = links.pop();
    if (link === undefined) break;
    if (addsLevel(link, inner)) level -= 1;
    lowering.depth = level % DEEPEST_EXPRESSION;
    expr = lowerLink(lowering, place, link, expr);
    const outer = links.length > base ? links[links.length - 1] : undefined;
    if (!isTransparent(link) && (outer === undefined || !isSameRun(outer, link))) {
      expr = finishRun(place, expr);
      if (level % DEEPEST_EXPRESSION === 0) expr = opaque(place, link, []);
    }
    inner = link;
  }
  return expr;
}

/** What a chain continues to the left of the node; `undefined` when it starts with the node. */
function leftOf(node: Expression): Expression | undefined {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
      return undefined;
    case 'MemberExpression':
      return node.object;
    case 'CallExpression':
      return node.callee;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'BinaryExpression':
      return node.left.type === 'PrivateIdentifier' ? undefined : node.left;
    case 'LogicalExpression':
      return node.left;
    case 'AwaitExpression':
    case 'UnaryExpression':
      return node.argument;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return node.expression;
    default:
      return undefined;
  }
}

/** Whether the value of the link is that of what is left of it. */
function isTransparent(link: Expression): boolean {
  switch (link.type) {
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return true;
    default:
      return false;
  }
}

function addsLevel(link: Expression, left: Expression): boolean {
  return !isTransparent(link) && !isSameRun(link, left);
}

function lowerLink(lowering: Lowering, place: Place, link: Expression, left: Expr): Expr {
  switch (link.type) {
    case 'MemberExpression':
      return lowerMember(lowering, place, link, left);
    case 'CallExpression':
      return lowerCall(lowering, place, link, left);
    case 'TaggedTemplateExpression':
      return lowerTagged(lowering, place, link, left);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return lowerOperation(lowering, place, link, left);
    case 'UnaryExpression':
      return lowerUnary(place, link, left);
    default:
      return left;
  }
}

function lowerPlain(lowering: Lowering, place: Place, node: Expression): Expr {
  switch (node.type) {
    case 'Identifier':
      if (node.name !== 'undefined') return nameExpr(place, node, node.name);
      return { kind: 'constant', start: node.start, end: node.end, scope: place.scope, value: null };
    case 'Literal':
      return lowerLiteral(place, node);
    case 'ObjectExpression':
      return lowerObject(lowering, place, node);
    case 'ArrowFunctionExpression':
      return lowerArrow(lowering, place, node);
    case 'TemplateLiteral':
      return lowerTemplate(lowering, place, node);
    case 'ThisExpression':
      return receiverExpr(place, node) ?? opaque(place, node, []);
    case 'ArrayExpression':
      return lowerArray(lowering, place, node);
    case 'NewExpression':
      return lowerNew(lowering, place, node);
    case 'ConditionalExpression':
      return lowerConditional(lowering, place, node);
    case 'AssignmentExpression':
      return lowerAssignment(lowering, place, node);
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return lowerFunctionExpression(lowering, place, node);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return lowerClass(lowering, place, node);
    case 'Super':
      return lowerSuper(place, node);
    case 'ImportExpression':
      return lowerImport(lowering, place, node);
    case 'SequenceExpression':
      return lowerSequence(lowering, place, node.expressions);
    case 'YieldExpression':
      return lowerYield(lowering, place, node);
    case 'UpdateExpression':
      return opaque(place, node, [lowering.expression(place, node.argument)]);
    case 'BinaryExpression':
      return opaque(place, node, [lowering.expression(place, node.right)]);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerJsx(lowering, place, node);
    case 'V8IntrinsicExpression':
      return lowerIntrinsic(lowering, place, node);
    default:
      return opaque(place, node, []);
  }
}

/** `a ? x : b ? y : z` is a choice of three. */
function lowerConditional(lowering: Lowering, place: Place, node: ConditionalExpression): Expr {
  const options: Expr[] = [];
  let current: Expression = node;
  while (current.type === 'ConditionalExpression') {
    lowering.expression(place, current.test);
    options.push(lowering.expression(mayRun(place, current.consequent), current.consequent));
    current = current.alternate;
  }
  options.push(lowering.expression(mayRun(place, current), current));
  const { start, end } = node;
  return { kind: 'choice', start, end, scope: place.scope, options };
}

function lowerSuper(place: Place, node: Super): Expr {
  const { receiver, scope } = place;
  if (receiver === undefined || receiver.kind === 'object') return opaque(place, node, []);
  return { kind: 'super', start: node.start, end: node.end, scope, class: receiver.class };
}

/** `a, b, c` has the value of the last. */
function lowerSequence(lowering: Lowering, place: Place, nodes: readonly Expression[]): Expr {
  const values = nodes.map((node) => lowering.expression(place, node));
  return values[values.length - 1] ?? opaque(place, { start: 0, end: 0 }, []);
}

function lowerYield(lowering: Lowering, place: Place, node: YieldExpression): Expr {
  if (node.argument === null) return opaque(place, node, []);
  const value = lowering.expression(place, node.argument);
  const yields = place.function === undefined ? undefined : lowering.functions[place.function]?.yields;
  yields?.push(node.delegate ? itemOf(place, node, value) : value);
  return node.delegate ? opaque(place, node, [value]) : value;
}
