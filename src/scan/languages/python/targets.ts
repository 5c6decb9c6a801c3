import type { Expr } from '../../ir.ts';
import { bind, textOf, type Lowering, type NewBinding, type Place } from './lowering.ts';
import { constantText } from './literals.ts';
import { lowerKey } from './subscripts.ts';
import type { Syntax } from './syntax.ts';

/** Gives the value to whatever stands left of `=`, after `for` or after `as`. */
export function bindTarget(lowering: Lowering, place: Place, target: Syntax, binding: NewBinding): void {
  switch (target.type) {
    case 'identifier':
      bindName(lowering, place, target, binding);
      return;
    case 'attribute':
      assignMember(
        lowering,
        place,
        target,
        textOf(lowering, target.children[1] ?? { start: 0, end: 0 }),
        binding,
      );
      return;
    case 'subscript':
      assignKey(lowering, place, target, binding);
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'expression_list':
    case 'tuple':
    case 'list':
      bindParts(lowering, place, target, binding);
      return;
    case 'as_pattern_target':
    case 'parenthesized_expression':
      for (const inner of target.children) bindTarget(lowering, place, inner, binding);
      return;
    case 'list_splat':
    case 'list_splat_pattern':
      bindRest(lowering, place, target, binding);
      return;
    default:
      lowering.expression(place, target);
  }
}

function bindName(lowering: Lowering, place: Place, target: Syntax, binding: NewBinding): void {
  const name = textOf(lowering, target);
  bind(lowering, place, name, binding);
  if (place.classBody === undefined) return;
  const { value, type } = binding;
  lowering.classes[place.classBody]?.fields.push({
    name,
    at: target.start,
    ...(isDeclarationOnly(value) ? {} : { value }),
    ...(type === undefined ? {} : { type }),
  });
}

/** `name: Type` declares a field without a value. */
function isDeclarationOnly(value: Expr): boolean {
  return value.kind === 'opaque' && value.inside.length === 0 && value.start === value.end;
}

function assignMember(
  lowering: Lowering,
  place: Place,
  target: Syntax,
  property: string,
  { value, at, type }: NewBinding,
): void {
  const object = lowering.expression(place, target.children[0]);
  const assignment = { object, property, value, at, branch: place.branch };
  lowering.memberAssignments.push(type === undefined ? assignment : { ...assignment, type });
}

/** What `MemberAssignmentIr` writes for a key that is not constant. */
const UNKNOWN_KEY = '[]';

function assignKey(lowering: Lowering, place: Place, target: Syntax, binding: NewBinding): void {
  const key = lowerKey(lowering, place, target);
  const property = (key === undefined ? undefined : constantText(key)) ?? UNKNOWN_KEY;
  assignMember(lowering, place, target, property, binding);
}

/** `a, *b, c = value`; parts after a starred one are items at an unknown index. */
function bindParts(lowering: Lowering, place: Place, target: Syntax, binding: NewBinding): void {
  let counted = true;
  target.children.forEach((part, index) => {
    if (isStarred(part)) counted = false;
    const value = counted ? partOf(place, part, binding.value, index) : partOf(place, part, binding.value);
    bindTarget(lowering, place, part, { value, at: binding.at });
  });
}

function isStarred(part: Syntax): boolean {
  return part.type === 'list_splat_pattern' || part.type === 'list_splat';
}

/** `a, b = x, y` gives each its own value; other values are taken apart. */
function partOf(place: Place, part: Syntax, object: Expr, index?: number): Expr {
  const { start, end } = part;
  const { scope } = place;
  if (index === undefined) return { kind: 'item', start, end, scope, object };
  const written = object.kind === 'list' ? object.items[index] : undefined;
  if (written !== undefined && object.kind === 'list' && !object.items.some(isSpread)) return written;
  return { kind: 'item', start, end, scope, object, index };
}

/** An item without index inside a written list comes from `*xs`; a subscript gives one too, which costs nothing here. */
function isSpread(item: Expr): boolean {
  return item.kind === 'item' && item.index === undefined;
}

function bindRest(lowering: Lowering, place: Place, target: Syntax, binding: NewBinding): void {
  const { start, end } = target;
  const value: Expr = { kind: 'list', start, end, scope: place.scope, items: [binding.value] };
  for (const inner of target.children) bindTarget(lowering, place, inner, { value, at: binding.at });
}
