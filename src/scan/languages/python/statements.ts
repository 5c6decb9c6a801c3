import type { Expr } from '../../ir.ts';
import { lowerAugmentedAssignment, lowerTypeAlias } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { lowerFor, lowerIf, lowerMatch, lowerTry, lowerWhile, lowerWith } from './compound-statements.ts';
import { lowerFunction } from './functions.ts';
import { lowerImport, lowerImportFrom } from './imports.ts';
import { textOf, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

/** Lowers a statement, or a list of them. */
export function lowerStatement(lowering: Lowering, place: Place, node: Syntax): void {
  switch (node.type) {
    case 'module':
    case 'block':
    case 'ERROR':
      for (const child of node.children) lowering.statement(place, child);
      return;
    case 'if_statement':
      lowerIf(lowering, place, node);
      return;
    case 'for_statement':
      lowerFor(lowering, place, node);
      return;
    case 'while_statement':
      lowerWhile(lowering, place, node);
      return;
    case 'try_statement':
      lowerTry(lowering, place, node);
      return;
    case 'with_statement':
      lowerWith(lowering, place, node);
      return;
    case 'match_statement':
      lowerMatch(lowering, place, node);
      return;
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      lowerDefinition(lowering, place, node);
      return;
    default:
      lowering.statements.push({ start: node.start, end: node.end });
      lowerSimple(lowering, place, node);
  }
}

function lowerSimple(lowering: Lowering, place: Place, node: Syntax): void {
  switch (node.type) {
    case 'import_statement':
      lowerImport(lowering, place, node);
      return;
    case 'import_from_statement':
      lowerImportFrom(lowering, place, node);
      return;
    case 'future_import_statement':
      return;
    case 'return_statement':
      lowerReturn(lowering, place, node);
      return;
    case 'global_statement':
      declareForeign(lowering, place, node, () => 0);
      return;
    case 'nonlocal_statement':
      declareForeign(lowering, place, node, (name) => enclosingOwner(lowering, place, name));
      return;
    case 'augmented_assignment':
      lowerAugmentedAssignment(lowering, place, node);
      return;
    case 'type_alias_statement':
      lowerTypeAlias(lowering, place, node);
      return;
    case 'expression_statement':
      for (const child of node.children) lowerExpressionStatement(lowering, place, child);
      return;
    default:
      lowerParts(lowering, place, node);
  }
}

function lowerExpressionStatement(lowering: Lowering, place: Place, node: Syntax): void {
  if (node.type === 'augmented_assignment') lowerAugmentedAssignment(lowering, place, node);
  else lowering.expression(place, node);
}

/** Statements that only use values, and what stands loose where the parser recovered. */
function lowerParts(lowering: Lowering, place: Place, node: Syntax): void {
  if (LOWERED_BY_PARTS.has(node.type)) {
    for (const child of node.children) lowering.expression(place, child);
  } else {
    lowering.expression(place, node);
  }
}

const LOWERED_BY_PARTS: ReadonlySet<string> = new Set([
  'raise_statement',
  'assert_statement',
  'delete_statement',
  'print_statement',
  'exec_statement',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'elif_clause',
  'else_clause',
  'except_clause',
  'finally_clause',
  'case_clause',
]);

function lowerReturn(lowering: Lowering, place: Place, node: Syntax): void {
  for (const child of node.children) {
    const value = lowering.expression(place, child);
    if (place.function !== undefined) lowering.functions[place.function]?.returns.push(value);
  }
}

function declareForeign(
  lowering: Lowering,
  place: Place,
  node: Syntax,
  ownerOf: (name: string) => number,
): void {
  const declared = lowering.foreignNames.get(place.scope) ?? new Map<string, number>();
  for (const child of node.children) {
    const name = textOf(lowering, child);
    declared.set(name, ownerOf(name));
  }
  lowering.foreignNames.set(place.scope, declared);
}

/** The nearest function around `place` that has bound the name so far; failing that the nearest function. */
function enclosingOwner(lowering: Lowering, place: Place, name: string): number {
  const outer: number[] = [];
  let scope = lowering.scopes[place.scope]?.parent;
  while (scope !== undefined && scope !== 0) {
    outer.push(scope);
    scope = lowering.scopes[scope]?.parent;
  }
  const owner = outer.find((id) => lowering.namesByScope[id]?.has(name));
  return owner ?? outer[0] ?? place.scope;
}

/** A function or class with the decorators before it. */
function lowerDefinition(lowering: Lowering, place: Place, node: Syntax): void {
  const definition = node.type === 'decorated_definition' ? node.children.at(-1) : node;
  lowering.statements.push({ start: node.start, end: headEnd(definition ?? node) });
  const decorators: Expr[] = [];
  for (const child of node.type === 'decorated_definition' ? node.children : [node]) {
    if (child.type === 'decorator') {
      decorators.push(...child.children.map((expression) => lowering.expression(place, expression)));
    } else if (child.type === 'function_definition') {
      lowerFunction(lowering, place, child, decorators);
    } else if (child.type === 'class_definition') {
      lowerClass(lowering, place, child, decorators);
    } else {
      lowering.statement(place, child);
    }
  }
}

/** Where the head of a definition ends: before the body. */
function headEnd(definition: Syntax): number {
  const head = definition.children.filter((child) => child.type !== 'block');
  return head.at(-1)?.end ?? definition.start;
}
