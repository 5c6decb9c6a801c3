import { canonicalJson, sha256Hex, type Json } from '../../base/index.ts';
import { rowClashes } from './build.ts';
import type { Catalog, CatalogRow, HostRow } from './catalog.ts';
import { isHostRow } from './read-row.ts';

/** A catalogue with a user's own rows, and what two rows claim at once. */
export interface ExtendedCatalog {
  readonly catalog: Catalog;
  readonly clashes: readonly string[];
}

/** Adds rows of a user. One that bears the name of a built-in row takes its place. */
export function withOwnRows(catalog: Catalog, own: readonly (CatalogRow | HostRow)[]): ExtendedCatalog {
  if (own.length === 0) return { catalog, clashes: [] };
  const packages = own.filter((row): row is CatalogRow => !isHostRow(row));
  const hosts = own.filter(isHostRow);
  const isReplaced = (row: CatalogRow): boolean =>
    packages.some((mine) => mine.package === row.package && mine.language === row.language);
  const extended = {
    rows: [...catalog.rows.filter((row) => !isReplaced(row)), ...packages],
    hosts: [...catalog.hosts.filter((row) => !hosts.some(({ name }) => name === row.name)), ...hosts],
  };
  const version = sha256Hex(canonicalJson({ version: catalog.version, own } as unknown as Json));
  return { catalog: { version, ...extended }, clashes: rowClashes([...extended.rows, ...extended.hosts]) };
}
