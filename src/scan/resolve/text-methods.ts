import type { CallExpr } from '../ir.ts';
import { named, positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { textsOf, textValue, type Text } from './texts.ts';
import type { Values } from './value.ts';

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
  if (!TRIMMING.has(property) && property !== 'format') return undefined;
  const texts = evaluation.evaluate(module, object).filter(({ thing }) => thing.kind === 'text');
  if (texts.length === 0) return undefined;
  if (property !== 'format') return texts;
  return texts.map(({ thing }) =>
    textValue(thing.kind === 'text' ? fill(evaluation, module, call, thing.parts) : []),
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
