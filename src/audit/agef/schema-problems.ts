import { nearest, type Json } from '../../base/index.ts';

/** The part of JSON Schema (draft 2020-12) that the schema of the format is written in; a test holds it to that. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
}

/** What is wrong with a value, and where: a JSON pointer (RFC 6901), `/` for the value itself. */
export interface SchemaProblem {
  readonly pointer: string;
  readonly message: string;
  readonly help?: string;
}

/** Everything in which a value departs from a schema, in the order of the schema. */
export function schemaProblems(value: Json, schema: Schema, root: Schema = schema): readonly SchemaProblem[] {
  return problemsAt('', value, schema, root);
}

function problemsAt(at: string, value: Json, written: Schema, root: Schema): readonly SchemaProblem[] {
  const schema = resolve(written, root);
  if (schema.type !== undefined && !isOfType(value, schema.type)) {
    return [{ pointer: pointer(at), message: `must be ${TYPE_NAMES[schema.type] ?? schema.type}` }];
  }
  return [
    ...valueProblems(at, value, schema),
    ...(isObject(value) ? memberProblems(at, value, schema, root) : []),
    ...(isList(value) && schema.items !== undefined
      ? value.flatMap((item, index) => problemsAt(`${at}/${index}`, item, schema.items ?? {}, root))
      : []),
    ...(schema.allOf ?? []).flatMap((part) => problemsAt(at, value, part, root)),
    ...(schema.if !== undefined &&
    schema.then !== undefined &&
    problemsAt(at, value, schema.if, root).length === 0
      ? problemsAt(at, value, schema.then, root)
      : []),
  ];
}

function resolve(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  return name === undefined ? schema : (root.$defs?.[name] ?? {});
}

function valueProblems(at: string, value: Json, schema: Schema): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const add = (message: string, help?: string): void => {
    problems.push({ pointer: pointer(at), message, ...(help === undefined ? {} : { help }) });
  };
  if (schema.const !== undefined && value !== schema.const) add(`must be ${JSON.stringify(schema.const)}`);
  if (schema.enum?.includes(value) === false) {
    const choices = schema.enum.map(String);
    const near = typeof value === 'string' ? nearest(value, choices) : undefined;
    add(`must be one of ${list(choices)}`, near === undefined ? undefined : `did you mean \`${near}\`?`);
  }
  if (typeof value === 'string') {
    if (schema.minLength !== undefined && value.length < schema.minLength) add('must not be empty');
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
      add(`must be ${schema.description ?? `of the form ${schema.pattern}`}`.replace(/\.$/, ''));
    }
  }
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) {
    add(`must be at least ${schema.minimum}`);
  }
  return problems;
}

function memberProblems(
  at: string,
  value: { readonly [name: string]: Json },
  schema: Schema,
  root: Schema,
): readonly SchemaProblem[] {
  const known = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ pointer: pointer(at), message: `\`${name}\` is missing` })),
    ...Object.entries(value).flatMap(([name, member]) => {
      const place = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const own = Object.hasOwn(known, name) ? known[name] : undefined;
      if (own !== undefined) return problemsAt(place, member, own, root);
      return schema.additionalProperties === false ? [unknownMember(place, name, Object.keys(known))] : [];
    }),
  ];
}

function unknownMember(place: string, name: string, known: readonly string[]): SchemaProblem {
  const near = nearest(name, known);
  const help = near === undefined ? `the keys here are ${list(known)}` : `did you mean \`${near}\`?`;
  return { pointer: place, message: `unknown key \`${name}\``, help };
}

function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return isList(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
};

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function pointer(at: string): string {
  return at === '' ? '/' : at;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
