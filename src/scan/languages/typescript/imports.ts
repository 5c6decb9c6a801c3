import type { ImportDeclaration, TSImportEqualsDeclaration } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { declare, type Lowering, type Place } from './lowering.ts';
import { imported, textOfName } from './module-names.ts';
import { qualifiedName } from './types.ts';

/** `import a, { b as c, type D } from 'package'`. */
export function lowerImportDeclaration(lowering: Lowering, place: Place, node: ImportDeclaration): void {
  const specifier = node.source.value;
  if (node.specifiers.length === 0) lowering.loadedModules.push(imported(place, node, specifier, {}));
  for (const part of node.specifiers) {
    const isNamed = part.type === 'ImportSpecifier';
    const typeOnly = node.importKind === 'type' || (isNamed && part.importKind === 'type');
    const name = isNamed
      ? textOfName(part.imported)
      : part.type === 'ImportDefaultSpecifier'
        ? 'default'
        : undefined;
    const value = imported(place, part, specifier, { name, typeOnly });
    const { local } = part;
    declare(lowering, place, place.scope, local.name, { value, at: local.start, typeOnly });
  }
}

/** `import a = require('package')`, `import A = Namespace.A`. */
export function lowerImportEquals(lowering: Lowering, place: Place, node: TSImportEqualsDeclaration): void {
  const { id, moduleReference: reference } = node;
  const typeOnly = node.importKind === 'type';
  const value: Expr =
    reference.type === 'TSExternalModuleReference'
      ? imported(place, node, reference.expression.value, { typeOnly })
      : qualifiedName(place, reference);
  declare(lowering, place, place.scope, id.name, { value, at: id.start, typeOnly });
}
