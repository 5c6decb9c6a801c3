import type { Truth } from '../../model/index.ts';

/** One step into a parameter: a key of a map, an item of a list (from 0), or every item of a list. */
export type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'each' };

/** A way into an action's parameters, such as `items[*].price`. */
export interface ParameterPath {
  readonly text: string;
  readonly steps: readonly Step[];
}

export interface PathProblem {
  readonly message: string;
  readonly help: string;
  /** UTF-16 offset into the path. */
  readonly at: number;
}

/**
 * The path that a text writes: keys separated by dots, `[0]`, `[*]`, and `["a.b"]` (a JSON string) for a key with
 * special characters.
 */
export function parsePath(text: string): ParameterPath | PathProblem {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    const isFirst = at === 0;
    const step = text[at] === '[' ? bracketStep(text, at) : keyStep(text, at, isFirst);
    if ('message' in step) return step;
    if (isFirst && step.step.kind !== 'key') {
      return { at, message: 'a path begins with a key, because parameters are a map', help: FORM_HELP };
    }
    steps.push(step.step);
    at = step.end;
  }
  return steps.length > 0 ? { text, steps } : { at: 0, message: 'the path is empty', help: FORM_HELP };
}

const FORM_HELP = 'a path is like `amount`, `items[0].price`, `items[*].price` or `["a.b"]`';

type StepRead = { readonly step: Step; readonly end: number } | PathProblem;

function keyStep(text: string, from: number, isFirst: boolean): StepRead {
  let start = from;
  if (!isFirst) {
    if (text[from] !== '.') return { at: from, message: 'a `.` or `[` must follow `]`', help: FORM_HELP };
    start = from + 1;
  }
  let end = start;
  while (end < text.length && !'.[]'.includes(text.charAt(end))) end += 1;
  if (end === start) return { at: from, message: 'there is no key here', help: FORM_HELP };
  if (text[end] === ']') return { at: end, message: 'a `]` without a `[`', help: FORM_HELP };
  const key = text.slice(start, end);
  if (key.trim() !== key || key.includes('"')) {
    const help = `a key with spaces at its ends or quotes is written [${JSON.stringify(key)}]`;
    return { at: start, message: `\`${key}\` is no plain key`, help };
  }
  return { step: { kind: 'key', key }, end };
}

function bracketStep(text: string, from: number): StepRead {
  if (text[from + 1] === '"') return quotedStep(text, from);
  const end = text.indexOf(']', from);
  if (end === -1) return { at: from, message: 'the `[` is not closed', help: FORM_HELP };
  const inside = text.slice(from + 1, end);
  if (inside === '*') return { step: { kind: 'each' }, end: end + 1 };
  const index = Number(inside);
  if (/^(?:0|[1-9][0-9]*)$/.test(inside) && Number.isSafeInteger(index)) {
    return { step: { kind: 'index', index }, end: end + 1 };
  }
  return { at: from, message: `\`[${inside}]\` is neither an item's number nor \`[*]\``, help: FORM_HELP };
}

function quotedStep(text: string, from: number): StepRead {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(from + 1))?.[0];
  if (quoted === undefined || text[from + 1 + quoted.length] !== ']') {
    return { at: from, message: 'the quoted key is not closed by `"]`', help: FORM_HELP };
  }
  try {
    return { step: { kind: 'key', key: JSON.parse(quoted) as string }, end: from + quoted.length + 2 };
  } catch {
    return { at: from, message: `${quoted} is no JSON string`, help: FORM_HELP };
  }
}

/** The path that takes these steps, as a file would write it. */
export function pathOf(steps: readonly Step[]): ParameterPath {
  const text = steps.map((step, at) => textOf(step, at === 0)).join('');
  return { text, steps };
}

function textOf(step: Step, isFirst: boolean): string {
  if (step.kind === 'each') return '[*]';
  if (step.kind === 'index') return `[${step.index}]`;
  const isPlain = /^[^.[\]"]+$/.test(step.key) && step.key.trim() === step.key;
  return isPlain ? `${isFirst ? '' : '.'}${step.key}` : `[${JSON.stringify(step.key)}]`;
}

/**
 * What a test says about the value at a path: unknown where it is missing or null or a step cannot be taken. `[*]` asks
 * every item: true or false when all agree, unknown when they disagree, false for an empty list.
 */
export function testAt(params: unknown, path: ParameterPath, test: (value: unknown) => Truth): Truth {
  return testFrom(params, path.steps, 0, test);
}

function testFrom(
  value: unknown,
  steps: readonly Step[],
  at: number,
  test: (value: unknown) => Truth,
): Truth {
  if (value === undefined || value === null) return 'unknown';
  const step = steps[at];
  if (step === undefined) return test(value);
  if (step.kind !== 'each') {
    const next = child(value, step);
    return next === NO_STEP ? 'unknown' : testFrom(next, steps, at + 1, test);
  }
  if (!Array.isArray(value)) return 'unknown';
  return agreement(value, (item) => testFrom(item, steps, at + 1, test));
}

function agreement(items: readonly unknown[], test: (item: unknown) => Truth): Truth {
  if (items.length === 0) return false;
  const first = test(items[0]);
  if (first === 'unknown') return first;
  for (let i = 1; i < items.length; i += 1) if (test(items[i]) !== first) return 'unknown';
  return first;
}

/** Whether something other than null is at a path; with `[*]`, whether some item has it. */
export function existsAt(params: unknown, path: ParameterPath): Truth {
  return existsFrom(params, path.steps, 0);
}

function existsFrom(value: unknown, steps: readonly Step[], at: number): Truth {
  if (value === undefined || value === null) return false;
  const step = steps[at];
  if (step === undefined) return true;
  if (step.kind !== 'each') {
    const next = child(value, step);
    return next === NO_STEP ? 'unknown' : existsFrom(next, steps, at + 1);
  }
  if (!Array.isArray(value)) return 'unknown';
  let result: Truth = false;
  for (const item of value) {
    const here = existsFrom(item, steps, at + 1);
    if (here === true) return true;
    if (here === 'unknown') result = 'unknown';
  }
  return result;
}

export const NO_STEP: unique symbol = Symbol('a step that cannot be taken');

/** INVARIANT: own properties only, so that no name reaches what every object inherits. */
export function child(value: unknown, step: Exclude<Step, { kind: 'each' }>): unknown {
  if (step.kind === 'index') return Array.isArray(value) ? (value[step.index] as unknown) : NO_STEP;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_STEP;
  return Object.hasOwn(value, step.key) ? (value as Record<string, unknown>)[step.key] : undefined;
}

/** What stands at a path, in words; `show` says how a value is told. */
export function describeAt(params: unknown, path: ParameterPath, show: (value: unknown) => string): string {
  return `\`${path.text}\` is ${stateFrom(params, path.steps, 0, show)}`;
}

function stateFrom(
  value: unknown,
  steps: readonly Step[],
  at: number,
  show: (value: unknown) => string,
): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  const step = steps[at];
  if (step === undefined) return show(value);
  if (step.kind !== 'each') {
    const next = child(value, step);
    return next === NO_STEP
      ? `not there, because ${kindOf(value)} has no ${stepName(step)}`
      : stateFrom(next, steps, at + 1, show);
  }
  if (!Array.isArray(value)) return `not there, because ${kindOf(value)} has no items`;
  if (value.length === 0) return 'asked of an empty list';
  const told = value.slice(0, MAX_TOLD).map((item) => stateFrom(item, steps, at + 1, show));
  return told.join(', ') + (value.length > MAX_TOLD ? ` and ${value.length - MAX_TOLD} more` : '');
}

const MAX_TOLD = 3;

function stepName(step: Exclude<Step, { kind: 'each' }>): string {
  return step.kind === 'index' ? `item ${step.index}` : `key \`${step.key}\``;
}

/** What a value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return `a ${typeof value}`;
}
