/**
 * How long the command line takes to start, as ratios to a bare `node -e 0` in the same run (the machine is shared, so
 * absolute times mean little). Runs are interleaved and the smallest of each is compared, because noise only adds.
 * Usage: npm run build && npm run bench:cli
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.argv[2] ?? 25);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'bin', 'aegis.js');
const work = mkdtempSync(join(tmpdir(), 'aegis-bench-'));
const policy = join(work, 'policy.yaml');
writeFileSync(policy, policyOf(20));
const noAi = join(work, 'plain');
mkdirSync(noAi);
for (let i = 0; i < 200; i += 1)
  writeFileSync(join(noAi, `m${i}.ts`), `export const value${i} = ${i};\n`.repeat(40));

const cases = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'aegis --version', args: [bin, '--version'], limit: 1.5 },
  { name: 'aegis --help', args: [bin, '--help'], limit: 1.5 },
  { name: 'aegis validate (20 rules)', args: [bin, 'validate', policy], limit: 3 },
  { name: 'aegis simulate (20 rules)', args: [bin, 'simulate', policy, 'read:crm'], limit: 3 },
  { name: 'aegis scan (200 files, no AI)', args: [bin, 'scan', noAi] },
];

try {
  const times = cases.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    cases.forEach((one, index) => times[index].push(timed(one)));
  }
  const rows = cases.map((one, index) => {
    const sorted = times[index].sort((a, b) => a - b);
    return { name: one.name, best: sorted[0], median: sorted[sorted.length >> 1], limit: one.limit };
  });
  const [bare] = rows;
  for (const row of rows) {
    row.ratio = row.best / bare.best;
    row.medianRatio = row.median / bare.median;
    const limit =
      row.limit === undefined ? '' : row.ratio <= row.limit ? `<= ${row.limit}x` : `OVER ${row.limit}x`;
    console.log(
      `${row.name.padEnd(32)} best ${row.best.toFixed(1).padStart(6)} ms  median ${row.median.toFixed(1).padStart(6)} ms  ` +
        `ratio ${row.ratio.toFixed(2)} (of medians ${row.medianRatio.toFixed(2)})  ${limit}`,
    );
  }
  mkdirSync(join(root, 'bench', 'results'), { recursive: true });
  const result = { bench: 'cli', node: process.version, cpus: availableParallelism(), rounds: ROUNDS, rows };
  writeFileSync(join(root, 'bench', 'results', 'cli.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function timed({ name, args }) {
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, args, { cwd: work, stdio: 'pipe', encoding: 'utf8' });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.status !== 0) throw new Error(`${name} exited ${run.status}: ${run.stderr}`);
  return took;
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
