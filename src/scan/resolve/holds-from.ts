import type { BindingIr, Expr } from '../ir.ts';

/** The offset from which on a binding holds: a function can be used before it is written, all else only once computed. */
export function holdsFrom({ at, value }: BindingIr): number {
  return value.kind === 'function' ? -1 : Math.max(at, endOfSource(value));
}

function endOfSource(value: Expr): number {
  switch (value.kind) {
    case 'member':
    case 'item':
      return Math.max(value.end, endOfSource(value.object));
    case 'enter':
      return Math.max(value.end, endOfSource(value.value));
    default:
      return value.kind === 'parameter' ? value.start : value.end;
  }
}
