import type { Expr, ItemExpr } from '../../ir.ts';
import { lowerPair } from './literals.ts';
import { lookupScope, openScope, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';
import { bindTarget } from './targets.ts';

/** List, set and generator comprehensions: a list of which the body is every item. */
export function lowerComprehension(lowering: Lowering, place: Place, node: Syntax): Expr {
  const inner = lowerClauses(lowering, place, node);
  const items = node.children.slice(0, 1).map((body) => lowering.expression(inner, body));
  return { kind: 'list', start: node.start, end: node.end, scope: place.scope, items };
}

export function lowerDictComprehension(lowering: Lowering, place: Place, node: Syntax): Expr {
  const inner = lowerClauses(lowering, place, node);
  const [body] = node.children;
  const entry = body?.type === 'pair' ? [lowerPair(lowering, inner, body)] : [];
  const spreads = body === undefined || body.type === 'pair' ? [] : [lowering.expression(inner, body)];
  return { kind: 'object', start: node.start, end: node.end, scope: place.scope, entries: entry, spreads };
}

/** Binds the variables of the clauses; gives the place in which the body runs. */
function lowerClauses(lowering: Lowering, place: Place, node: Syntax): Place {
  const scope = openScope(lowering, {
    parent: lookupScope(lowering, place.scope),
    kind: 'block',
    function: place.function,
  });
  const inner: Place = { ...place, scope, classBody: undefined };
  let iterablePlace = place;
  for (const clause of node.children.slice(1)) {
    if (clause.type === 'for_in_clause') {
      lowerForClause(lowering, inner, iterablePlace, clause);
      iterablePlace = inner;
    } else {
      lowering.expression(inner, clause);
    }
  }
  return inner;
}

function lowerForClause(lowering: Lowering, inner: Place, iterablePlace: Place, clause: Syntax): void {
  const [target, ...iterables] = clause.children;
  const values = iterables.map((iterable) => lowering.expression(iterablePlace, iterable));
  const [object] = values;
  if (target === undefined) return;
  const value = object === undefined ? lowering.expression(inner, undefined) : itemOf(inner, target, object);
  bindTarget(lowering, inner, target, { value, at: target.start });
}

/** An element of `object`, given to the loop variable `target`. */
export function itemOf(place: Place, target: Syntax, object: Expr): ItemExpr {
  return { kind: 'item', start: target.start, end: target.end, scope: place.scope, object };
}
