import { AegisBug, canonicalJson, err, ok, sha256Hex, type Json, type Result } from '../../base/index.ts';
import type { Catalog, CatalogRow, HostRow } from './catalog.ts';
import type { RowProblem } from './fields.ts';
import { parsePath } from './path.ts';
import { isHostRow, readRow } from './read-row.ts';

/** A parsed YAML document of the catalogue. */
export interface CatalogDocument {
  /** Shown in problems: the file's path. */
  readonly name: string;
  readonly value: unknown;
}

/** The catalogue of these documents, sorted, or everything that is wrong with them, one line a problem. */
export function buildCatalog(files: readonly CatalogDocument[]): Result<Catalog, readonly string[]> {
  const read = files.map((file) => ({ file, result: readRow(file.value) }));
  const rows = sorted(read.flatMap(({ result }) => (result.ok ? [result.value] : [])));
  const problems = [
    ...read.flatMap(({ file, result }) =>
      result.ok ? [] : result.error.map((each) => line(file.name, each)),
    ),
    ...rowClashes(rows),
  ];
  return problems.length === 0 ? ok(catalogOf(rows)) : err(problems);
}

/** Reads the JSON text that the build made of `buildCatalog`'s value. */
export function parseCatalog(json: string): Catalog {
  const value = JSON.parse(json) as Partial<Catalog>;
  if (typeof value.version !== 'string' || !Array.isArray(value.rows) || !Array.isArray(value.hosts)) {
    throw new AegisBug('the catalogue has no rows');
  }
  return value as Catalog;
}

function catalogOf(all: readonly (CatalogRow | HostRow)[]): Catalog {
  const rows = sorted(all).filter(isPackageRow).map(sortCalls);
  const hosts = sorted(all).filter(isHostRow);
  return { version: sha256Hex(canonicalJson({ rows, hosts } as unknown as Json)), rows, hosts };
}

function sorted(rows: readonly (CatalogRow | HostRow)[]): readonly (CatalogRow | HostRow)[] {
  return [...rows].sort((left, right) => compare(identity(left), identity(right)));
}

function sortCalls(row: CatalogRow): CatalogRow {
  return { ...row, calls: [...row.calls].sort((left, right) => compare(left.path, right.path)) };
}

/** What more than one row claims, one line a clash. */
export function rowClashes(rows: readonly (CatalogRow | HostRow)[]): readonly string[] {
  const owners = new Map<string, string>();
  return rows.flatMap((row) =>
    claims(row).flatMap((claim) => {
      const owner = owners.get(claim);
      owners.set(claim, identity(row));
      return owner === undefined
        ? []
        : [`${claim}: claimed by two rows, \`${owner}\` and \`${identity(row)}\``];
    }),
  );
}

/** What no two rows may have in common: their name, a host, or an export of a module (rows may share modules). */
function claims(row: CatalogRow | HostRow): readonly string[] {
  if (isHostRow(row)) return [`row ${identity(row)}`, ...row.hosts.map((host) => `host ${host}`)];
  const names = exportsOf(row);
  const exports = row.modules.flatMap((module) => names.map((name) => `${row.language} ${module} ${name}`));
  return [`row ${identity(row)}`, ...exports];
}

function exportsOf(row: CatalogRow): readonly string[] {
  const paths = [
    ...Object.values(row.types).flatMap((type) => [
      ...(type.classes ?? []),
      ...(type.values ?? []),
      ...(type.decorators ?? []),
    ]),
    ...row.calls.map((call) => call.path),
  ];
  const heads = paths
    .map(parsePath)
    .flatMap((path) => (path.ok && path.value.head.kind === 'export' ? [path.value.head.name] : []));
  return [...new Set(heads)];
}

function identity(row: CatalogRow | HostRow): string {
  return isHostRow(row) ? `host ${row.name}` : `${row.language} ${row.package}`;
}

function line(name: string, problem: RowProblem): string {
  const at = problem.at.map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`)).join('');
  return `${name}${at === '' ? '' : ` at ${at.replace(/^\./, '')}`}: ${problem.message}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isPackageRow(row: CatalogRow | HostRow): row is CatalogRow {
  return !isHostRow(row);
}
