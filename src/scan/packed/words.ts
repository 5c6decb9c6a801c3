import type { Expr, FunctionIr, ModuleIr, ParameterIr, ScopeIr } from '../ir.ts';

/** What stands for a word of the IR: its place in the list. */
export const EXPR_KINDS = [
  'name',
  'member',
  'item',
  'call',
  'string',
  'constant',
  'object',
  'list',
  'function',
  'class',
  'import',
  'choice',
  'this',
  'super',
  'parameter',
  'enter',
  'opaque',
] as const satisfies readonly Expr['kind'][];

export const SCOPE_KINDS = [
  'module',
  'function',
  'class',
  'block',
] as const satisfies readonly ScopeIr['kind'][];

export const PARAMETER_KINDS = [
  'positional',
  'rest',
  'keyword-rest',
  'keyword-only',
] as const satisfies readonly ParameterIr['kind'][];

export const MEMBER_KINDS = [
  'constructor',
  'method',
  'static',
  'class-method',
  'getter',
  'setter',
] as const satisfies readonly NonNullable<FunctionIr['member']>[];

/** The lists of expressions that only some languages have. */
export const OPTIONAL_LISTS = [
  'starImports',
  'loadedModules',
  'memberTests',
] as const satisfies readonly (keyof ModuleIr)[];

/** What a constant is. */
export const CONSTANTS = ['null', 'true', 'false', 'whole', 'float'] as const;
