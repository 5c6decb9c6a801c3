import type { Extent, ImportExpr } from '../../ir.ts';
import { bind, textOf, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

/** `import a.b, c as d`. */
export function lowerImport(lowering: Lowering, place: Place, node: Syntax): void {
  for (const child of node.children) {
    if (child.type === 'aliased_import') lowerAliasedModule(lowering, place, child);
    else if (child.type === 'dotted_name') lowerModule(lowering, place, child);
  }
}

function lowerAliasedModule(lowering: Lowering, place: Place, node: Syntax): void {
  const [moduleNode, alias] = node.children;
  if (moduleNode === undefined || alias === undefined) return;
  const value = importOf(place, node, { specifier: dottedName(lowering, moduleNode) });
  bind(lowering, place, textOf(lowering, alias), { value, at: alias.start });
}

/** `import a.b` binds `a`. */
function lowerModule(lowering: Lowering, place: Place, node: Syntax): void {
  const specifier = dottedName(lowering, node);
  const [top = specifier] = specifier.split('.');
  bind(lowering, place, top, { value: importOf(place, node, { specifier: top }), at: node.start });
  if (top !== specifier) lowering.loadedModules.push(importOf(place, node, { specifier }));
}

/** `from a import b as c, d`, `from . import e`, `from a import *`. */
export function lowerImportFrom(lowering: Lowering, place: Place, node: Syntax): void {
  const [moduleNode, ...names] = node.children;
  if (moduleNode === undefined) return;
  const specifier = dottedName(lowering, moduleNode);
  for (const child of names) {
    if (child.type === 'wildcard_import') {
      lowerStar(lowering, place, importOf(place, child, { specifier }));
      continue;
    }
    const [nameNode = child, alias = nameNode] = child.children;
    const name = dottedName(lowering, nameNode);
    const value = importOf(place, child, { specifier, name });
    bind(lowering, place, textOf(lowering, alias), { value, at: alias.start });
  }
}

function lowerStar(lowering: Lowering, place: Place, module: ImportExpr): void {
  lowering.starImports.push(module);
  lowering.exports.push({ name: '*', value: module, ...(place.typeOnly ? { typeOnly: true } : {}) });
}

/** The dotted path without the white space and line continuations that may stand in it. */
function dottedName(lowering: Lowering, node: Syntax): string {
  return textOf(lowering, node).replace(/[\s\\]+/g, '');
}

function importOf(place: Place, extent: Extent, what: { specifier: string; name?: string }): ImportExpr {
  const { start, end } = extent;
  const expr = { kind: 'import', start, end, scope: place.scope, ...what } as const;
  return place.typeOnly ? { ...expr, typeOnly: true } : expr;
}
