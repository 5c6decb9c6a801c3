import type { UserConfig } from 'tsdown';

const COMMON: UserConfig = {
  format: 'esm',
  outDir: 'dist',
  fixedExtension: false,
  minify: false,
  sourcemap: false,
};

/** Ink and all that it is made of: only the live view of the audit log loads it (docs/adr/0012). */
const LIVE_VIEW: readonly string[] = ['ink', 'react', 'react-reconciler', 'yoga-layout'];

/** What ink loads where it is developed: a debugger over a web socket. */
const DEVTOOLS = /\/ink\/build\/devtools\.js$/;

/**
 * Everything but the native TypeScript parser and SQLite is bundled, one chunk per command: a command loads only what it runs,
 * and a tree of small ESM files would alone cost a whole node start (docs/adr/0002).
 */
const node: UserConfig = {
  ...COMMON,
  entry: {
    index: 'src/index.ts',
    'cli/main': 'src/cli/main.ts',
    'cli/scan-worker': 'src/cli/scan-worker.ts',
  },
  platform: 'node',
  target: 'node20.19',
  clean: true,
  dts: { entry: ['src/index.ts'] },
  // web-tree-sitter has an eval for grammars that need one; tree-sitter-python does not
  inputOptions: { checks: { eval: false } },
  external: ['oxc-parser', 'better-sqlite3'],
  // react without what only helps while one develops with it
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [{ name: 'without-devtools', load: (id) => (DEVTOOLS.test(id) ? 'export {};' : null) }],
  // Every command reads aegis.yaml, which may hold rows of the catalogue; few commands scan. So a room's door is looked
  // through (no module of a room does anything when it is loaded), and the reader of rows is a chunk of its own.
  treeshake: { moduleSideEffects: [{ test: /\/src\/(?!cli\/)[^.]*\//, sideEffects: false }] },
  outputOptions: {
    advancedChunks: {
      groups: [
        {
          name: 'catalog-rows',
          test: /src\/scan\/(?:catalog\/(?:read-row|check-row|row-schema|fields|path)|report)\.ts$/,
        },
      ],
    },
  },
  noExternal: [
    'commander',
    'yaml',
    'ignore',
    'smol-toml',
    'web-tree-sitter',
    'fast-check',
    'pure-rand',
    ...LIVE_VIEW,
    /^@noble\//,
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/** `agent-aegis/policy`: one file that imports nothing, for browsers and workers too. */
export const browser: UserConfig = {
  ...COMMON,
  entry: { policy: 'src/browser.ts' },
  platform: 'browser',
  target: 'es2023',
  clean: false,
  dts: true,
  noExternal: ['yaml', /^@noble\//],
};

const configs: UserConfig[] = [node, browser];
export default configs;
