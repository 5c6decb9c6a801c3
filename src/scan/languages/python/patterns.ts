import type { Expr, TypeRef } from '../../ir.ts';
import { constantText } from './literals.ts';
import { bind, opaque, textOf, type Lowering, type Place } from './lowering.ts';
import { itemOf } from './comprehensions.ts';
import { childOf, type Syntax } from './syntax.ts';

/** Binds the names that a `case` pattern captures from `subject`. */
export function bindPattern(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  switch (node.type) {
    case 'case_pattern':
    case 'union_pattern':
      for (const child of node.children) bindPattern(lowering, place, child, subject);
      return;
    case 'as_pattern':
      bindAs(lowering, place, node, subject);
      return;
    case 'dotted_name':
      bindCapture(lowering, place, node, subject);
      return;
    case 'list_pattern':
    case 'tuple_pattern':
      bindSequence(lowering, place, node, subject);
      return;
    case 'dict_pattern':
      bindMapping(lowering, place, node, subject);
      return;
    case 'class_pattern':
      bindClassPattern(lowering, place, node, subject);
      return;
    case 'keyword_pattern':
      bindKeyword(lowering, place, node, subject);
      return;
    case 'splat_pattern':
      for (const child of node.children)
        bindPattern(lowering, place, { ...child, type: 'dotted_name' }, subject);
      return;
    default:
      lowering.expression(place, node);
  }
}

function bindAs(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  const [pattern, nameNode] = node.children;
  if (pattern !== undefined) bindPattern(lowering, place, pattern, subject);
  if (nameNode === undefined) return;
  const classes = classPatternsIn(pattern).map((name) => dottedExpr(lowering, place, name));
  const type: TypeRef | undefined = classes.length === 0 ? undefined : { instanceOf: classes };
  bind(lowering, place, textOf(lowering, nameNode), { value: subject, at: nameNode.start, type });
}

/** The names of the classes that `pattern` asks for: `A() | B()`. */
function classPatternsIn(pattern: Syntax | undefined): readonly Syntax[] {
  switch (pattern?.type) {
    case 'case_pattern':
    case 'union_pattern':
      return pattern.children.flatMap(classPatternsIn);
    case 'class_pattern':
      return pattern.children.slice(0, 1);
    default:
      return [];
  }
}

function dottedExpr(lowering: Lowering, place: Place, node: Syntax): Expr {
  const { start, end } = node;
  const { scope, branch } = place;
  const [first = '', ...rest] = textOf(lowering, node).split('.');
  const name: Expr = { kind: 'name', start, end: start + first.length, scope, name: first, branch };
  return rest.reduce<Expr>(
    (object, property) => ({ kind: 'member', start, end, scope, object, property }),
    name,
  );
}

/** A plain name captures; `_` and dotted names do not. */
function bindCapture(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  const name = textOf(lowering, node);
  if (name === '_' || name.includes('.')) return;
  bind(lowering, place, name, { value: subject, at: node.start });
}

function bindSequence(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  let counted = true;
  node.children.forEach((child, index) => {
    const item = itemOf(place, child, subject);
    const isRest = child.type === 'splat_pattern' || childOf(child, 'splat_pattern') !== undefined;
    if (isRest) counted = false;
    bindPattern(lowering, place, child, counted ? { ...item, index } : item);
  });
}

/** `{"key": pattern}`: keys and patterns take turns, `**rest` stands alone. */
function bindMapping(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  let key: Expr | undefined;
  for (const child of node.children) {
    if (child.type === 'splat_pattern') {
      bindPattern(lowering, place, child, subject);
    } else if (key === undefined) {
      key = lowering.expression(place, child);
    } else {
      bindPattern(lowering, place, child, memberOf(place, child, subject, constantText(key)));
      key = undefined;
    }
  }
}

function memberOf(place: Place, part: Syntax, object: Expr, property: string | undefined): Expr {
  if (property === undefined) return itemOf(place, part, object);
  return { kind: 'member', start: part.start, end: part.end, scope: place.scope, object, property };
}

/** `Point(x, label=text)`: what positions mean is for the class to say. */
function bindClassPattern(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  for (const child of node.children.slice(1)) {
    const keyword = childOf(child, 'keyword_pattern');
    if (keyword === undefined) bindPattern(lowering, place, child, opaque(place, child, [subject]));
    else bindKeyword(lowering, place, keyword, subject);
  }
}

function bindKeyword(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  const [nameNode, pattern] = node.children;
  if (nameNode === undefined || pattern === undefined) return;
  bindPattern(lowering, place, pattern, memberOf(place, pattern, subject, textOf(lowering, nameNode)));
}
