import type { Expr } from '../../ir.ts';
import {
  bind,
  lookupScope,
  openScope,
  textOf,
  type Lowering,
  type OpenClass,
  type Place,
} from './lowering.ts';
import { lowerArgument } from './calls.ts';
import { childOf, type Syntax } from './syntax.ts';

/** `class Name(Base, keyword=..): ..`; binds the name. The body runs where the class stands, in its own scope. */
export function lowerClass(
  lowering: Lowering,
  place: Place,
  node: Syntax,
  decorators: readonly Expr[],
): void {
  const nameNode = childOf(node, 'identifier');
  const name = nameNode === undefined ? '' : textOf(lowering, nameNode);
  const { start, end } = node;
  const id = lowering.classes.length;
  const opened: OpenClass = {
    name,
    extent: { start, end },
    declaredIn: place.scope,
    bases: [],
    decorators,
    fields: [],
    methods: [],
  };
  lowering.classes.push(opened);
  opened.bases = lowerBases(lowering, place, childOf(node, 'argument_list'));
  const value: Expr = { kind: 'class', start, end, scope: place.scope, class: id };
  bind(lowering, place, name, { value, at: nameNode?.start ?? start });
  const scope = openScope(lowering, {
    parent: lookupScope(lowering, place.scope),
    kind: 'class',
    function: place.function,
  });
  const body: Place = { ...place, scope, classBody: id };
  for (const child of node.children) {
    if (child.type === 'block') lowering.statement(body, child);
    else if (child.type === 'type_parameter') lowering.expression(place, child);
  }
}

/** The base classes; keywords such as `metaclass=` are read for their calls only. */
function lowerBases(lowering: Lowering, place: Place, node: Syntax | undefined): readonly Expr[] {
  return (node?.children ?? [])
    .map((child) => lowerArgument(lowering, place, child))
    .filter(({ name, spread }) => name === undefined && spread === undefined)
    .map(({ value }) => value);
}
