import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { CatalogDocument } from '../../../src/scan/catalog/build.ts';

const DATA = fileURLToPath(new URL('../../../src/scan/catalog/data/', import.meta.url));

/** The catalogue's own documents, as the build reads them. */
export function catalogDocuments(): readonly CatalogDocument[] {
  return ['typescript', 'python', 'hosts'].flatMap((folder) =>
    readdirSync(join(DATA, folder))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `${folder}/${file}`)
      .map((name) => ({ name, value: parse(readFileSync(join(DATA, name), 'utf8')) as unknown })),
  );
}
