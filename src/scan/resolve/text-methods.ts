import type { CallExpr, Expr } from '../ir.ts';
import { named, positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { constantText, joined, textsOf, textValue, type Text } from './texts.ts';
import { NONE, type Values } from './value.ts';

/** Methods that leave a text as it is, as far as an address is concerned. */
const TRIMMING = new Set([
  'strip',
  'rstrip',
  'lstrip',
  'trim',
  'trimEnd',
  'trimStart',
  'toString',
  'replace',
  'replaceAll',
  'lower',
  'toLowerCase',
  'removesuffix',
]);

/** What a method of a text gives; `undefined` when the call is no such method. */
export function evaluateTextMethod(
  evaluation: Evaluation,
  module: ModuleIndex,
  call: CallExpr,
): Values | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const { object, property } = call.callee;
  if (property === 'join') return joinedBy(evaluation, module, call, object);
  if (!TRIMMING.has(property) && property !== 'format') return undefined;
  const texts = evaluation.evaluate(module, object).filter(({ thing }) => thing.kind === 'text');
  if (texts.length === 0) return undefined;
  if (property !== 'format') return texts;
  return texts.map(({ thing }) =>
    textValue(thing.kind === 'text' ? fill(evaluation, module, call, thing.parts) : []),
  );
}

/** `"/".join([base, "v1"])`, `[base, "v1"].join("/")`. */
function joinedBy(
  evaluation: Evaluation,
  module: ModuleIndex,
  call: CallExpr,
  object: Expr,
): Values | undefined {
  const first = positional(call, 0);
  const given = first === undefined ? NONE : evaluation.evaluate(module, first);
  const receivers = evaluation.evaluate(module, object);
  const [separators, lists] = module.ir.language === 'python' ? [receivers, given] : [given, receivers];
  const separator = constantText(separators);
  const list = lists.find(({ thing }) => thing.kind === 'list')?.thing;
  if (separator === undefined || list?.kind !== 'list' || list.unordered === true) return undefined;
  return joined(
    list.items.flatMap((item, index) => {
      const texts = textsOf(evaluation.valuesOf(item));
      return index === 0 ? [texts] : [[[separator]], texts];
    }),
  );
}

/** `"{base}/v1/{}".format(path, base=url)`. */
function fill(evaluation: Evaluation, module: ModuleIndex, call: CallExpr, template: Text): Text {
  let next = 0;
  return template.flatMap((part): Text => {
    if (part === undefined) return [part];
    return part.split(/(\{[^{}]*\})/).flatMap((piece): Text => {
      const field = /^\{(\w*)[^{}]*\}$/.exec(piece)?.[1];
      if (field === undefined) return [piece];
      const given = /^\d*$/.test(field)
        ? positional(call, field === '' ? next++ : Number(field))
        : named(call, field);
      return given === undefined
        ? [undefined]
        : (textsOf(evaluation.evaluate(module, given))[0] ?? [undefined]);
    });
  });
}
