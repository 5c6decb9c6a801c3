/**
 * What a scan costs: cold and with a cache; beside it, in the same run, its parsers of TypeScript and Python
 * alone on one thread, and ast-grep looking for the same call shapes. The machine may be shared: compare the ratios, and
 * the seconds of processor time. Writes bench/results/scan.json.
 * Usage: npm run build && node bench/scan.mjs CHECKOUT... [--ast-grep BINARY] [--rounds 3]
 * Checkouts of the published figures: vercel/ai, pydantic/pydantic-ai, langchain-ai/langchainjs.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'ast-grep': { type: 'string' }, rounds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const aegis = join(root, 'bin', 'aegis.js');
values['ast-grep'] ??= installedAstGrep();
const work = mkdtempSync(join(tmpdir(), 'aegis-bench-'));

/** The program itself: what npm links starts Node first, which would count against it. */
function installedAstGrep() {
  const scope = join(root, 'node_modules', '@ast-grep');
  const folder = existsSync(scope) ? readdirSync(scope).find((name) => name.startsWith('cli-')) : undefined;
  return folder === undefined ? undefined : join(scope, folder, 'ast-grep');
}

const SHAPES = {
  TypeScript: [
    '$C.messages.create($$$)',
    '$C.chat.completions.create($$$)',
    '$C.responses.create($$$)',
    '$C.embeddings.create($$$)',
    'generateText($$$)',
    'streamText($$$)',
    'generateObject($$$)',
    'streamObject($$$)',
    'embed($$$)',
    '$C.generate($$$)',
    '$C.stream($$$)',
    '$C.invoke($$$)',
  ],
  Python: [
    '$C.messages.create($$$)',
    '$C.chat.completions.create($$$)',
    '$C.responses.create($$$)',
    '$C.embeddings.create($$$)',
    '$C.run($$$)',
    '$C.run_sync($$$)',
    '$C.run_stream($$$)',
    '$C.invoke($$$)',
  ],
};

try {
  const results = [...positionals.map((folder) => measureCheckout(resolve(folder))), measureWithoutAi()];
  const report = {
    node: process.version,
    cores: availableParallelism(),
    date: new Date().toISOString().slice(0, 10),
    rounds,
    results,
  };
  mkdirSync(join(root, 'bench', 'results'), { recursive: true });
  writeFileSync(join(root, 'bench', 'results', 'scan.json'), `${JSON.stringify(report, undefined, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function measureCheckout(folder) {
  const cache = join(work, `cache-${basename(folder)}`);
  const cold = best(() => scan(folder, cache, ['--no-cache']));
  scan(folder, cache);
  const warm = best(() => scan(folder, cache));
  const parse = best(() => parseOnly(folder));
  const astGrep = values['ast-grep'] === undefined ? undefined : best(() => searchShapes(folder));
  const figures = { cold, warm, parsersAlone: parse, ...(astGrep === undefined ? {} : { astGrep }) };
  show(basename(folder), figures);
  return { name: basename(folder), ...figures, ...ratios(figures) };
}

/** 2,000 files of a program that has nothing to do with AI, over the start of the program. */
function measureWithoutAi() {
  const folder = join(work, 'plain');
  const empty = join(work, 'empty');
  mkdirSync(empty);
  for (let index = 0; index < 2000; index++) {
    const part = join(folder, `part-${index % 40}`);
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `module-${index}.ts`), plainModule(index));
  }
  const cold = best(() => scan(folder, join(work, 'cache-plain'), ['--no-cache']));
  const start = best(() => scan(empty, join(work, 'cache-plain'), ['--no-cache']));
  const figures = { cold, start };
  show('2,000 files without AI', figures);
  return { name: '2,000 files without AI', ...figures, overStart: round(cold.wall - start.wall) };
}

function plainModule(index) {
  const functions = Array.from(
    { length: 12 },
    (_, at) =>
      `export function step${at}(input: readonly number[]): number {\n  return input.map((value) => value * ${at}).reduce((sum, value) => sum + value, ${index});\n}\n`,
  );
  return `import { step0 as other } from './module-${(index + 40) % 2000}.js';\n${functions.join('')}export const all = [other, step1];\n`;
}

function scan(folder, cache, more = []) {
  const arguments_ = [aegis, 'scan', folder, '--format', 'json', '--fail-on', 'none', ...more];
  return timed(process.execPath, arguments_, { XDG_CACHE_HOME: cache });
}

function parseOnly(folder) {
  const script = join(work, 'parse.mjs');
  writeFileSync(
    script,
    `import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
const require = createRequire(${JSON.stringify(join(root, 'package.json'))});
const files = [];
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', '.git', 'dist', 'build'].includes(entry.name)) walk(path);
    else if (entry.isFile() && statSync(path).size < 2e6) files.push(path);
  }
};
walk(${JSON.stringify(folder)});
const scripts = files.filter((path) => /\\.[cm]?[jt]sx?$/.test(path));
const { parseSync } = scripts.length === 0 ? {} : require('oxc-parser');
for (const path of scripts) parseSync(path, readFileSync(path, 'utf8')).program;
const modules = files.filter((path) => /\\.pyi?$/.test(path));
if (modules.length > 0) {
  const { Language, Parser } = require('web-tree-sitter');
  await Parser.init({ wasmBinary: readFileSync(${JSON.stringify(join(root, 'dist/data/tree-sitter.wasm'))}) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(${JSON.stringify(join(root, 'dist/data/tree-sitter-python.wasm'))})));
  for (const path of modules) parser.parse(readFileSync(path, 'utf8'))?.delete();
}
`,
  );
  return timed(process.execPath, [script]);
}

function searchShapes(folder) {
  const rules = Object.entries({ ...SHAPES, Tsx: SHAPES.TypeScript, JavaScript: SHAPES.TypeScript }).map(
    ([language, patterns]) =>
      `id: calls-${language}\nlanguage: ${language}\nrule:\n  any:\n${patterns.map((pattern) => `    - pattern: ${pattern}\n`).join('')}`,
  );
  return timed(values['ast-grep'], ['scan', '--inline-rules', rules.join('---\n'), '--json=stream', folder]);
}

/** Seconds on the clock and of processor time, and the peak of memory in MB. */
function timed(command, arguments_, env = {}) {
  const usage = join(work, 'usage');
  rmSync(usage, { force: true });
  const start = process.hrtime.bigint();
  const run = spawnSync('/usr/bin/time', ['-o', usage, '-f', '%U %S %M', command, ...arguments_], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 30,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.error !== undefined || (run.status !== 0 && run.status !== 1)) {
    throw run.error ?? new Error(`${command} ended with ${run.status}: ${run.stderr}`);
  }
  const [user, system, kilobytes] = readFileSync(usage, 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number);
  return { wall: round(wall), cpu: round(user + system), peakMb: Math.round(kilobytes / 1000) };
}

function best(run) {
  const runs = Array.from({ length: rounds }, run);
  return runs.reduce((least, one) => (one.wall < least.wall ? one : least));
}

function ratios({ cold, warm, parsersAlone, astGrep }) {
  return {
    coldToParsersAlone: round(cold.cpu / parsersAlone.cpu),
    ...(astGrep === undefined
      ? {}
      : { coldToAstGrep: round(cold.wall / astGrep.wall), warmToAstGrep: round(warm.wall / astGrep.wall) }),
  };
}

function show(name, figures) {
  console.log(name);
  for (const [what, { wall, cpu, peakMb }] of Object.entries(figures)) {
    console.log(
      `  ${what.padEnd(16)} ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor time, ${peakMb} MB`,
    );
  }
  const all = ratios({ parsersAlone: { cpu: NaN }, warm: { wall: NaN }, ...figures });
  for (const [what, ratio] of Object.entries(all))
    if (!Number.isNaN(ratio)) console.log(`  ${what.padEnd(16)} ${ratio}`);
}

function round(value) {
  return Math.round(value * 100) / 100;
}
