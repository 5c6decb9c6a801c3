import type { Expr, FunctionIr, ParameterIr, ScopeIr } from '../ir.ts';

/** What stands for a word of the IR: its place in the list. */
export const EXPR_KINDS: readonly Expr['kind'][] = [
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
];

export const SCOPE_KINDS: readonly ScopeIr['kind'][] = ['module', 'function', 'class', 'block'];

export const PARAMETER_KINDS: readonly ParameterIr['kind'][] = [
  'positional',
  'rest',
  'keyword-rest',
  'keyword-only',
];

export const MEMBER_KINDS: readonly NonNullable<FunctionIr['member']>[] = [
  'constructor',
  'method',
  'static',
  'class-method',
  'getter',
  'setter',
];

/** The lists of expressions that only some languages have. */
export const OPTIONAL_LISTS: readonly ('starImports' | 'loadedModules' | 'mainBlocks' | 'memberTests')[] = [
  'starImports',
  'loadedModules',
  'mainBlocks',
  'memberTests',
];

/** What a constant is. */
export const CONSTANTS: readonly ('null' | 'true' | 'false' | 'whole' | 'float')[] = [
  'null',
  'true',
  'false',
  'whole',
  'float',
];
