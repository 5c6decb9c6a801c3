import type { OpaqueExpr, StringExpr } from '../ir.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import type { TextPart, Value, Values } from './value.ts';

/** A text with known parts and holes. */
export type Text = readonly TextPart[];

const HOLE: Text = [undefined];

/** Alternatives multiply when texts are joined; beyond this many some are left out. */
const MAX_TEXTS = 8;

export function evaluateString(evaluation: Evaluation, module: ModuleIndex, { parts }: StringExpr): Values {
  return joined(
    parts.map((part) => (typeof part === 'string' ? [[part]] : textsOf(evaluation.evaluate(module, part)))),
  );
}

/** `a + b` where a front-end could not see that both are texts. */
export function evaluateSum(evaluation: Evaluation, module: ModuleIndex, { inside }: OpaqueExpr): Values {
  const operands = inside.map((operand) => evaluation.evaluate(module, operand));
  const isText = operands.some((values) => values.some(({ thing }) => thing.kind === 'text'));
  return isText ? joined(operands.map(textsOf)) : [];
}

/** The texts that values may be; anything else is a hole. */
export function textsOf(values: Values): readonly Text[] {
  const texts = values.flatMap(({ thing }) => (thing.kind === 'text' ? [thing.parts] : []));
  return texts.length === 0 ? [HOLE] : texts;
}

/** The one constant text that a value is, if any. */
export function constantText(values: Values): string | undefined {
  const [text, ...others] = textsOf(values);
  return text === undefined || others.length > 0 ? undefined : constantTexts(values)[0];
}

/** The constant ones among the texts that a value may be. */
export function constantTexts(values: Values): readonly string[] {
  return textsOf(values).flatMap((text) => (text.includes(undefined) ? [] : [text.join('')]));
}

export function textValue(parts: Text): Value {
  return { thing: { kind: 'text', parts: compact(parts) }, trail: undefined };
}

export function joined(sets: readonly (readonly Text[])[]): Values {
  let all: readonly Text[] = [[]];
  for (const set of sets) {
    const room = Math.floor(MAX_TEXTS / all.length);
    const next = set.length > room ? [...mostTelling(set).slice(0, room - 1), HOLE] : set;
    all = all.flatMap((head) => next.map((tail) => [...head, ...tail]));
  }
  return all.map(textValue);
}

/** Texts without holes first. */
function mostTelling(texts: readonly Text[]): readonly Text[] {
  return [
    ...texts.filter((text) => !text.includes(undefined)),
    ...texts.filter((text) => text.includes(undefined)),
  ];
}

function compact(parts: Text): Text {
  const out: TextPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (out.length > 0 && part === undefined && last === undefined) continue;
    if (part !== undefined && last !== undefined) out[out.length - 1] = last + part;
    else if (part !== '') out.push(part);
  }
  return out;
}
