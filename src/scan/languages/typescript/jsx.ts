import type { JSXAttributeItem, JSXChild, JSXElement, JSXExpression, JSXFragment } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { opaque, type Lowering, type Place } from './lowering.ts';

/** What stands in the attributes and between the tags is kept. */
export function lowerJsx(lowering: Lowering, place: Place, node: JSXElement | JSXFragment): Expr {
  const inside: Expr[] = [];
  if (node.type === 'JSXElement') {
    for (const attribute of node.openingElement.attributes) addAttribute(lowering, place, attribute, inside);
  }
  for (const child of node.children) addChild(lowering, place, child, inside);
  return opaque(place, node, inside);
}

function addAttribute(lowering: Lowering, place: Place, attribute: JSXAttributeItem, inside: Expr[]): void {
  if (attribute.type === 'JSXSpreadAttribute') {
    inside.push(lowering.expression(place, attribute.argument));
    return;
  }
  const { value } = attribute;
  if (value === null || value.type === 'Literal') return;
  addChild(lowering, place, value, inside);
}

function addChild(lowering: Lowering, place: Place, child: JSXChild, inside: Expr[]): void {
  switch (child.type) {
    case 'JSXElement':
    case 'JSXFragment':
      inside.push(lowering.expression(place, child));
      return;
    case 'JSXExpressionContainer':
      addExpression(lowering, place, child.expression, inside);
      return;
    case 'JSXSpreadChild':
      addExpression(lowering, place, child.expression, inside);
      return;
    case 'JSXText':
      return;
  }
}

function addExpression(lowering: Lowering, place: Place, node: JSXExpression, inside: Expr[]): void {
  if (node.type !== 'JSXEmptyExpression') inside.push(lowering.expression(place, node));
}
