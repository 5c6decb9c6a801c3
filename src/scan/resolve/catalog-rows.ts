import type { Catalog, CatalogRow } from '../catalog/catalog.ts';
import type { PathMeaning } from './meaning.ts';
import type { PathRow } from './path-matcher.ts';

/** The catalogue's rows as paths, in the catalogue's order, so that a row keeps its index. */
export function catalogRows(catalog: Catalog): readonly PathRow<PathMeaning>[] {
  return catalog.rows.map(({ language, modules, types, ...row }, rowIndex) => ({
    language,
    modules,
    types,
    paths: [
      ...row.calls.map((call) => ({
        path: call.path,
        payload: {
          kind: 'sink' as const,
          row: { language, modules, types, ...row } satisfies CatalogRow,
          rowIndex,
          call,
        },
      })),
      ...row.gates.flatMap((gate) =>
        (gate.contains ?? []).map((path) => ({ path, payload: { kind: 'gate-part' as const, gate } })),
      ),
      ...row.gates.flatMap((gate) =>
        (gate.calls ?? []).map((path) => ({ path, payload: { kind: 'gate-call' as const, gate } })),
      ),
    ],
  }));
}
