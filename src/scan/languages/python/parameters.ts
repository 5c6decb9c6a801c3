import type { Expr, FunctionId, ParameterIr } from '../../ir.ts';
import { lowerAnnotation } from './annotations.ts';
import { bind, textOf, type Lowering, type Place } from './lowering.ts';
import { childOf, type Syntax } from './syntax.ts';
import { bindTarget } from './targets.ts';

interface Places {
  /** Where defaults and annotations are evaluated. */
  readonly outer: Place;
  /** The scope of the function. */
  readonly inner: Place;
  readonly id: FunctionId;
}

/** Binds each parameter in the function's scope. */
export function lowerParameters(
  lowering: Lowering,
  places: Places,
  nodes: readonly Syntax[],
): readonly ParameterIr[] {
  const parameters: ParameterIr[] = [];
  let plainKind: ParameterIr['kind'] = 'positional';
  for (const node of nodes) {
    if (node.type === 'positional_separator') continue;
    if (node.type === 'keyword_separator') {
      plainKind = 'keyword-only';
      continue;
    }
    const parameter = lowerParameter(lowering, places, node, { index: parameters.length, plainKind });
    if (parameter.kind === 'rest') plainKind = 'keyword-only';
    parameters.push(parameter);
  }
  return parameters;
}

function lowerParameter(
  lowering: Lowering,
  { outer, inner, id }: Places,
  node: Syntax,
  { index, plainKind }: { readonly index: number; readonly plainKind: ParameterIr['kind'] },
): ParameterIr {
  const target = targetOf(node);
  const named = target?.type.endsWith('_splat_pattern') === true ? target.children[0] : target;
  const annotation = childOf(node, 'type');
  const type = annotation === undefined ? undefined : lowerAnnotation(lowering, outer, annotation);
  const defaultNode = node.type.endsWith('default_parameter') ? node.children.at(-1) : undefined;
  const defaultValue = defaultNode === undefined ? undefined : lowering.expression(outer, defaultNode);
  const { start, end } = node;
  const value: Expr = { kind: 'parameter', start, end, scope: inner.scope, function: id, index };
  const isName = named?.type === 'identifier';
  if (isName) bind(lowering, inner, textOf(lowering, named), { value, at: named.start, type });
  else if (named !== undefined) bindTarget(lowering, inner, named, { value, at: start });
  return {
    name: isName ? textOf(lowering, named) : undefined,
    kind: kindOf(target, plainKind),
    ...(type === undefined ? {} : { type }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
}

/** The name or pattern of a parameter, with its stars. */
function targetOf(node: Syntax): Syntax | undefined {
  switch (node.type) {
    case 'typed_parameter':
    case 'default_parameter':
    case 'typed_default_parameter':
      return node.children[0];
    default:
      return node;
  }
}

function kindOf(target: Syntax | undefined, plainKind: ParameterIr['kind']): ParameterIr['kind'] {
  if (target?.type === 'list_splat_pattern') return 'rest';
  return target?.type === 'dictionary_splat_pattern' ? 'keyword-rest' : plainKind;
}
