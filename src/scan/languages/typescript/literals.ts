import type {
  ArrayExpression,
  Expression,
  ObjectExpression,
  ObjectProperty,
  TemplateLiteral,
} from 'oxc-parser';
import type { Expr, StringExpr } from '../../ir.ts';
import { namedValue, opaque, type Lowering, type Place, type Receiver } from './lowering.ts';
import { itemOf } from './patterns.ts';
import { lowerKey } from './property-keys.ts';

type Literal = Extract<Expression, { type: 'Literal' }>;

export function lowerLiteral(place: Place, node: Literal): Expr {
  const { value, start, end } = node;
  const { scope } = place;
  switch (typeof value) {
    case 'string':
      return { kind: 'string', start, end, scope, parts: value === '' ? [] : [value] };
    case 'number':
    case 'boolean':
      return { kind: 'constant', start, end, scope, value };
    case 'bigint':
      return { kind: 'constant', start, end, scope, value: Number(value) };
    default:
      return 'regex' in node ? opaque(place, node, []) : { kind: 'constant', start, end, scope, value: null };
  }
}

export function lowerTemplate(lowering: Lowering, place: Place, node: TemplateLiteral): StringExpr {
  const parts: (string | Expr)[] = [];
  node.quasis.forEach(({ value }, index) => {
    const text = value.cooked ?? value.raw;
    if (text !== '') parts.push(text);
    const expression = node.expressions[index];
    if (expression !== undefined) parts.push(lowering.expression(place, expression));
  });
  const { start, end } = node;
  return { kind: 'string', start, end, scope: place.scope, parts: joinTexts(parts) };
}

/** Constant strings between `${` and `}` are text like the rest. */
export function joinTexts(parts: readonly (string | Expr)[]): readonly (string | Expr)[] {
  if (!parts.some((part) => typeof part !== 'string' && part.kind === 'string')) return parts;
  return parts.flatMap((part) => (typeof part !== 'string' && part.kind === 'string' ? part.parts : [part]));
}

export function lowerArray(lowering: Lowering, place: Place, node: ArrayExpression): Expr {
  const { start, end } = node;
  const { scope } = place;
  const items = node.elements.map((element): Expr => {
    if (element === null) return { kind: 'constant', start, end: start, scope, value: null };
    if (element.type !== 'SpreadElement') return lowering.expression(place, element);
    return itemOf(place, element, lowering.expression(place, element.argument));
  });
  return { kind: 'list', start, end, scope, items };
}

export function lowerObject(lowering: Lowering, place: Place, node: ObjectExpression): Expr {
  const { start, end } = node;
  const { givenObject } = lowering;
  lowering.givenObject = undefined;
  const receiver: Receiver | undefined =
    givenObject === undefined ? undefined : { kind: 'object', ...givenObject };
  const entries: { readonly key: string | undefined; readonly value: Expr }[] = [];
  const spreads: Expr[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') spreads.push(lowering.expression(place, property.argument));
    else entries.push(lowerProperty(lowering, place, property, receiver));
  }
  return { kind: 'object', start, end, scope: place.scope, entries, spreads };
}

function lowerProperty(
  lowering: Lowering,
  place: Place,
  node: ObjectProperty,
  receiver: Receiver | undefined,
): { readonly key: string | undefined; readonly value: Expr } {
  const key = lowerKey(lowering, place, node.key, node.computed);
  const { value } = node;
  if (value.type !== 'FunctionExpression') {
    return { key, value: namedValue(lowering, place, value, key) };
  }
  const { start, end } = node;
  const id = lowering.functionValue(place, value, {
    name: value.id?.name ?? key,
    extent: { start, end },
    receiver: receiver,
    ...(node.kind === 'init' ? {} : { member: node.kind === 'get' ? 'getter' : 'setter' }),
  });
  return { key, value: { kind: 'function', start, end, scope: place.scope, function: id } };
}
