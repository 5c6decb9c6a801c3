import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ExportSpecifier,
} from 'oxc-parser';
import type { Expr, ExportIr } from '../../ir.ts';
import { lowerClassDeclaration } from './classes.ts';
import { lowerFunctionDeclaration } from './functions.ts';
import { imported, textOfName } from './module-names.ts';
import { namedValue, type Lowering, type Place } from './lowering.ts';

interface ExportOptions {
  readonly exported?: string;
  readonly typeOnly?: boolean;
}

/** Exports what a name of the module holds at the end of the file. */
export function exportName(
  lowering: Lowering,
  place: Place,
  name: string,
  { exported = name, typeOnly = false }: ExportOptions = {},
): void {
  const end = lowering.text.length;
  const value: Expr = { kind: 'name', start: end, end, scope: place.scope, name, branch: [] };
  addExport(lowering, typeOnly ? { name: exported, value, typeOnly } : { name: exported, value });
}

/** In a namespace what is exported becomes a member of it. */
function addExport(lowering: Lowering, entry: ExportIr): void {
  const { namespace } = lowering;
  if (namespace === undefined) lowering.exports.push(entry);
  else if (entry.typeOnly !== true) namespace.push({ key: entry.name, value: entry.value });
}

/** `export { a, b as c }`, `export { a } from 'package'`. */
export function lowerExportSpecifiers(lowering: Lowering, place: Place, node: ExportNamedDeclaration): void {
  for (const specifier of node.specifiers) lowerSpecifier(lowering, place, node, specifier);
}

function lowerSpecifier(
  lowering: Lowering,
  place: Place,
  { source, exportKind }: ExportNamedDeclaration,
  specifier: ExportSpecifier,
): void {
  const typeOnly = exportKind === 'type' || specifier.exportKind === 'type';
  const name = textOfName(specifier.local);
  const exported = textOfName(specifier.exported);
  if (source === null) {
    exportName(lowering, place, name, { exported, typeOnly });
    return;
  }
  const value = imported(place, specifier, source.value, { name, typeOnly });
  addExport(lowering, typeOnly ? { name: exported, value, typeOnly } : { name: exported, value });
}

/** `export * from 'package'`, `export * as name from 'package'`. */
export function lowerExportAll(lowering: Lowering, place: Place, node: ExportAllDeclaration): void {
  const typeOnly = node.exportKind === 'type';
  const name = node.exported === null ? '*' : textOfName(node.exported);
  const value = imported(place, node, node.source.value, { typeOnly });
  addExport(lowering, typeOnly ? { name, value, typeOnly } : { name, value });
}

/** `export default value`; interfaces are for the caller. */
export function lowerExportDefault(lowering: Lowering, place: Place, node: ExportDefaultDeclaration): void {
  const { declaration } = node;
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': {
      const value = lowerFunctionDeclaration(lowering, place, declaration);
      addExport(lowering, { name: 'default', value });
      return;
    }
    case 'ClassDeclaration':
      addExport(lowering, { name: 'default', value: lowerClassDeclaration(lowering, place, declaration) });
      return;
    case 'TSInterfaceDeclaration':
      exportName(lowering, place, declaration.id.name, { exported: 'default', typeOnly: true });
      return;
    default:
      addExport(lowering, { name: 'default', value: namedValue(lowering, place, declaration, 'default') });
  }
}
