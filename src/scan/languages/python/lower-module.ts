import type { BindingIr, CallExpr, CommentIr, Extent, ExportIr, ModuleIr } from '../../ir.ts';
import { lowerExpression } from './expressions.ts';
import type { Lowering, Place } from './lowering.ts';
import { lowerStatement } from './statements.ts';
import type { Syntax, SyntaxTree } from './syntax.ts';

export interface ModuleSource {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  /** All comments, in source order. */
  readonly comments: readonly Extent[];
  /** See `Lowering.parseExpression`. */
  readonly parseExpression: (extent: Extent) => Syntax | undefined;
}

/** The module as IR. */
export function lowerModule({ file, text, tree, comments, parseExpression }: ModuleSource): ModuleIr {
  const lowering: Lowering = {
    text,
    scopes: [{ parent: undefined, kind: 'module', function: undefined }],
    bindings: [],
    memberAssignments: [],
    functions: [],
    classes: [],
    calls: [],
    exports: [],
    starImports: [],
    loadedModules: [],
    mainBlocks: [],
    memberTests: [],
    statements: [],
    namesByScope: [],
    foreignNames: new Map(),
    depth: 0,
    quoted: false,
    expression: (place, node) => lowerExpression(lowering, place, node),
    statement: (place, node) => lowerStatement(lowering, place, node),
    parseExpression,
  };
  lowerStatement(lowering, MODULE, tree.root);
  const bindings = lowering.bindings.sort((a, b) => a.at - b.at);
  return {
    file,
    language: 'python',
    scopes: lowering.scopes,
    bindings,
    memberAssignments: lowering.memberAssignments.sort((a, b) => a.at - b.at),
    functions: lowering.functions,
    classes: lowering.classes,
    calls: lowering.calls.sort(byExtent),
    exports: [...exportsOf(bindings, text.length), ...lowering.exports],
    starImports: lowering.starImports,
    loadedModules: lowering.loadedModules,
    mainBlocks: lowering.mainBlocks.sort(byExtent),
    memberTests: lowering.memberTests.sort(byExtent),
    comments: commentsOf(text, comments),
    statements: lowering.statements.sort(byExtent),
    partial: tree.recovered,
  };
}

const MODULE: Place = {
  scope: 0,
  function: undefined,
  branch: [],
  classBody: undefined,
  receiver: undefined,
  typeOnly: false,
};

/** `a.b().c()` holds two calls with one start: the one that is made first comes first. */
function byExtent(a: Extent | CallExpr, b: Extent | CallExpr): number {
  return a.start - b.start || a.end - b.end;
}

/** Every name that the module's own scope holds at its end. */
function exportsOf(bindings: readonly BindingIr[], end: number): readonly ExportIr[] {
  const typeOnlyByName = new Map<string, boolean>();
  for (const { name, scope, typeOnly } of bindings) {
    if (scope === 0) typeOnlyByName.set(name, (typeOnlyByName.get(name) ?? true) && typeOnly === true);
  }
  return Array.from(typeOnlyByName, ([name, typeOnly]) => {
    const value = { kind: 'name', start: end, end, scope: 0, name, branch: [] } as const;
    return typeOnly ? { name, value, typeOnly } : { name, value };
  });
}

const MAY_SUPPRESS = /aegis/i;

function commentsOf(text: string, comments: readonly Extent[]): readonly CommentIr[] {
  return comments
    .filter(({ start, end }) => MAY_SUPPRESS.test(text.slice(start, end)))
    .map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end).replace(/^#+/, '').trim(),
      ownLine: isFirstOnLine(text, start),
    }));
}

function isFirstOnLine(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before -= 1;
  return before < 0 || text[before] === '\n' || text[before] === '\r';
}

const SPACE = 0x20;
const TAB = 0x09;
const FORM_FEED = 0x0c;
const BYTE_ORDER_MARK = 0xfeff;

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === FORM_FEED || code === BYTE_ORDER_MARK;
}
