import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { buildTables, type ComplianceTables } from '../../src/compliance/index.ts';

const DATA = new URL('../../src/compliance/data/', import.meta.url);

/** A document of the tables, as it is written. */
export function document(path: string): unknown {
  return parse(readFileSync(new URL(path, DATA), 'utf8'));
}

export const FRAMEWORK_FILES: readonly string[] = readdirSync(new URL('frameworks', DATA)).sort();

type Documents = Parameters<typeof buildTables>[0];

export const DOCUMENTS: Documents = {
  rules: document('rules.yaml') as Documents['rules'],
  frameworks: FRAMEWORK_FILES.map((file) => document(`frameworks/${file}`)) as Documents['frameworks'],
};

/** The tables of this checkout, without a build. */
export const TABLES: ComplianceTables = built();

function built(): ComplianceTables {
  const tables = buildTables(DOCUMENTS);
  if (!tables.ok) throw new Error(tables.error.join('\n'));
  return tables.value;
}
