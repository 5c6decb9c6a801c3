import type { Expr, TypeRef } from '../../ir.ts';
import { textOf, type Lowering, type Place } from './lowering.ts';
import { literalContent } from './strings.ts';
import type { Syntax } from './syntax.ts';

const NOTHING: TypeRef = { instanceOf: [] };

/** What a generic says about its arguments. */
type Reading = 'any' | 'first' | 'last' | 'itself' | 'items' | 'values' | 'first-item' | 'nothing';

const READINGS: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    any: ['Optional', 'Union'],
    first: ['Annotated', 'ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly', 'InitVar'],
    last: ['Awaitable', 'Coroutine', 'Future', 'Task'],
    itself: ['type', 'Type'],
    items: [
      ...[
        'list',
        'List',
        'tuple',
        'Tuple',
        'set',
        'Set',
        'frozenset',
        'FrozenSet',
        'deque',
        'Deque',
        'Sequence',
      ],
      ...[
        'MutableSequence',
        'Iterable',
        'Iterator',
        'Collection',
        'Reversible',
        'AsyncIterable',
        'AsyncIterator',
      ],
      ...['AbstractSet', 'MutableSet', 'ContextManager', 'AsyncContextManager', 'AbstractContextManager'],
      ...['AbstractAsyncContextManager'],
    ],
    values: ['dict', 'Dict', 'Mapping', 'MutableMapping', 'defaultdict', 'DefaultDict', 'OrderedDict'],
    'first-item': ['Generator', 'AsyncGenerator'],
    nothing: ['Literal', 'Callable'],
  } satisfies Record<Reading, readonly string[]>).flatMap(([reading, names]) =>
    names.map((name) => [name, reading as Reading] as const),
  ),
);

/**
 * Reads an annotation (or any expression in its place). Every expression in it is lowered exactly once, so that calls
 * inside `Annotated[..]` are found.
 */
export function lowerAnnotation(lowering: Lowering, place: Place, node: Syntax | undefined): TypeRef {
  if (node === undefined) return NOTHING;
  switch (node.type) {
    case 'type':
    case 'parenthesized_expression':
      return union(node.children.map((child) => lowerAnnotation(lowering, place, child)));
    case 'string':
      return lowerQuoted(lowering, place, node);
    case 'none':
    case 'ellipsis':
      return NOTHING;
    case 'union_type':
      return union(node.children.map((child) => lowerAnnotation(lowering, place, child)));
    case 'binary_operator':
      return union(alternativesOf(node).map((child) => lowerAnnotation(lowering, place, child)));
    case 'subscript':
    case 'generic_type':
      return lowerGeneric(lowering, place, node);
    case 'identifier':
    case 'attribute':
      return { instanceOf: [lowering.expression(place, node)] };
    default:
      lowering.expression(place, node);
      return NOTHING;
  }
}

/** `A | B | C` as a flat list. */
function alternativesOf(node: Syntax): readonly Syntax[] {
  const alternatives: Syntax[] = [];
  let current: Syntax | undefined = node;
  while (current?.type === 'binary_operator') {
    alternatives.push(...current.children.slice(1));
    current = current.children[0];
  }
  return current === undefined ? alternatives : [...alternatives, current].reverse();
}

function lowerGeneric(lowering: Lowering, place: Place, node: Syntax): TypeRef {
  const [head, ...rest] = node.children;
  if (head === undefined) return NOTHING;
  const written = rest.flatMap((child) => (child.type === 'type_parameter' ? child.children : [child]));
  const reading = READINGS.get(textOf(lowering, head).split('.').at(-1)?.trim() ?? '');
  if (reading === undefined) {
    for (const argument of written) lowering.expression(place, argument);
    return lowerAnnotation(lowering, place, head);
  }
  lowering.expression(place, head);
  const used = new Set(usedArguments(reading, written));
  for (const argument of written) if (!used.has(argument)) lowering.expression(place, argument);
  const meant = union([...used].map((argument) => lowerAnnotation(lowering, place, argument)));
  return applied(reading, meant);
}

function usedArguments(reading: Reading, written: readonly Syntax[]): readonly Syntax[] {
  switch (reading) {
    case 'first':
    case 'first-item':
      return written.slice(0, 1);
    case 'last':
    case 'values':
      return written.slice(-1);
    case 'nothing':
      return [];
    case 'any':
    case 'itself':
    case 'items':
      return written;
  }
}

function applied(reading: Reading, meant: TypeRef): TypeRef {
  switch (reading) {
    case 'any':
    case 'first':
    case 'last':
      return meant;
    case 'itself':
      return { instanceOf: [], sameAs: meant.instanceOf };
    case 'items':
    case 'values':
    case 'first-item':
      return { instanceOf: [], items: meant };
    case 'nothing':
      return NOTHING;
  }
}

function union(types: readonly TypeRef[]): TypeRef {
  const [first] = types;
  if (first !== undefined && types.length === 1) return first;
  const instanceOf: readonly Expr[] = types.flatMap((type) => type.instanceOf);
  const sameAs = types.flatMap((type) => type.sameAs ?? []);
  const items = types.flatMap((type) => type.items ?? []);
  return {
    instanceOf,
    ...(sameAs.length === 0 ? {} : { sameAs }),
    ...(items.length === 0 ? {} : { items: union(items) }),
  };
}

/** A string annotation: the expression in it is read, but nothing in it runs. */
function lowerQuoted(lowering: Lowering, place: Place, node: Syntax): TypeRef {
  if (node.children.length > 0) {
    lowering.expression(place, node);
    return NOTHING;
  }
  const inner = lowering.quoted ? undefined : lowering.parseExpression(literalContent(lowering.text, node));
  if (inner === undefined) return NOTHING;
  lowering.quoted = true;
  const type = lowerAnnotation(lowering, place, inner);
  lowering.quoted = false;
  return type;
}
