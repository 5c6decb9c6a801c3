/**
 * What a hook costs: the cold start of one audited decision, as a ratio to a bare `node -e 0` in the same run, beside
 * hooks that people write by hand (which record nothing) and Cedar in a process of its own; and the rate of `--stream`,
 * as a ratio to bare inserts of the same texts in transactions of the same size. Runs are interleaved and the smallest of
 * each is compared, because noise only adds.
 * Usage: npm run build && node bench/check.mjs [rounds] [lines]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROUNDS = Number(process.argv[2] ?? 25);
const LINES = Number(process.argv[3] ?? 20_000);
const BATCH = 256;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const bin = join(root, 'bin', 'aegis.js');
const work = mkdtempSync(join(tmpdir(), 'aegis-bench-'));
const policy = join(work, 'policy.yaml');
writeFileSync(policy, policyOf(20));
const call = JSON.stringify({
  hook_event_name: 'PreToolUse',
  session_id: 's1',
  cwd: work,
  tool_name: 'Bash',
  tool_input: { command: 'npm test', description: 'Run the tests' },
  tool_use_id: 'toolu_1',
});
const byHand = join(work, 'hook.mjs');
writeFileSync(
  byHand,
  `import { readFileSync } from 'node:fs';
const { tool_input } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(/rm -rf/.test(tool_input.command) ? { decision: 'block' } : {}));`,
);
const python = join(work, 'hook.py');
writeFileSync(
  python,
  `import json, re, sys
call = json.load(sys.stdin)
print(json.dumps({'decision': 'block'} if re.search('rm -rf', call['tool_input']['command']) else {}))`,
);
const cedar = join(work, 'cedar.mjs');
writeFileSync(
  cedar,
  `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const cedar = createRequire(${JSON.stringify(pathToFileURL(join(root, 'bench/')).href)})('@cedar-policy/cedar-wasm/nodejs');
const { tool_name } = JSON.parse(readFileSync(0, 'utf8'));
const answer = cedar.isAuthorized({
  principal: { type: 'Agent', id: 'claude' }, action: { type: 'Action', id: tool_name }, resource: { type: 'Tool', id: tool_name },
  context: {}, policies: { staticPolicies: 'permit(principal, action, resource);' }, entities: [],
});
console.log(JSON.stringify(answer.response));`,
);

const cases = [
  { name: 'node -e 0', command: process.execPath, args: ['-e', '0'] },
  { name: 'a hook by hand (node, no log)', command: process.execPath, args: [byHand] },
  ...(works('python3', [python])
    ? [{ name: 'a hook by hand (python, no log)', command: 'python3', args: [python] }]
    : []),
  ...(works(process.execPath, [cedar])
    ? [{ name: 'cedar-wasm (no log)', command: process.execPath, args: [cedar] }]
    : []),
  {
    name: 'aegis check (20 rules, logged)',
    command: process.execPath,
    args: [bin, 'check', policy, '--hook', 'claude-code', '--db', join(work, 'cold.db')],
    limit: 3,
  },
];

try {
  const times = cases.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    cases.forEach((one, index) => times[index].push(timed(one)));
  const rows = cases.map((one, index) => {
    const sorted = times[index].sort((a, b) => a - b);
    return { name: one.name, best: sorted[0], median: sorted[sorted.length >> 1], limit: one.limit };
  });
  for (const row of rows) {
    row.ratio = row.best / rows[0].best;
    row.medianRatio = row.median / rows[0].median;
    const limit =
      row.limit === undefined ? '' : row.ratio <= row.limit ? `<= ${row.limit}x` : `OVER ${row.limit}x`;
    console.log(
      `${row.name.padEnd(34)} best ${row.best.toFixed(1).padStart(6)} ms  median ${row.median.toFixed(1).padStart(6)} ms  ` +
        `ratio ${row.ratio.toFixed(2)} (of medians ${row.medianRatio.toFixed(2)})  ${limit}`,
    );
  }
  const stream = await streamRate();
  const bare = bareRate();
  const { perSecond, perProcessorSecond } = stream;
  console.log(
    `aegis check --stream               ${perSecond.toFixed(0)} decisions/s at FULL, ${perProcessorSecond.toFixed(0)} in a second of processor time ` +
      `(${(bare / perSecond).toFixed(2)} times the time of bare inserts, ${bare.toFixed(0)}/s)  ${perSecond >= 5_000 ? '>= 5000' : 'UNDER 5000'}`,
  );
  mkdirSync(join(root, 'bench', 'results'), { recursive: true });
  const result = {
    bench: 'check',
    node: process.version,
    cpus: availableParallelism(),
    rounds: ROUNDS,
    rows,
    stream: { lines: LINES, ...stream, barePerSecond: bare },
  };
  writeFileSync(join(root, 'bench', 'results', 'check.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function timed({ name, command, args }) {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { cwd: work, input: call, encoding: 'utf8' });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.status !== 0) throw new Error(`${name} exited ${run.status}: ${run.stderr}`);
  return took;
}

function works(command, args) {
  return spawnSync(command, args, { input: call }).status === 0;
}

/** From the first answer to the last, so that the start of the process does not count; the best of three. */
async function streamRate() {
  const best = { perSecond: 0, perProcessorSecond: 0 };
  for (let round = 0; round < 3; round += 1) {
    const one = await oneStream(round);
    for (const key of Object.keys(best)) best[key] = Math.max(best[key], one[key]);
  }
  return best;
}

/** What Node runs first: at its end it writes the processor time that it used, which a busy machine changes little. */
function toldAtExit(file) {
  const code = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())));`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function oneStream(round) {
  const args = [bin, 'check', policy, '--stream', '--quiet', '--db', join(work, `stream-${round}.db`)];
  const usage = join(work, `usage-${round}.json`);
  const child = spawn(process.execPath, ['--import', toldAtExit(usage), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(Array.from({ length: LINES }, (_, i) => `${line(i)}\n`).join(''));
  let first;
  let count = 0;
  let counted = 0;
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const lines = chunk.toString().split('\n').length - 1;
      if (first === undefined) first = process.hrtime.bigint();
      else counted += lines;
      count += lines;
    });
    child.on('close', (code) => {
      if (code === 2 || count !== LINES) reject(new Error(`exit ${code} after ${count} answers`));
      const { userCPUTime, systemCPUTime } = JSON.parse(readFileSync(usage, 'utf8'));
      resolve({
        perSecond: (counted * 1e9) / Number(process.hrtime.bigint() - first),
        perProcessorSecond: (LINES * 1e6) / (userCPUTime + systemCPUTime),
      });
    });
  });
}

/** What SQLite alone does with texts of that length: the floor. */
function bareRate() {
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    const Database = require('better-sqlite3');
    const database = new Database(join(work, `bare-${round}.db`));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY, event TEXT)');
    const insert = database.prepare('INSERT INTO entry (event) VALUES (?)');
    const text = 'x'.repeat(900);
    const some = database.transaction((from) => {
      for (let i = from; i < from + BATCH && i < LINES; i += 1) insert.run(text + i);
    });
    const start = process.hrtime.bigint();
    for (let from = 0; from < LINES; from += BATCH) some(from);
    best = Math.max(best, (LINES * 1e9) / Number(process.hrtime.bigint() - start));
    database.close();
  }
  return best;
}

function line(i) {
  return JSON.stringify({
    type: `verb${i % 20}_thing`,
    target: i % 2 === 0 ? 'crm' : 'shop-eu',
    agent: 'desk',
    session: 's1',
    id: String(i),
    params: { amount: i % 100, note: 'for the customer at table four' },
  });
}

function policyOf(rules) {
  const lines = ['version: "1"', 'rules:'];
  for (let i = 0; i < rules; i += 1) {
    lines.push(`  - name: rule${i}`, `    match: { type: "verb${i}_*", target: ["crm", "shop*"] }`);
    if (i % 4 === 0) lines.push(`    conditions: { param_gt: { amount: ${i} } }`);
    lines.push('    risk_level: high', '    approval: approve');
  }
  return `${lines.join('\n')}\n`;
}
