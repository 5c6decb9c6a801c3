import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFileReader } from '../../../src/platform/index.ts';
import { buildCatalog } from '../../../src/scan/catalog/build.ts';
import type { Catalog } from '../../../src/scan/catalog/catalog.ts';
import type { FrontEnd, ModuleIr } from '../../../src/scan/ir.ts';
import { createPythonFrontEnd } from '../../../src/scan/languages/python/index.ts';
import { createTypeScriptFrontEnd } from '../../../src/scan/languages/typescript/index.ts';
import { discover } from '../../../src/scan/project/discover.ts';
import { createLocator } from '../../../src/scan/project/locate-module.ts';
import { createCataloguedName } from '../../../src/scan/project/mentions.ts';
import type { Project } from '../../../src/scan/resolve/index.ts';
import { catalogDocuments } from '../catalog/data.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

/** The catalogue as it ships. */
export function shippedCatalog(): Catalog {
  const built = buildCatalog(catalogDocuments());
  if (!built.ok) throw new Error(built.error.join('\n'));
  return built.value;
}

let loaded: Promise<readonly FrontEnd[]> | undefined;

export function frontEnds(): Promise<readonly FrontEnd[]> {
  loaded ??= loadFrontEnds();
  return loaded;
}

async function loadFrontEnds(): Promise<readonly FrontEnd[]> {
  const python = await createPythonFrontEnd({
    runtime: readFileSync(join(PACKAGES, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(join(PACKAGES, 'tree-sitter-python/tree-sitter-python.wasm')),
  });
  return [python, await createTypeScriptFrontEnd()];
}

/** Lowers every source file under a folder, and finds modules in it as a scan does. */
export async function projectInFolder(
  root: string,
  catalog: Catalog,
): Promise<Project & { readonly texts: ReadonlyMap<string, string> }> {
  const ends = await frontEnds();
  const extensions = new Set(ends.flatMap((end) => end.extensions));
  const discovery = discover({
    files: nodeFileReader,
    root,
    operands: [''],
    extensions,
    include: [],
    exclude: [],
  });
  const texts = new Map<string, string>();
  const modules: ModuleIr[] = [];
  for (const file of discovery.sources) {
    const text = readFileSync(join(root, file), 'utf8');
    const end = ends.find((each) => each.extensions.some((extension) => file.endsWith(extension)));
    const ir = end?.lower(file, text);
    if (ir === undefined || 'unreadable' in ir) continue;
    texts.set(file, text);
    modules.push(ir);
  }
  const isCatalogued = createCataloguedName(catalog.rows);
  const locate = createLocator({ files: nodeFileReader, root, discovery, isCatalogued });
  return { modules: modules.sort((a, b) => (a.file < b.file ? -1 : 1)), locate, texts };
}
