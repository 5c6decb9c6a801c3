import { describe, expect, it } from 'vitest';
import { buildCatalog, parseCatalog } from '../../../src/scan/catalog/build.ts';
import { catalogDocuments } from './data.ts';

describe('the catalogue', () => {
  it('is built from its documents without a problem', () => {
    const built = buildCatalog(catalogDocuments());
    expect(built.ok ? [] : built.error).toEqual([]);
  });

  it('survives being written as JSON', () => {
    const built = buildCatalog(catalogDocuments());
    expect(parseCatalog(JSON.stringify(built.ok && built.value))).toEqual(built.ok && built.value);
  });

  it('does not depend on the order of its documents', () => {
    const documents = catalogDocuments();
    expect(buildCatalog([...documents].reverse())).toEqual(buildCatalog(documents));
  });
});
