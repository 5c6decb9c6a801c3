import type { Comment, Program } from 'oxc-parser';
import type { Extent, ModuleIr } from '../../ir.ts';
import { suppressingComments } from './comments.ts';
import { lowerExpression } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { settleOwners, type Lowering, type Place } from './lowering.ts';
import { lowerStatement } from './statements.ts';
import { lowerTypeMembers } from './type-members.ts';
import { lowerType } from './types.ts';

export interface ModuleSource {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly partial: boolean;
}

/** The module as IR. */
export function lowerModule({ file, text, program, comments, partial }: ModuleSource): ModuleIr {
  const lowering = startLowering(text, program.sourceType === 'script');
  for (const statement of program.body) lowerStatement(lowering, MODULE, statement);
  settleOwners(lowering);
  return {
    file,
    language: 'typescript',
    scopes: lowering.scopes,
    bindings: lowering.bindings.sort(byPlace),
    memberAssignments: lowering.memberAssignments.sort(byPlace),
    functions: lowering.functions,
    classes: lowering.classes,
    calls: lowering.calls.sort(byExtent),
    exports: lowering.exports,
    comments: suppressingComments(text, comments),
    loadedModules: lowering.loadedModules,
    statements: lowering.statements.sort(byExtent),
    partial,
  };
}

const MODULE: Place = { scope: 0, hoist: 0, function: undefined, branch: [], receiver: undefined };

function startLowering(text: string, isScript: boolean): Lowering {
  const lowering: Lowering = {
    text,
    isScript,
    scopes: [{ parent: undefined, kind: 'module', function: undefined }],
    bindings: [],
    unownedBindings: [],
    memberAssignments: [],
    functions: [],
    classes: [],
    calls: [],
    exports: [],
    loadedModules: [],
    statements: [],
    namesByScope: [],
    openStatement: undefined,
    givenName: undefined,
    givenObject: undefined,
    namespace: undefined,
    depth: 0,
    links: [],
    expression: (place, node) => lowerExpression(lowering, place, node),
    functionValue: (place, node, options) => lowerFunction(lowering, place, node, options),
    type: (place, node) => lowerType(lowering, place, node),
    typeMembers: (place, owner) => lowerTypeMembers(lowering, place, owner),
    statement: (place, node) => lowerStatement(lowering, place, node),
  };
  return lowering;
}

function byPlace(a: { readonly at: number }, b: { readonly at: number }): number {
  return a.at - b.at;
}

/** `a.b().c()` holds two calls with one start: the one that is made first comes first. */
function byExtent(a: Extent, b: Extent): number {
  return a.start - b.start || a.end - b.end;
}
