/**
 * How long the analysis of a policy and the difference of ten edits take, by size of the policy, beside the obvious
 * alternative that proves nothing: deciding 100,000 random actions. 70 % of the rules match a prefix, 10 % `*x*`, 10 % one
 * name, 10 % a suffix, a quarter has a condition. Of the edits, three change an approval, two a condition, two add a rule,
 * two remove one, and one moves a rule. Then policies made to be hard, which end by their budget of steps or are proved.
 *
 *   npm run build && node bench/analyze.mjs [--sizes 100,1000] [--seeds 5]
 *
 * Times are milliseconds of processor time of warm runs, which do not depend on what else the machine does: the median
 * and the longest over the seeds. Writes bench/results/analyze.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { analyzePolicy, compilePolicy, decide, diffPolicies, loadPolicy } from '../dist/index.js';

const numbersOf = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? fallback : process.argv[at + 1].split(',').map(Number);
};
const SIZES = numbersOf('--sizes', [10, 30, 100, 300, 1_000]);
const [SEEDS] = numbersOf('--seeds', [5]);
const ACTIONS = 100_000;

const rows = SIZES.map((size) => {
  const runs = Array.from({ length: SEEDS }, (_, seed) => measure(size, seed + 1));
  const of = (key) => summary(runs.map((run) => run[key]));
  const row = { rules: size, validate: of('validate'), diff: of('diff'), trying: of('trying') };
  const ratio = (row.validate.median / row.trying.median).toFixed(2);
  console.log(
    `${size} rules: validate ${text(row.validate)}, diff ${text(row.diff)}; ${ACTIONS} decisions ${text(row.trying)} (validate is ${ratio} of that)`,
  );
  return row;
});
const hard = Object.entries(hardCases()).map(([name, run]) => {
  const { ms, result } = timed(run);
  console.log(`${name}: ${Math.round(ms)} ms, ${result ? 'proved' : 'not all proved (budget)'}`);
  return { name, ms: Math.round(ms), isComplete: result };
});
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
const results = { node: process.version, unit: 'ms of processor time', edits: 10, seeds: SEEDS, rows, hard };
writeFileSync(new URL('results/analyze.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);

function measure(size, seed) {
  const random = randomNumbers(size * 1_000 + seed);
  const old = Array.from({ length: size }, (_, index) => ruleOf(random, index));
  const [before, after] = [policyOf(old), policyOf(editedRules(random, old))];
  const compiled = compilePolicy(before);
  const actions = Array.from({ length: ACTIONS }, () => ({
    type: `${wordOf(random)}_${wordOf(random)}_${wordOf(random)}`,
    params: { amount: Math.floor(random() * 1_000) },
  }));
  analyzePolicy(before);
  diffPolicies(before, after);
  return {
    validate: timed(() => analyzePolicy(before)).ms,
    diff: timed(() => diffPolicies(before, after)).ms,
    trying: timed(() => actions.forEach((action) => decide(compiled, action))).ms,
  };
}

/** Policies in which names can hide well; each says whether everything was proved. */
function hardCases() {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const floating = letters.map((letter, i) => ({
    name: letter,
    match: { type: `*${letter}*` },
    approval: ['auto', 'approve', 'block'][i % 3],
  }));
  const withConditions = floating.map((rule, i) => ({ ...rule, conditions: { param_gt: { [`p${i}`]: i } } }));
  const random = randomNumbers(7);
  const unrelated = (from) => Array.from({ length: 300 }, (_, i) => ruleOf(random, from + i));
  return {
    '26 floating globs': () => analyzePolicy(policyOf(floating)).isComplete,
    '26 floating globs over 26 parameters': () => analyzePolicy(policyOf(withConditions)).isComplete,
    'the reverse of 26 floating globs': () =>
      diffPolicies(policyOf(floating), policyOf([...floating].reverse())).notProved.length === 0,
    '300 rules against 300 unrelated ones': () =>
      diffPolicies(policyOf(unrelated(0)), policyOf(unrelated(300))).notProved.length === 0,
  };
}

function timed(run) {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1_000, result };
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: Math.round(sorted[sorted.length >> 1]), longest: Math.round(sorted.at(-1)) };
}

function text({ median, longest }) {
  return `${median} ms (at most ${longest})`;
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
