import type { Declaration, ExportNamedDeclaration, Statement } from 'oxc-parser';
import { lowerClassDeclaration } from './classes.ts';
import { exportWhole } from './commonjs.ts';
import {
  lowerFor,
  lowerForEach,
  lowerIf,
  lowerSwitch,
  lowerTry,
  lowerWhile,
  lowerWith,
} from './control-flow.ts';
import { lowerVariables } from './declarations.ts';
import { exportName, lowerExportAll, lowerExportDefault, lowerExportSpecifiers } from './exports.ts';
import { lowerFunctionDeclaration } from './functions.ts';
import { lowerImportDeclaration, lowerImportEquals } from './imports.ts';
import { inBlockScope, type Lowering, type Place } from './lowering.ts';
import { lowerNamespace } from './namespaces.ts';
import { namesInPattern } from './patterns.ts';
import { openStatement } from './statement-extents.ts';
import { lowerEnum, lowerInterface, lowerTypeAlias } from './type-declarations.ts';

export function lowerStatement(lowering: Lowering, place: Place, node: Statement): void {
  switch (node.type) {
    case 'ExpressionStatement':
      openStatement(lowering, node);
      lowering.expression(place, node.expression);
      return;
    case 'ReturnStatement':
      openStatement(lowering, node);
      if (node.argument !== null) {
        const value = lowering.expression(place, node.argument);
        if (place.function !== undefined) lowering.functions[place.function]?.returns.push(value);
      }
      return;
    case 'BlockStatement':
      lowerBlock(lowering, place, node.body);
      return;
    case 'IfStatement':
      lowerIf(lowering, place, node);
      return;
    case 'ThrowStatement':
      openStatement(lowering, node);
      lowering.expression(place, node.argument);
      return;
    case 'TryStatement':
      lowerTry(lowering, place, node);
      return;
    case 'ForStatement':
      lowerFor(lowering, place, node);
      return;
    case 'ForOfStatement':
    case 'ForInStatement':
      lowerForEach(lowering, place, node);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
      lowerWhile(lowering, place, node);
      return;
    case 'SwitchStatement':
      lowerSwitch(lowering, place, node);
      return;
    case 'LabeledStatement':
      lowering.statement(place, node.body);
      return;
    case 'WithStatement':
      lowerWith(lowering, place, node);
      return;
    case 'ImportDeclaration':
      lowerImportDeclaration(lowering, place, node);
      return;
    case 'ExportNamedDeclaration':
      openStatement(lowering, node);
      if (node.declaration === null) lowerExportSpecifiers(lowering, place, node);
      else lowerExported(lowering, place, node, node.declaration);
      return;
    case 'ExportDefaultDeclaration':
      openStatement(lowering, node);
      if (node.declaration.type === 'TSInterfaceDeclaration')
        lowerInterface(lowering, place, node.declaration);
      lowerExportDefault(lowering, place, node);
      return;
    case 'ExportAllDeclaration':
      lowerExportAll(lowering, place, node);
      return;
    case 'TSExportAssignment':
      openStatement(lowering, node);
      exportWhole(lowering, lowering.expression(place, node.expression));
      return;
    case 'EmptyStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'DebuggerStatement':
    case 'TSNamespaceExportDeclaration':
      return;
    default:
      openStatement(lowering, node);
      lowerDeclaration(lowering, place, node);
  }
}

function lowerDeclaration(lowering: Lowering, place: Place, node: Declaration): void {
  switch (node.type) {
    case 'VariableDeclaration':
      lowerVariables(lowering, place, node);
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      lowerFunctionDeclaration(lowering, place, node);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      lowerClassDeclaration(lowering, place, node);
      return;
    case 'TSInterfaceDeclaration':
      lowerInterface(lowering, place, node);
      return;
    case 'TSTypeAliasDeclaration':
      lowerTypeAlias(lowering, place, node);
      return;
    case 'TSEnumDeclaration':
      lowerEnum(lowering, place, node);
      return;
    case 'TSModuleDeclaration':
      lowerNamespace(lowering, place, node);
      return;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(lowering, place, node);
      return;
  }
}

/** `export const a = 1, { b } = c`, `export class A { .. }`. */
function lowerExported(
  lowering: Lowering,
  place: Place,
  { exportKind }: ExportNamedDeclaration,
  declaration: Declaration,
): void {
  lowerDeclaration(lowering, place, declaration);
  const isType =
    declaration.type === 'TSInterfaceDeclaration' || declaration.type === 'TSTypeAliasDeclaration';
  const typeOnly = isType || (exportKind === 'type' && declaration.type === 'TSImportEqualsDeclaration');
  for (const name of declaredNames(declaration)) exportName(lowering, place, name, { typeOnly });
}

function declaredNames(declaration: Declaration): readonly string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => namesInPattern(id));
  }
  const { id } = declaration;
  switch (id?.type) {
    case 'Identifier':
      return [id.name];
    case 'TSQualifiedName': {
      let left = id.left;
      while (left.type === 'TSQualifiedName') left = left.left;
      return left.type === 'Identifier' ? [left.name] : [];
    }
    default:
      return [];
  }
}

/** A block has a scope of its own when it declares something in it. */
function lowerBlock(lowering: Lowering, place: Place, body: readonly Statement[]): void {
  const inner = body.some((node) => declaresHere(lowering, node)) ? inBlockScope(lowering, place) : place;
  for (const statement of body) lowering.statement(inner, statement);
}

function declaresHere({ isScript }: Lowering, node: Statement): boolean {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.kind !== 'var';
    case 'FunctionDeclaration':
      return !isScript;
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return true;
    default:
      return false;
  }
}
