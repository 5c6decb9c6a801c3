/**
 * Scans mutated real source files: no text may end the process or take more than 5 s of processor time. Prints the slowest; what breaks
 * is written beside, to be looked at.
 * Usage: npm run build && npm run fuzz:scan -- FOLDER... [--count 10000] [--seed 1]
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const LIMIT_MS = 5000;
const SIGNS = [
  '(',
  '[',
  '{',
  '}',
  ')',
  '"',
  '`',
  '${',
  '/*',
  '//',
  '#',
  '<',
  'f"{',
  '@',
  '\\',
  ':',
  ';',
  '=>',
  '\0',
  '.a',
  'a(',
  '!',
  '-',
  'new ',
  'not ',
  'lambda: ',
  'x if y else ',
  '"""',
];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = positionals.flatMap(sourcesBelow);
if (files.length === 0) {
  console.error('name folders that hold source files');
  process.exit(2);
}

let state = Number(values.seed) >>> 0;
const bad = [];
const count = Number(values.count);
let slowest = { took: 0 };
let worker = start();
for (let index = 0; index < count; index++) {
  const file = files[below(files.length)];
  const text = mutated(readFileSync(file, 'utf8'));
  const job = {
    file: `a${extname(file)}`,
    language: /\.pyi?$/.test(file) ? 'python' : 'typescript',
    text,
  };
  const begin = process.cpuUsage();
  const ended = await ask(job);
  const { user, system } = process.cpuUsage(begin);
  const took = Math.round((user + system) / 1000);
  if (took > slowest.took) slowest = { took, file, length: text.length };
  if (ended === 'died' || took > LIMIT_MS) bad.push(keep(job, ended, took, index));
  if ((index + 1) % 500 === 0)
    console.log(`${index + 1} files; slowest ${slowest.took} ms; ${bad.length} bad`);
}
await worker.terminate();
console.log(
  `${count} mutated files, ${bad.length} bad; slowest ${slowest.took} ms (${slowest.length} characters)`,
);
for (const one of bad) console.log(one);
process.exitCode = bad.length === 0 ? 0 : 1;

function start() {
  return new Worker(pathToFileURL(join(root, 'dist', 'cli', 'scan-worker.js')), {
    resourceLimits: { stackSizeMb: 64 },
  });
}

function ask(job) {
  return new Promise((settle) => {
    const listen = (message) => {
      if (message.kind !== 'parsed') return;
      worker.off('message', listen);
      worker.off('error', fail);
      settle('parsed');
    };
    const fail = () => {
      worker = start();
      settle('died');
    };
    worker.on('message', listen);
    worker.once('error', fail);
    worker.postMessage([job]);
  });
}

function keep(job, ended, took, index) {
  const folder = join(tmpdir(), 'aegis-fuzz-scan');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${values.seed}-${index}${extname(job.file)}`);
  writeFileSync(path, job.text);
  return `${path}: ${ended} after ${took} ms`;
}

/** Cut, doubled, moved, torn: what editors and merges do to a text, and what they do not. */
function mutated(text) {
  let now = text;
  for (let left = 1 + below(4); left > 0; left--) {
    const [from, to] = [below(now.length + 1), below(now.length + 1)].sort((a, b) => a - b);
    const end = Math.min(to, from + 400);
    const piece = now.slice(from, end);
    const change = [
      () => now.slice(0, from) + now.slice(end),
      () => now.slice(0, end) + piece + now.slice(end),
      () => now.slice(0, from) + SIGNS[below(SIGNS.length)].repeat(1 + below(3)) + now.slice(from),
      () => now.slice(0, from) + SIGNS[below(SIGNS.length)].repeat(2000 + below(30_000)) + now.slice(from),
      () => now.slice(0, from),
      () => now.slice(0, from) + [...piece].reverse().join('') + now.slice(end),
      () => now.slice(0, from) + String.fromCharCode(below(0x10000)) + now.slice(from + 1),
      () => now.slice(0, from) + piece.replaceAll('\n', ' ') + now.slice(end),
    ];
    now = change[below(change.length)]();
  }
  return now;
}

/** The same numbers for the same seed (xorshift, G. Marsaglia 2003). */
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return limit === 0 ? 0 : state % limit;
}

function sourcesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(?:[cm]?[jt]sx?|pyi?)$/.test(name) && !/(?:^|\/)(?:node_modules|\.git)\//.test(name))
    .map((name) => join(folder, name))
    .filter((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() === true && stat.size < 200_000;
    });
}
