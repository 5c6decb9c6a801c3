/**
 * Compares the decision engine with its reference for as long as asked, with new random policies and actions each round.
 * Stops at the first difference; fast-check then prints the seed that reproduces it.
 * Usage: npm run fuzz -- --minutes 30
 */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROUND = 500;
const COMPARISONS_A_RUN = 40;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`\`${values.minutes}\` is not a number of minutes`);
  process.exit(2);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const end = Date.now() + minutes * 60_000;
let compared = 0;
while (Date.now() < end) {
  const run = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/decision/differential.test.ts', '--reporter=dot'],
    { cwd: root, env: { ...process.env, AEGIS_RUNS: String(ROUND) }, encoding: 'utf8' },
  );
  if (run.status !== 0) {
    console.error(run.stdout + run.stderr);
    process.exit(1);
  }
  compared += ROUND * COMPARISONS_A_RUN;
  console.log(`${compared} comparisons, 0 differences`);
}
