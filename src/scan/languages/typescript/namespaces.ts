import type { TSGlobalDeclaration, TSModuleDeclaration } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { declare, inBlockScope, type Lowering, type NamespaceEntry, type Place } from './lowering.ts';

/** `namespace Name { .. }`: an object of what is exported in it. What `declare` describes is elsewhere. */
export function lowerNamespace(
  lowering: Lowering,
  place: Place,
  node: TSModuleDeclaration | TSGlobalDeclaration,
): void {
  const { id, body, declare: isAmbient, start, end } = node;
  if (body === null || isAmbient || id.type === 'Literal') return;
  const scope = inBlockScope(lowering, place);
  const inner: Place = { ...scope, hoist: scope.scope, receiver: undefined };
  const outer = lowering.namespace;
  const members: NamespaceEntry[] = [];
  lowering.namespace = members;
  for (const statement of body.body) lowering.statement(inner, statement);
  lowering.namespace = outer;
  const names = namesIn(id);
  let value: Expr = { kind: 'object', start, end, scope: place.scope, entries: members, spreads: [] };
  for (let index = names.length - 1; index > 0; index -= 1) {
    const entries: readonly { readonly key: string | undefined; readonly value: Expr }[] = [
      { key: names[index], value },
    ];
    value = { kind: 'object', start, end, scope: place.scope, entries, spreads: [] };
  }
  declare(lowering, place, place.scope, names[0] ?? '', { value, at: id.start });
}

/** `a.b.c`. */
function namesIn(id: Exclude<TSModuleDeclaration['id'], { type: 'Literal' }>): readonly string[] {
  const names: string[] = [];
  let rest: typeof id | { readonly type: 'ThisExpression' } = id;
  while (rest.type === 'TSQualifiedName') {
    names.unshift(rest.right.name);
    rest = rest.left;
  }
  if (rest.type === 'Identifier') names.unshift(rest.name);
  return names;
}
