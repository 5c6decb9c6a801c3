import type { ModuleExportName } from 'oxc-parser';
import type { Extent, ImportExpr } from '../../ir.ts';
import type { Place } from './lowering.ts';

/** Names of imports and exports may be written as strings. */
export function textOfName(node: ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}

/** A module, or one of its exports. */
export function imported(
  place: Place,
  { start, end }: Extent,
  specifier: string,
  { name, typeOnly }: { readonly name?: string | undefined; readonly typeOnly?: boolean },
): ImportExpr {
  return {
    kind: 'import',
    start,
    end,
    scope: place.scope,
    specifier,
    ...(name === undefined ? {} : { name }),
    ...(typeOnly === true ? { typeOnly } : {}),
  };
}
