import type { Expr } from '../../ir.ts';
import { lowerAssignment } from './assignments.ts';
import { lowerCall } from './calls.ts';
import { lowerComprehension, lowerDictComprehension } from './comprehensions.ts';
import { lowerLambda } from './functions.ts';
import { lowerDictionary, lowerList } from './literals.ts';
import { bind, lowerAll, opaque, owningScope, textOf, type Lowering, type Place } from './lowering.ts';
import { isOperation, lowerOperations, operatorFamily } from './operators.ts';
import { lowerString } from './strings.ts';
import { lowerSubscript } from './subscripts.ts';
import { isStatement } from './statement-types.ts';
import { continuesChain, type Syntax } from './syntax.ts';
import { bindTarget } from './targets.ts';

/** Deeper than any expression a person writes, and shallow enough to be walked with the default stack. */
const DEEPEST_EXPRESSION = 400;

/**
 * Lowers one expression. A chain to the left (`a.b().c + d`) is followed in a loop, so the stack grows only with
 * brackets.
 * INVARIANT: no expression in the result is nested deeper than DEEPEST_EXPRESSION; where one would be, it is lowered on
 * its own, for its calls and bindings, and an empty `opaque` stands for it.
 */
export function lowerExpression(lowering: Lowering, place: Place, node: Syntax | undefined): Expr {
  if (node === undefined) return opaque(place, { start: 0, end: 0 }, []);
  const outerDepth = lowering.depth;
  const depth = outerDepth + 1;
  const expr = continuesChain(node)
    ? lowerChain(lowering, place, node, depth)
    : lowerStart(lowering, place, node, depth);
  lowering.depth = outerDepth;
  return expr;
}

function lowerStart(lowering: Lowering, place: Place, node: Syntax, depth: number): Expr {
  lowering.depth = depth % DEEPEST_EXPRESSION;
  return cutAtDepth(lowering, place, lowerPlain(lowering, place, node));
}

function cutAtDepth(lowering: Lowering, place: Place, expr: Expr): Expr {
  return lowering.depth === 0 ? opaque(place, expr, []) : expr;
}

/** Lowers a chain; `depth` is that of `node`, its last link. */
function lowerChain(lowering: Lowering, place: Place, node: Syntax, depth: number): Expr {
  const { first, steps } = stepsOf(lowering.text, node);
  let expr =
    first === undefined ? opaque(place, node, []) : lowerStart(lowering, place, first, depth + steps.length);
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    lowering.depth = (depth + index) % DEEPEST_EXPRESSION;
    expr = cutAtDepth(lowering, place, lowerStep(lowering, place, steps[index] ?? [], expr));
  }
  return expr;
}

/** The start of the chain and its steps, the outermost first: a link, or operations that make one flat list. */
function stepsOf(text: string, node: Syntax): { first: Syntax | undefined; steps: readonly Syntax[][] } {
  const steps: Syntax[][] = [];
  let current: Syntax | undefined = node;
  while (current !== undefined && continuesChain(current)) {
    const step: Syntax[] = [current];
    if (isOperation(current)) {
      const family = operatorFamily(text, current);
      let left: Syntax | undefined = current.children[0];
      while (isOperation(left) && operatorFamily(text, left) === family) {
        step.push(left);
        left = left.children[0];
      }
    }
    steps.push(step.reverse());
    current = step[0]?.children[0];
  }
  return { first: current, steps };
}

function lowerStep(lowering: Lowering, place: Place, step: readonly Syntax[], left: Expr): Expr {
  const [link] = step;
  switch (link?.type) {
    case undefined:
      return left;
    case 'attribute':
      return memberOf(place, link, left, textOf(lowering, link.children[1] ?? { start: 0, end: 0 }));
    case 'call':
      return lowerCall(lowering, place, link, left);
    case 'subscript':
      return lowerSubscript(lowering, place, link, left);
    default:
      return lowerOperations(lowering, place, step, left);
  }
}

function memberOf(place: Place, node: Syntax, object: Expr, name: string): Expr {
  const property = name === '__init__' ? 'constructor' : name;
  return { kind: 'member', start: node.start, end: node.end, scope: place.scope, object, property };
}

function lowerPlain(lowering: Lowering, place: Place, node: Syntax): Expr {
  const { start, end } = node;
  const { scope } = place;
  switch (node.type) {
    case 'identifier':
      return lowerName(lowering, place, node);
    case 'string':
    case 'concatenated_string':
      return lowerString(lowering, place, node);
    case 'integer':
    case 'float':
      return {
        kind: 'constant',
        start,
        end,
        scope,
        value: Number(textOf(lowering, node).replaceAll('_', '')),
      };
    case 'true':
    case 'false':
      return { kind: 'constant', start, end, scope, value: node.type === 'true' };
    case 'none':
      return { kind: 'constant', start, end, scope, value: null };
    case 'await':
    case 'parenthesized_expression':
    case 'type':
    case 'as_pattern_target':
    case 'chevron':
      return lowerTransparent(lowering, place, node);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return lowerList(lowering, place, node);
    case 'list_splat':
    case 'list_splat_pattern':
      return { kind: 'item', start, end, scope, object: lowering.expression(place, node.children[0]) };
    case 'dictionary':
      return lowerDictionary(lowering, place, node);
    case 'dictionary_comprehension':
      return lowerDictComprehension(lowering, place, node);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return lowerComprehension(lowering, place, node);
    case 'lambda':
      return lowerLambda(lowering, place, node);
    case 'conditional_expression':
      return lowerConditional(lowering, place, node);
    case 'named_expression':
      return lowerWalrus(lowering, place, node);
    case 'assignment':
      return lowerAssignment(lowering, place, node);
    case 'as_pattern':
      return lowerAs(lowering, place, node);
    case 'yield':
      return lowerYield(lowering, place, node);
    case 'unary_operator':
      return lowerUnary(lowering, place, node);
    case 'comparison_operator':
      return lowerComparison(lowering, place, node);
    default:
      return lowerOther(lowering, place, node);
  }
}

function lowerName(lowering: Lowering, place: Place, node: Syntax): Expr {
  const { start, end } = node;
  const name = textOf(lowering, node);
  const { receiver, branch } = place;
  const scope = owningScope(lowering, place.scope, name);
  if (receiver !== undefined && receiver.name === name) {
    return { kind: receiver.kind, start, end, scope, class: receiver.class };
  }
  return { kind: 'name', start, end, scope, name, branch };
}

/** The value of the node is that of its one child. */
function lowerTransparent(lowering: Lowering, place: Place, node: Syntax): Expr {
  const inside = lowerAll(lowering, place, node.children);
  return inside.length === 1 && inside[0] !== undefined ? inside[0] : opaque(place, node, inside);
}

/** `a if test else b`; the test comes second. */
function lowerConditional(lowering: Lowering, place: Place, node: Syntax): Expr {
  const { start, end } = node;
  const inside = lowerAll(lowering, place, node.children);
  return {
    kind: 'choice',
    start,
    end,
    scope: place.scope,
    options: inside.filter((_, index) => index !== 1),
  };
}

function lowerComparison(lowering: Lowering, place: Place, node: Syntax): Expr {
  const inside = lowerAll(lowering, place, node.children);
  const compared = opaque(place, node, inside);
  const [first, second] = node.children;
  const between = lowering.text.slice(first?.end ?? node.start, second?.start ?? node.start);
  if (/\bin\b/.test(between)) lowering.memberTests.push(compared);
  return compared;
}

function lowerWalrus(lowering: Lowering, place: Place, node: Syntax): Expr {
  const [target, valueNode] = node.children;
  const value = lowering.expression(place, valueNode);
  if (target !== undefined) {
    const scope = statementScope(lowering, place);
    bind(lowering, { ...place, scope }, textOf(lowering, target), { value, at: node.end });
  }
  return value;
}

/** Comprehensions have a scope of their own, but `:=` inside them binds outside. */
function statementScope(lowering: Lowering, place: Place): number {
  let current = place.scope;
  for (;;) {
    const scope = lowering.scopes[current];
    if (scope?.kind !== 'block' || scope.parent === undefined) return current;
    current = scope.parent;
  }
}

function lowerAs(lowering: Lowering, place: Place, node: Syntax): Expr {
  const [valueNode, target] = node.children;
  const value = lowering.expression(place, valueNode);
  if (target !== undefined) bindTarget(lowering, place, target, { value, at: target.start });
  return value;
}

function lowerYield(lowering: Lowering, place: Place, node: Syntax): Expr {
  const value = lowerTransparent(lowering, place, node);
  const { start, end } = node;
  const delegates = /^yield\s+from\b/.test(lowering.text.slice(start, start + 'yield from'.length + 40));
  if (place.function !== undefined && node.children.length > 0) {
    const given: Expr = delegates ? { kind: 'item', start, end, scope: place.scope, object: value } : value;
    lowering.functions[place.function]?.yields.push(given);
  }
  return delegates ? opaque(place, node, [value]) : value;
}

function lowerUnary(lowering: Lowering, place: Place, node: Syntax): Expr {
  const inside = lowerAll(lowering, place, node.children);
  const [value] = inside;
  if (value?.kind === 'constant' && typeof value.value === 'number' && lowering.text[node.start] === '-') {
    return { ...value, start: node.start, value: -value.value };
  }
  return opaque(place, node, inside);
}

/** Comparisons, slices and whatever the grammar has beside: only what stands inside matters. */
function lowerOther(lowering: Lowering, place: Place, node: Syntax): Expr {
  if (isStatement(node.type)) {
    lowering.statement(place, node);
    return opaque(place, node, []);
  }
  return opaque(place, node, lowerAll(lowering, place, node.children));
}
