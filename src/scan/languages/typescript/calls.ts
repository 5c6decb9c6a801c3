import type {
  Argument,
  CallExpression,
  ImportExpression,
  NewExpression,
  TaggedTemplateExpression,
  V8IntrinsicExpression,
} from 'oxc-parser';
import type { ArgumentIr, CallExpr, Expr, Extent } from '../../ir.ts';
import { lowerTemplate } from './literals.ts';
import { nameExpr, type Lowering, type Place } from './lowering.ts';

/** `callee(..)`; a `require` of a constant is the module it gives. */
export function lowerCall(lowering: Lowering, place: Place, node: CallExpression, callee: Expr): Expr {
  const given = lowerArguments(lowering, place, node.arguments);
  const call = recordCall(lowering, place, node, { callee, arguments: given, isNew: false });
  if (callee.kind !== 'name') return call;
  if (callee.name === 'require') return moduleNamed(place, node, given) ?? call;
  // Outside of functions `await (value)` is written like a call, and read so while nothing shows that it is a module.
  return (callee.name === 'await' ? given[0]?.value : undefined) ?? call;
}

export function lowerNew(lowering: Lowering, place: Place, node: NewExpression): Expr {
  const callee = lowering.expression(place, node.callee);
  const given = lowerArguments(lowering, place, node.arguments);
  return recordCall(lowering, place, node, { callee, arguments: given, isNew: true });
}

/** `` tag`text ${value}` `` calls `tag` with the whole text. */
export function lowerTagged(
  lowering: Lowering,
  place: Place,
  node: TaggedTemplateExpression,
  callee: Expr,
): Expr {
  const text = lowerTemplate(lowering, place, node.quasi);
  return recordCall(lowering, place, node, { callee, arguments: [{ value: text }], isNew: false });
}

/** `import('openai')`: a call of `import`, whose value is the module where its name is constant. */
export function lowerImport(lowering: Lowering, place: Place, node: ImportExpression): Expr {
  const given: ArgumentIr[] = [{ value: lowering.expression(place, node.source) }];
  if (node.options !== null) given.push({ value: lowering.expression(place, node.options) });
  const { start } = node;
  const callee = nameExpr(place, { start, end: start + 'import'.length }, 'import');
  const call = recordCall(lowering, place, node, { callee, arguments: given, isNew: false });
  return moduleNamed(place, node, given) ?? call;
}

/** `%DebugPrint(..)`, which only engines' own tests have. */
export function lowerIntrinsic(lowering: Lowering, place: Place, node: V8IntrinsicExpression): Expr {
  const callee = nameExpr(place, node.name, `%${node.name.name}`);
  const given = lowerArguments(lowering, place, node.arguments);
  return recordCall(lowering, place, node, { callee, arguments: given, isNew: false });
}

function moduleNamed(place: Place, { start, end }: Extent, given: readonly ArgumentIr[]): Expr | undefined {
  const value = given[0]?.value;
  if (value?.kind !== 'string') return undefined;
  const [specifier] = value.parts;
  if (typeof specifier !== 'string' || value.parts.length !== 1) return undefined;
  return { kind: 'import', start, end, scope: place.scope, specifier };
}

function lowerArguments(lowering: Lowering, place: Place, nodes: readonly Argument[]): readonly ArgumentIr[] {
  return nodes.map((node) =>
    node.type === 'SpreadElement'
      ? { value: lowering.expression(place, node.argument), spread: 'list' }
      : { value: lowering.expression(place, node) },
  );
}

function recordCall(
  lowering: Lowering,
  place: Place,
  { start, end }: Extent,
  { callee, arguments: given, isNew }: Pick<CallExpr, 'callee' | 'arguments' | 'isNew'>,
): CallExpr {
  const call: CallExpr = {
    kind: 'call',
    start,
    end,
    scope: place.scope,
    callee,
    arguments: given,
    isNew,
    function: place.function,
    branch: place.branch,
  };
  lowering.calls.push(call);
  return call;
}
