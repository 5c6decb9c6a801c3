import { err, ok, type Result } from '../../base/index.ts';

/**
 * A parsed catalogue path: how a value comes to be, from left to right. The grammar:
 *
 * ```text
 * path   = head step*
 * head   = NAME            an export of the row's modules
 *        | PATTERN         every export so named that the row does not name itself; `*` is any part of a name (in types only)
 *        | "$" NAME        a value of the row's type of that name
 * step   = "." NAME        a member
 *        | "()"            the value before is called, with or without `new`
 *        | "(" TEXT ")"    called with this constant as its first argument
 *        | "(" NAME "=" TEXT ")"   the same, also when the constant is given as the keyword argument NAME
 *        | "[]"            an item
 *        | "{" ARG "}"     the value before, when called, hands this to the function given as option or argument ARG
 * ARG    = (NAME | NUMBER) ["." NUMBER]    which option or argument, from 0; which parameter of the function, from 1 (the second), else the first
 * TEXT   = a string in double quotes, without escapes
 * ```
 *
 * `createStep{execute}.mastra` is the member `mastra` of what `createStep({ execute: async (given) => .. })` hands over.
 * `$client.chat.completions.create` has the head `{ kind: 'type', name: 'client' }` and three member steps.
 */
export interface CatalogPath {
  readonly text: string;
  readonly head: PathHead;
  readonly steps: readonly PathStep[];
}

export interface PathHead {
  readonly kind: 'export' | 'type';
  readonly name: string;
}

export type PathStep = MemberStep | CallStep | ItemStep | HandedStep;

export interface MemberStep {
  readonly kind: 'member';
  readonly name: string;
}

export interface CallStep {
  readonly kind: 'call';
  /** The constant that must be the first argument; absent: any arguments. */
  readonly text?: string;
  /** The keyword argument that may carry `text` instead. */
  readonly keyword?: string;
}

export interface ItemStep {
  readonly kind: 'item';
}

export interface HandedStep {
  readonly kind: 'handed';
  /** The option or the argument, from 0, in which the function is given. */
  readonly to: string;
  /** The parameter of the function, from 0. */
  readonly index: number;
}

const NAME = '[A-Za-z_][A-Za-z0-9_$]*';
const PATTERN = '[A-Za-z_*][A-Za-z0-9_$*]*';
const HEAD = new RegExp(`^(?:\\$(${NAME})|(${PATTERN}))`);
const HANDED = `\\{(${NAME}|0|[1-9]\\d*)(?:\\.([1-9]\\d*))?\\}`;
const STEP = new RegExp(`^(?:\\.(${NAME})|(\\[\\])|${HANDED}|\\((?:(?:(${NAME})=)?"([^"\\\\\\n]*)")?\\))`);

export function parsePath(text: string): Result<CatalogPath, string> {
  const head = HEAD.exec(text);
  if (head === null) return err(`path \`${text}\` must begin with a name or \`$type\``);
  return parseSteps(text, head[0].length, {
    kind: head[1] === undefined ? 'export' : 'type',
    name: head[1] ?? head[2] ?? '',
  });
}

/** Whether the head stands for every export of a form, such as `Chat*`. */
export function isPattern({ kind, name }: PathHead): boolean {
  return kind === 'export' && name.includes('*');
}

/** The steps as a reader would write them, without the head; equal steps have equal text. */
export function stepsText(steps: readonly PathStep[]): string {
  return steps.map(stepText).join('');
}

/**
 * Steps from a value of a type to a value of the same type (`CatalogType.same`), written as a path without head:
 * `with_options()`, `with_raw_response`, `beta.chat`; or beginning with a call or item.
 */
export function parseSameSteps(text: string): Result<readonly PathStep[], string> {
  const whole = /^[([]/.test(text) ? `$self${text}` : `$self.${text}`;
  const path = parsePath(whole);
  return path.ok ? ok(path.value.steps) : err(`steps \`${text}\` are not members, calls or items`);
}

function parseSteps(text: string, from: number, head: PathHead): Result<CatalogPath, string> {
  const steps: PathStep[] = [];
  let at = from;
  while (at < text.length) {
    const match = STEP.exec(text.slice(at));
    if (match === null) return err(`path \`${text}\` cannot be read from \`${text.slice(at)}\` on`);
    steps.push(readStep(match));
    at += match[0].length;
  }
  return ok({ text, head, steps });
}

function readStep(match: RegExpExecArray): PathStep {
  const [, member, item, to, parameter, keyword, constant] = match;
  if (member !== undefined) return { kind: 'member', name: member };
  if (item !== undefined) return { kind: 'item' };
  if (to !== undefined) return { kind: 'handed', to, index: Number(parameter ?? 0) };
  if (constant === undefined) return { kind: 'call' };
  return keyword === undefined ? { kind: 'call', text: constant } : { kind: 'call', text: constant, keyword };
}

function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'item':
      return '[]';
    case 'handed':
      return `{${step.to}${step.index === 0 ? '' : `.${step.index}`}}`;
    case 'call':
      return `(${step.keyword === undefined ? '' : `${step.keyword}=`}${step.text === undefined ? '' : `"${step.text}"`})`;
  }
}
