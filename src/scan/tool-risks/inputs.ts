import type { Expr, FunctionIr, ParameterIr } from '../ir.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { lastName } from '../resolve/project-index.ts';
import type { Located } from '../resolve/value.ts';
import type { Tool } from './find-tools.ts';
import { WORDS } from './words.ts';

/** A parameter that holds what the model chose. */
export interface Input {
  /** Empty for an object of arguments, whose members have the names. */
  readonly name: string;
  /** What a member of it is called; `undefined` for one that cannot carry a text of the model's choice. */
  member(property: string): string | undefined;
}

/** An object of all arguments; `isHarmless` names the members that carry no text. */
export function argumentsObject(isHarmless: (member: string) => boolean): Input {
  return {
    name: '',
    member: (property) => (isHarmless(property) ? undefined : WORDS.envelopes.has(property) ? '' : property),
  };
}

/** One argument, or something made of it. */
export function oneArgument(name: string): Input {
  return name === '' ? argumentsObject(() => false) : { name, member: () => name };
}

/** The parameters of a tool that the model fills, by index. */
export function inputsOf({ module, function: id, schema, dispatched }: Tool): ReadonlyMap<number, Input> {
  const ir = module.ir.functions[id];
  if (ir === undefined) return new Map();
  const isHarmless = (member: string): boolean => isHarmlessInSchema(schema, member);
  const isSpread = dispatched === true && ir.parameters.length > 1;
  // In TypeScript the arguments come as one object; what follows is of the framework.
  if (module.ir.language === 'typescript' && !isSpread) return new Map([[0, argumentsObject(isHarmless)]]);
  return new Map(
    ir.parameters.flatMap((parameter, index) =>
      isInput(parameter) && !(dispatched === true && isHarmless(parameter.name ?? ''))
        ? [[index, inputOf(parameter, ir)] as const]
        : [],
    ),
  );
}

function inputOf({ name = '', kind }: ParameterIr, ir: FunctionIr): Input {
  const isObject = kind === 'keyword-rest' || (WORDS.envelopes.has(name) && ir.parameters.length <= 2);
  return oneArgument(isObject ? '' : name);
}

function isInput({ name, type }: ParameterIr): boolean {
  if (name !== undefined && WORDS.contexts.has(name)) return false;
  if (type === undefined) return true;
  const names = type.instanceOf.map((expr) => lastName(expr.kind === 'item' ? expr.object : expr) ?? '');
  if (names.some((each) => WORDS.contextTypes.has(each))) return false;
  if (names.length > 0 && names.every((each) => WORDS.harmlessTypes.has(each))) return false;
  // A type without any class is one of constants: `Literal['read', 'write']`.
  return names.length > 0 || type.items !== undefined || type.sameAs !== undefined;
}

const MAX_NESTING = 6;
const HARMLESS_JSON_TYPES: ReadonlySet<string> = new Set(['integer', 'number', 'boolean', 'null']);

/** `{ count: z.number(), mode: z.enum([..]) }`, or the same in JSON Schema, among what the tool is made of. */
function isHarmlessInSchema(schema: readonly Located[], member: string): boolean {
  return schema.some(({ module, expr }) => find(module, expr, MAX_NESTING));

  function find(module: ModuleIndex, expr: Expr, depth: number): boolean {
    if (depth === 0) return false;
    switch (expr.kind) {
      case 'object':
        return expr.entries.some(({ key, value }) =>
          key === member ? isHarmlessSchema(value) : find(module, value, depth - 1),
        );
      case 'call':
        return (
          expr.arguments.some(({ value }) => find(module, value, depth - 1)) ||
          (expr.callee.kind === 'member' && find(module, expr.callee.object, depth - 1))
        );
      case 'name':
        return module
          .bindingsOf(0, expr.name)
          .some(({ value }) => value.kind !== 'name' && find(module, value, depth - 1));
      case 'member':
        return find(module, expr.object, depth - 1);
      default:
        return false;
    }
  }
}

/** A chain such as `z.number().int().describe(..)`, or `{ type: 'integer' }`. */
function isHarmlessSchema(expr: Expr): boolean {
  if (expr.kind === 'object')
    return expr.entries.some(
      ({ key, value }) => key === 'enum' || (key === 'type' && isOneOf(value, HARMLESS_JSON_TYPES)),
    );
  if (expr.kind === 'call') return isHarmlessSchema(expr.callee);
  if (expr.kind !== 'member') return false;
  return WORDS.harmlessSchemas.has(expr.property) || isHarmlessSchema(expr.object);
}

function isOneOf(expr: Expr, texts: ReadonlySet<string>): boolean {
  const [text] = expr.kind === 'string' ? expr.parts : [];
  return typeof text === 'string' && texts.has(text);
}
