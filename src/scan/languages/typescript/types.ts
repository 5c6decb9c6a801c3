import type { TSImportType, TSTupleElement, TSTypeName, TSTypeQuery, TSTypeReference } from 'oxc-parser';
import type { Expr, TypeRef } from '../../ir.ts';
import { memberExpr, nameExpr, receiverExpr, type Lowering, type Place } from './lowering.ts';

/** What the generic types of the language say about their arguments. */
type Reading = 'first' | 'items' | 'values' | 'instance' | 'returned' | 'nothing';

const READINGS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ...[
    ...[
      'Promise',
      'PromiseLike',
      'Awaited',
      'Readonly',
      'Required',
      'Partial',
      'NonNullable',
      'Omit',
      'Pick',
    ],
    ...['Exclude', 'Extract', 'NoInfer', 'WeakRef'],
  ].map((name) => [name, 'first'] as const),
  ...[
    ...[
      'Array',
      'ReadonlyArray',
      'Set',
      'ReadonlySet',
      'Iterable',
      'Iterator',
      'IterableIterator',
      'Generator',
    ],
    ...['AsyncIterable', 'AsyncIterator', 'AsyncIterableIterator', 'AsyncGenerator'],
  ].map((name) => [name, 'items'] as const),
  ...['Map', 'ReadonlyMap', 'WeakMap', 'Record'].map((name) => [name, 'values'] as const),
  ['InstanceType', 'instance'],
  ['ReturnType', 'returned'],
  ['Parameters', 'nothing'],
  ['ConstructorParameters', 'nothing'],
]);

/** Reads an annotation; `undefined` when it names nothing that could be followed. */
export function lowerType(lowering: Lowering, place: Place, node: TSTupleElement): TypeRef | undefined {
  switch (node.type) {
    case 'TSTypeReference':
      return lowerReference(lowering, place, node);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return unionOf(node.types.map((type) => lowerType(lowering, place, type)));
    case 'TSArrayType':
      return itemsOf(lowerType(lowering, place, node.elementType));
    case 'TSTupleType':
      return itemsOf(unionOf(node.elementTypes.map((type) => lowerType(lowering, place, type))));
    case 'TSNamedTupleMember':
      return lowerType(lowering, place, node.elementType);
    case 'TSParenthesizedType':
      return lowerType(lowering, place, node.typeAnnotation);
    case 'TSTypeOperator':
      return node.operator === 'readonly' ? lowerType(lowering, place, node.typeAnnotation) : undefined;
    case 'TSTypeQuery':
      return lowerTypeOf(place, node);
    case 'TSImportType':
      return { instanceOf: [importedName(place, node, true)] };
    case 'TSTypeLiteral': {
      if (node.members.length === 0) return undefined;
      const { start, end } = node;
      const owner = { name: undefined, extent: { start, end }, bases: [], members: node.members };
      const id = lowering.typeMembers(place, owner);
      return { instanceOf: [{ kind: 'class', start, end, scope: place.scope, class: id }] };
    }
    case 'TSThisType': {
      const { receiver } = place;
      if (receiver === undefined || receiver.kind === 'object') return undefined;
      const { start, end } = node;
      return { instanceOf: [{ kind: 'class', start, end, scope: place.scope, class: receiver.class }] };
    }
    case 'TSConditionalType':
      return unionOf([lowerType(lowering, place, node.trueType), lowerType(lowering, place, node.falseType)]);
    case 'TSOptionalType':
      return lowerType(lowering, place, node.typeAnnotation);
    case 'TSRestType': {
      const rest = lowerType(lowering, place, node.typeAnnotation);
      return rest?.items ?? rest;
    }
    default:
      return undefined;
  }
}

function lowerReference(lowering: Lowering, place: Place, node: TSTypeReference): TypeRef | undefined {
  const { typeName, typeArguments } = node;
  if (typeName.type === 'ThisExpression') return undefined;
  const reading = typeName.type === 'Identifier' ? READINGS.get(typeName.name) : undefined;
  const written = typeArguments?.params ?? [];
  const [first, second] = written;
  switch (reading) {
    case 'first':
      return first === undefined ? undefined : lowerType(lowering, place, first);
    case 'items':
      return first === undefined ? undefined : itemsOf(lowerType(lowering, place, first));
    case 'values':
      return second === undefined ? undefined : itemsOf(lowerType(lowering, place, second));
    case 'instance': {
      const same = first === undefined ? undefined : lowerType(lowering, place, first)?.sameAs;
      return same === undefined ? undefined : { instanceOf: same };
    }
    case 'returned': {
      const called = first === undefined ? undefined : lowerType(lowering, place, first)?.sameAs;
      if (called === undefined) return undefined;
      return { instanceOf: [], sameAs: called.map((callee) => callOf(place, callee)) };
    }
    case 'nothing':
      return undefined;
    case undefined:
      return { instanceOf: [qualifiedName(place, typeName)] };
  }
}

/** `ReturnType<typeof connect>` is what a call would give; nothing is called there, so it is not among the calls. */
function callOf(place: Place, callee: Expr): Expr {
  const { start, end } = callee;
  return {
    kind: 'call',
    start,
    end,
    scope: place.scope,
    callee,
    arguments: [],
    isNew: false,
    function: place.function,
    branch: place.branch,
  };
}

function lowerTypeOf(place: Place, node: TSTypeQuery): TypeRef {
  const { exprName } = node;
  const value =
    exprName.type === 'TSImportType' ? importedName(place, exprName, false) : qualifiedName(place, exprName);
  return { instanceOf: [], sameAs: [value] };
}

/** `import('openai').OpenAI`. */
function importedName(place: Place, node: TSImportType, typeOnly: boolean): Expr {
  const { start, end } = node;
  const names: string[] = [];
  let rest = node.qualifier;
  while (rest?.type === 'TSQualifiedName') {
    names.unshift(rest.right.name);
    rest = rest.left;
  }
  if (rest !== null) names.unshift(rest.name);
  const [name, ...members] = names;
  const imported: Expr = {
    kind: 'import',
    start,
    end,
    scope: place.scope,
    specifier: node.source.value,
    ...(name === undefined ? {} : { name }),
    ...(typeOnly ? { typeOnly } : {}),
  };
  return members.reduce<Expr>((object, member) => memberExpr(place, node, object, member), imported);
}

/** `A`, `a.B.C` in the place of a type, as the expression that the same text would be. */
export function qualifiedName(place: Place, node: TSTypeName): Expr {
  switch (node.type) {
    case 'Identifier':
      return nameExpr(place, node, node.name);
    case 'TSQualifiedName':
      return memberExpr(place, node, qualifiedName(place, node.left), node.right.name);
    case 'ThisExpression':
      return receiverExpr(place, node) ?? nameExpr(place, node, 'this');
  }
}

export function unionOf(types: readonly (TypeRef | undefined)[]): TypeRef | undefined {
  const named = types.filter((type) => type !== undefined);
  if (named.length <= 1) return named[0];
  const sameAs = named.flatMap((type) => type.sameAs ?? []);
  const items = unionOf(named.map((type) => type.items));
  return {
    instanceOf: named.flatMap((type) => type.instanceOf),
    ...(sameAs.length === 0 ? {} : { sameAs }),
    ...(items === undefined ? {} : { items }),
  };
}

function itemsOf(items: TypeRef | undefined): TypeRef | undefined {
  return items === undefined ? undefined : { instanceOf: [], items };
}
