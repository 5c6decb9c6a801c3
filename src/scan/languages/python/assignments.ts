import type { Expr, TypeRef } from '../../ir.ts';
import { lowerAnnotation } from './annotations.ts';
import { opaque, textOf, type Lowering, type Place } from './lowering.ts';
import { stringOf } from './strings.ts';
import type { Syntax } from './syntax.ts';
import { bindTarget } from './targets.ts';

/** `a = b = value`, `a: T = value`, `a: T`; gives the value. */
export function lowerAssignment(lowering: Lowering, place: Place, node: Syntax): Expr {
  const targets: Syntax[] = [];
  let type: TypeRef | undefined;
  let valueNode: Syntax | undefined = node;
  while (valueNode?.type === 'assignment') {
    const [target, ...others]: readonly Syntax[] = valueNode.children;
    if (target !== undefined) targets.push(target);
    const annotation = others.find((child) => child.type === 'type');
    if (annotation !== undefined) type = lowerAnnotation(lowering, place, annotation);
    valueNode = others.find((child) => child.type !== 'type');
  }
  const value =
    valueNode === undefined
      ? opaque(place, { start: node.end, end: node.end }, [])
      : lowering.expression(place, valueNode);
  for (const target of targets) bindTarget(lowering, place, target, { value, at: node.end, type });
  return value;
}

/** `a += value`: joins strings; other operations give something unknown made of both. */
export function lowerAugmentedAssignment(lowering: Lowering, place: Place, node: Syntax): void {
  const [target, valueNode] = node.children;
  const value = lowering.expression(place, valueNode);
  if (target?.type !== 'identifier') {
    if (target !== undefined) lowering.expression(place, target);
    return;
  }
  const before = lowering.expression(place, target);
  const operator = lowering.text.slice(target.end, valueNode?.start ?? node.end);
  const joined =
    operator.includes('+=') && value.kind === 'string'
      ? stringOf(place, node, [before, ...value.parts])
      : opaque(place, node, [before, value], joinOperator(operator));
  bindTarget(lowering, place, target, { value: joined, at: node.end });
}

function joinOperator(written: string): string | undefined {
  if (written.includes('+=')) return '+';
  return written.includes('|=') ? '|' : undefined;
}

/** `type Name = Other`. */
export function lowerTypeAlias(lowering: Lowering, place: Place, node: Syntax): void {
  const [nameNode, valueNode] = node.children;
  const value = lowering.expression(place, valueNode);
  const name = nameNode === undefined ? '' : textOf(lowering, nameNode);
  if (!/^[^\W\d]\w*$/u.test(name)) {
    lowering.expression(place, nameNode);
    return;
  }
  bindTarget(
    lowering,
    { ...place, typeOnly: true },
    { type: 'identifier', start: nameNode?.start ?? 0, end: nameNode?.end ?? 0, children: [] },
    { value, at: node.end },
  );
}
