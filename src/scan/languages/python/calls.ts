import type { ArgumentIr, CallExpr, Expr } from '../../ir.ts';
import { textOf, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

/** Records the call and gives its value, which for `super()` is `super`. */
export function lowerCall(lowering: Lowering, place: Place, node: Syntax, callee: Expr): Expr {
  const { start, end } = node;
  const { scope, branch } = place;
  const call: CallExpr = {
    kind: 'call',
    start,
    end,
    scope,
    callee,
    arguments: lowerArguments(lowering, place, node.children[1]),
    isNew: false,
    function: place.function,
    branch,
  };
  if (!lowering.quoted) lowering.calls.push(call);
  if (callee.kind === 'name' && callee.name === 'super' && place.receiver !== undefined) {
    return { kind: 'super', start, end, scope, class: place.receiver.class };
  }
  return call;
}

function lowerArguments(lowering: Lowering, place: Place, node: Syntax | undefined): readonly ArgumentIr[] {
  if (node === undefined) return [];
  if (node.type !== 'argument_list') return [{ value: lowering.expression(place, node) }];
  return node.children.map((child) => lowerArgument(lowering, place, child));
}

export function lowerArgument(lowering: Lowering, place: Place, node: Syntax): ArgumentIr {
  const [first, second] = node.children;
  switch (node.type) {
    case 'keyword_argument':
      return {
        value: lowering.expression(place, second),
        name: first === undefined ? '' : textOf(lowering, first),
      };
    case 'list_splat':
      return { value: lowering.expression(place, first), spread: 'list' };
    case 'dictionary_splat':
      return { value: lowering.expression(place, first), spread: 'map' };
    default:
      return { value: lowering.expression(place, node) };
  }
}
