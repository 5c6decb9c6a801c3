/**
 * How long the difference of ten edits takes, by size of the policy: 70 % of the rules match a prefix, 10 % `*x*`, 10 %
 * one name, 10 % a suffix, a quarter has a condition. Of the edits, three change an approval, two a condition, two add a
 * rule, two remove one, and one moves a rule.
 *
 *   npm run build && node bench/diff.mjs [--sizes 100,1000] [--seeds 5]
 *
 * Times are milliseconds of processor time of a warm run, which do not depend on what else the machine does: the median and
 * the longest over the seeds. Writes bench/results/diff.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { diffPolicies, loadPolicy } from '../dist/index.js';

const numbersOf = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? fallback : process.argv[at + 1].split(',').map(Number);
};
const SIZES = numbersOf('--sizes', [10, 30, 100, 300, 1_000]);
const [SEEDS] = numbersOf('--seeds', [5]);

const rows = SIZES.map((size) => {
  const runs = Array.from({ length: SEEDS }, (_, seed) => measure(size, seed + 1));
  const times = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const row = {
    rules: size,
    medianMs: Math.round(times[times.length >> 1]),
    longestMs: Math.round(times.at(-1)),
    classes: Math.round(runs.reduce((sum, { classes }) => sum + classes, 0) / SEEDS),
    notProved: runs.reduce((sum, { notProved }) => sum + notProved, 0),
  };
  console.log(
    `${row.rules} rules: median ${row.medianMs} ms, longest ${row.longestMs} ms, ${row.classes} classes, ${row.notProved} not proved`,
  );
  return row;
});
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
const results = { node: process.version, edits: 10, seeds: SEEDS, rows };
writeFileSync(new URL('results/diff.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);

function measure(size, seed) {
  const random = randomNumbers(size * 1_000 + seed);
  const old = Array.from({ length: size }, (_, index) => ruleOf(random, index));
  const edited = editedRules(random, old);
  const [before, after] = [policyOf(old), policyOf(edited)];
  diffPolicies(before, after);
  const start = process.cpuUsage();
  const { changes, notProved } = diffPolicies(before, after);
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1_000, classes: changes.length, notProved: notProved.length };
}

function policyOf(rules) {
  const loaded = loadPolicy(JSON.stringify({ version: '1', rules }));
  if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
  return loaded.value.policy;
}

function ruleOf(random, index) {
  const approval = pick(random, ['auto', 'approve', 'block']);
  const riskLevel = pick(random, ['low', 'medium', 'high', 'critical']);
  return {
    name: `rule ${index} ${random().toString(36).slice(2, 8)}`,
    match: { type: globOf(random) },
    ...(random() < 0.25 ? { conditions: conditionOf(random) } : {}),
    risk_level: riskLevel,
    approval,
  };
}

function globOf(random) {
  const share = random();
  if (share < 0.7) return `${wordOf(random)}_${wordOf(random)}_*`;
  if (share < 0.8) return `*${wordOf(random)}*`;
  if (share < 0.9) return `${wordOf(random)}_${wordOf(random)}`;
  return `*_${wordOf(random)}`;
}

function conditionOf(random) {
  const path = pick(random, ['amount', 'count', 'rows', 'path', 'env']);
  if (path === 'path') return { param_matches: { path: `^/${wordOf(random)}/` } };
  if (path === 'env') return { param_eq: { env: pick(random, ['prod', 'staging', 'dev']) } };
  return { [pick(random, ['param_gt', 'param_lte'])]: { [path]: Math.floor(random() * 1_000) } };
}

/** A word of two or three syllables: some thousands of them. */
function wordOf(random) {
  return Array.from({ length: 2 + Math.floor(random() * 2) }, () =>
    pick(random, ['ba', 'do', 'ke', 'li', 'mu', 'na', 'po', 'ri', 'su', 'ta', 've', 'zo']),
  ).join('');
}

function editedRules(random, old) {
  const rules = [...old];
  const place = () => Math.floor(random() * rules.length);
  for (let i = 0; i < 3; i += 1) {
    const at = place();
    const approval = pick(
      random,
      ['auto', 'approve', 'block'].filter((one) => one !== rules[at].approval),
    );
    rules[at] = { ...rules[at], approval };
  }
  for (let i = 0; i < 2; i += 1) {
    const at = place();
    rules[at] = { ...rules[at], conditions: conditionOf(random) };
  }
  for (let i = 0; i < 2; i += 1) rules.splice(place(), 0, ruleOf(random, rules.length + i));
  for (let i = 0; i < 2; i += 1) rules.splice(place(), 1);
  rules.splice(place(), 0, ...rules.splice(place(), 1));
  return rules;
}

function pick(random, items) {
  return items[Math.floor(random() * items.length)];
}

/** Mulberry32 (Tommy Ettinger, public domain): the same numbers for the same seed. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
