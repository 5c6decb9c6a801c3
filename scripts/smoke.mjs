/**
 * Packs the package as it would be published, installs it into an empty folder without install scripts, and runs the
 * installed binary on a small project: what a stranger gets.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'aegis-smoke-'));
let failures = 0;

try {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = JSON.parse(
    execFileSync(npm, ['pack', '--json', '--pack-destination', work], { cwd: root, encoding: 'utf8' }),
  );
  const { filename, size, unpackedSize, files } = packed[0];
  console.log(`${filename}: ${kilo(size)} packed, ${kilo(unpackedSize)} unpacked, ${files.length} files`);
  const project = join(work, 'shop');
  mkdirSync(project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'shop', private: true, type: 'module' }),
  );
  execFileSync(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', join(work, filename)], {
    cwd: project,
    stdio: 'inherit',
  });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  writeFileSync(
    join(project, 'ask.ts'),
    "import OpenAI from 'openai';\nconst client = new OpenAI();\nawait client.responses.create({ model: 'm', input: 'hello' });\n",
  );
  writeFileSync(
    join(project, 'ask.py'),
    'from anthropic import Anthropic\n\nAnthropic().messages.create(model="m", max_tokens=1, messages=[])\n',
  );
  expect(project, ['--version'], 0, version);
  expect(project, ['init', '--template', 'crm'], 0, 'aegis.yaml');
  expect(project, ['validate'], 0, '');
  expect(project, ['fmt', '--check'], 0, '');
  expect(project, ['schema'], 0, '"$schema"');
  expect(project, ['simulate', 'aegis.yaml', 'delete:contact', '--expect', 'block'], 0, 'block');
  expect(project, ['scan', '.'], 1, 'ask.py');
  expect(project, ['scan', '.', '--fail-on', 'none'], 0, 'ask.ts');
  expect(project, ['score', '.', '--policy', 'aegis.yaml'], 0, '/100');
  expect(project, ['explain', 'AEG3001'], 0, 'AEG3001');
  expect(project, ['validate', 'missing.yaml'], 2, '');
  library(project, 'agent-aegis');
  library(project, 'agent-aegis/policy');
  const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  console.log(`installed: ${installed.join(' ')}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (failures > 0) {
  console.error(`${failures} smoke checks failed`);
  process.exitCode = 1;
}

function expect(cwd, args, code, text) {
  const bin = join('node_modules', 'agent-aegis', 'bin', 'aegis.js');
  const run = spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' });
  const output = run.stdout + run.stderr;
  if (run.status === code && output.includes(text)) return console.log(`ok   aegis ${args.join(' ')}`);
  failures += 1;
  console.error(
    `FAIL aegis ${args.join(' ')}: exit ${run.status}, expected ${code} and \`${text}\`\n${output}`,
  );
}

function library(cwd, entry) {
  writeFileSync(
    join(cwd, 'decide.mjs'),
    `import { compilePolicy, decide, loadPolicy } from '${entry}';
const loaded = loadPolicy('version: "1"\\nrules:\\n  - { name: stop, match: { type: "delete*" }, approval: block }\\n');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
console.log(decide(compilePolicy(loaded.value.policy), { type: 'Delete_User' }).approval);
`,
  );
  const run = spawnSync(process.execPath, ['decide.mjs'], { cwd, encoding: 'utf8' });
  if (run.status === 0 && run.stdout === 'block\n') return console.log(`ok   import of ${entry}`);
  failures += 1;
  console.error(`FAIL import of ${entry}: ${run.stdout}${run.stderr}`);
}

function kilo(bytes) {
  return `${Math.round(bytes / 1024)} kB`;
}
