import { defineConfig } from 'tsdown';

/**
 * Everything but the native TypeScript parser is bundled, one chunk per command: a command loads only what it runs,
 * and a tree of small ESM files would alone cost a whole node start (docs/adr/0002).
 */
export default defineConfig({
  entry: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  clean: true,
  dts: { entry: ['src/index.ts'] },
  fixedExtension: false,
  minify: false,
  sourcemap: false,
  // web-tree-sitter has an eval for grammars that need one; tree-sitter-python does not
  inputOptions: { checks: { eval: false } },
  external: ['oxc-parser'],
  noExternal: ['commander', 'yaml', 'ignore', 'smol-toml', 'web-tree-sitter', /^@noble\//],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
