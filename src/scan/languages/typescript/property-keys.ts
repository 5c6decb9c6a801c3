import type { PropertyKey } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import type { Lowering, Place } from './lowering.ts';

/** What `MemberAssignmentIr` writes for a key that is not constant. */
export const UNKNOWN_KEY = '[]';

/** The name that a key has when it is not in brackets, or when a constant is; private names keep their `#`. */
export function constantKey(key: PropertyKey, computed: boolean): string | undefined {
  switch (key.type) {
    case 'Identifier':
      return computed ? undefined : key.name;
    case 'PrivateIdentifier':
      return `#${key.name}`;
    case 'Literal':
      return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
    case 'TemplateLiteral': {
      const [only] = key.quasis;
      return key.expressions.length === 0 ? (only?.value.cooked ?? undefined) : undefined;
    }
    default:
      return undefined;
  }
}

/** Lowers what stands between brackets, for its calls; gives the name where it is constant. */
export function lowerKey(
  lowering: Lowering,
  place: Place,
  key: PropertyKey,
  computed: boolean,
): string | undefined {
  const name = constantKey(key, computed);
  if (computed && key.type !== 'PrivateIdentifier') {
    const value = lowering.expression(place, key);
    return name ?? textOf(value);
  }
  return name;
}

function textOf(value: Expr): string | undefined {
  if (value.kind !== 'string') return undefined;
  return value.parts.every((part) => typeof part === 'string') ? value.parts.join('') : undefined;
}
