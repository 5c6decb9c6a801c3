/**
 * Makes dist/data: the catalogue and the tables of compliance as sorted JSON, validated, and the WebAssembly of the Python parser. The CLI reads
 * them at run time; parsing the YAML sources at start-up would cost more than a scan of a small project.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { build } from 'tsdown';
import { parse } from 'yaml';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const target = join(root, 'dist', 'data');
mkdirSync(target, { recursive: true });

const { buildCatalog } = await bundled('src/scan/catalog/build.ts');
const catalog = buildCatalog(yamlFiles(join(root, 'src/scan/catalog/data')));
if (!catalog.ok) {
  for (const problem of catalog.error) console.error(problem);
  process.exit(1);
}
writeFileSync(join(target, 'catalog.json'), JSON.stringify(catalog.value));

const { buildTables } = await bundled('src/compliance/build-tables.ts');
const [ruleFile] = yamlFiles(join(root, 'src/compliance/data')).filter(({ name }) =>
  name.endsWith('/rules.yaml'),
);
const frameworkFiles = yamlFiles(join(root, 'src/compliance/data/frameworks'));
keepToSchema([ruleFile], 'evidence-rules');
keepToSchema(frameworkFiles, 'framework');
const tables = buildTables({ rules: ruleFile.value, frameworks: frameworkFiles.map(({ value }) => value) });
if (!tables.ok) {
  for (const problem of tables.error) console.error(problem);
  process.exit(1);
}
writeFileSync(join(target, 'compliance.json'), JSON.stringify(tables.value));

for (const [from, to] of [
  ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter.wasm'],
  ['tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-python.wasm'],
]) {
  copyFileSync(require.resolve(from), join(target, to));
}

writeFileSync(join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences());

/** Ends the build where a document is not of the form that specs/ publishes. */
function keepToSchema(documents, name) {
  const schema = JSON.parse(readFileSync(join(root, 'specs', `${name}.schema.json`), 'utf8'));
  const isOfForm = new Ajv2020({ allErrors: true }).compile(schema);
  const wrong = documents.filter(({ name: file, value }) => {
    if (isOfForm(value)) return false;
    for (const { instancePath, message } of isOfForm.errors)
      console.error(`${file}${instancePath}: ${message}`);
    return true;
  });
  if (wrong.length > 0) process.exit(1);
}

/** The licences of what tsdown.config.ts bundles into dist, which all ask to be kept with copies. */
function thirdPartyLicences() {
  const packages = [
    '@noble/hashes',
    'commander',
    'fast-check',
    'ignore',
    'pure-rand',
    'smol-toml',
    'tree-sitter-python',
    'web-tree-sitter',
    'yaml',
  ];
  const texts = packages.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** A module of src, bundled to where it can be imported by plain Node. */
async function bundled(entry) {
  const outDir = join(root, 'node_modules', '.cache', `aegis-build-${process.pid}`);
  try {
    await build({
      config: false,
      entry: [join(root, entry)],
      outDir,
      format: 'esm',
      platform: 'node',
      dts: false,
      logLevel: 'error',
      fixedExtension: false,
      noExternal: [/^@noble\//],
    });
    const name = readdirSync(outDir).find((file) => file.endsWith('.js') || file.endsWith('.mjs'));
    return await import(pathToFileURL(join(outDir, name)).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

function yamlFiles(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const path = join(directory, name);
      return { name: relative(root, path).split(sep).join('/'), value: parse(readFileSync(path, 'utf8')) };
    });
}
