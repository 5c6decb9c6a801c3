/**
 * Names, globs and texts made to cost time, against the 50 ms that each may take.
 * Usage: npm run build && node bench/hostile.mjs
 */
import { compilePolicy, decide, loadPolicy } from '../dist/index.js';

const LIMIT_MS = 50;
const ROUNDS = 7;

const cases = [
  ['an action type of 1 MB', '{ approval: auto }', { type: 'a'.repeat(1_000_000) }],
  [
    '`*a*a*a*a*b` on a name of 4,096 code points',
    '{ match: { type: "*a*a*a*a*b" }, approval: auto }',
    { type: 'a'.repeat(4096) },
  ],
  [
    '`*a?*a?*[ab]*b` on a name of 4,096 code points',
    '{ match: { type: "*a?*a?*[ab]*b" }, approval: auto }',
    { type: 'a'.repeat(4096) },
  ],
  [
    '`(a+)+$` on a parameter of 1 MB',
    '{ conditions: { param_matches: { text: "(a+)+$" } }, approval: auto }',
    { type: 'x', params: { text: `${'a'.repeat(1_000_000)}!` } },
  ],
  [
    '`(a|aa)*c` on a parameter of 1 MB',
    '{ conditions: { param_matches: { text: "^(a|aa)*c" } }, approval: auto }',
    { type: 'x', params: { text: 'a'.repeat(1_000_000) } },
  ],
];

for (const [name, rule, action] of cases) {
  const loaded = loadPolicy(`version: "1"\nrules:\n  - ${rule}\n`);
  if (!loaded.ok) throw new Error(loaded.error[0].message);
  // each round a fresh engine: nothing is remembered from the last
  const times = Array.from({ length: ROUNDS }, () => {
    const compiled = compilePolicy(loaded.value.policy);
    const start = process.hrtime.bigint();
    decide(compiled, action);
    return Number(process.hrtime.bigint() - start) / 1e6;
  }).sort((a, b) => a - b);
  const [best, median] = [times[0], times[ROUNDS >> 1]];
  const verdict = median <= LIMIT_MS ? `<= ${LIMIT_MS} ms` : `OVER ${LIMIT_MS} ms`;
  console.log(`${name.padEnd(52)} best ${best.toFixed(1)} ms  median ${median.toFixed(1)} ms  ${verdict}`);
}
