import { fileURLToPath } from 'node:url';
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

/** Rooms that most commands stand on; of them, what so many entries share is loaded at once. */
const CORE =
  /\/src\/(?:base|model|automata|policy|decision|config|scan|reporters|platform|cli)\/|\/node_modules\//;
const MANY_COMMANDS = 8;

/**
 * Everything but the native TypeScript parser and SQLite is bundled. A command loads its own chunks and a few that many
 * commands share: a file costs more to load than what stands in it (docs/adr/0002).
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
  // the same yaml as ECMAScript modules: what nobody calls is left out, and 70 wrapped modules need not run at each start
  alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url)) },
  external: ['oxc-parser', 'better-sqlite3'],
  // react without what only helps while one develops with it
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [{ name: 'without-devtools', load: (id) => (DEVTOOLS.test(id) ? 'export {};' : null) }],
  // a room's door is looked through: no module of a room does anything when it is loaded
  treeshake: { moduleSideEffects: [{ test: /\/src\/(?!cli\/)[^.]*\//, sideEffects: false }] },
  outputOptions: {
    // a group takes what it needs with it, so the ones that much is built on come first
    advancedChunks: {
      groups: [
        { name: 'exit-codes', test: /\/src\/cli\/(?:exit-codes|version)\.ts$|\/package\.json$/, priority: 5 },
        { name: 'command-line', test: /\/src\/cli\/run-command-line\.ts$/, priority: 4 },
        { name: 'core', test: CORE, minShareCount: MANY_COMMANDS, priority: 3 },
        {
          name: 'log',
          test: /\/src\/(?:audit|store|hooks)\/|\/src\/cli\/audit-/,
          minShareCount: 3,
          priority: 2,
        },
        { name: 'check', test: /\/src\/cli\/run\/check-once\.ts$/, priority: 1 },
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
