/**
 * Decisions of the engine against the obvious implementation, a loop over the rules with one regular expression for each
 * glob, on the same policies and actions in the same run. A quarter of the rules have a condition.
 *
 *   npm run build && node bench/decide.mjs
 *
 * Times are nanoseconds a decision, from batches of 50: a single decision is shorter than the clock can see. Ratios
 * compare the medians. Writes bench/results/decide.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { compilePolicy, decide, loadPolicy } from '../dist/index.js';

const SIZES = [10, 100, 1_000, 10_000];
const ACTIONS = 200;
const BATCH = 50;
const VERBS = [
  'create',
  'read',
  'update',
  'delete',
  'export',
  'merge',
  'send',
  'deploy',
  'refund',
  'approve',
];
const TARGETS = ['crm', 'prod_db', 'staging_db', 'mailbox', 'payments', 'repo'];
const AT = Date.UTC(2026, 2, 4, 11, 0);

const rows = SIZES.map((size) => {
  const written = policyOf(size);
  const loaded = loadPolicy(JSON.stringify(written));
  if (!loaded.ok || loaded.value.kind !== 'policy') throw new Error(JSON.stringify(loaded));
  const { policy } = loaded.value;
  const compileMs = time(() => compilePolicy(policy));
  const compiled = compilePolicy(policy);
  const linear = linearEngine(written);
  const actions = actionsFor(size);
  for (const action of actions) {
    const fast = decide(compiled, action, AT).rule;
    if (fast !== linear(action)) throw new Error(`the two disagree on ${JSON.stringify(action)}: ${fast}`);
  }
  const warm = measure(actions, (action) => decide(compiled, action, AT), 4_000);
  const loop = measure(actions, linear, size >= 10_000 ? 60 : size >= 1_000 ? 300 : 2_000);
  const cold = measure(coldActions(size), (action) => decide(compiled, action, AT), 400);
  return { rules: size, compileMs, warm, cold, linear: loop, ratio: loop.p50 / warm.p50 };
});

print();
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('./results/decide.json', import.meta.url),
  `${JSON.stringify({ node: process.version, date: new Date().toISOString().slice(0, 10), unit: 'ns', rows }, null, 2)}\n`,
);

function policyOf(size) {
  const rules = Array.from({ length: size }, (_, i) => ({
    name: `rule ${i}`,
    match: { type: `${VERBS[i % 10]}_${i}_*`, ...(i % 3 === 0 ? { target: `*${TARGETS[i % 6]}*` } : {}) },
    ...(i % 4 === 0 ? { conditions: { param_gt: { amount: 100 } } } : {}),
    approval: ['auto', 'approve', 'block'][i % 3],
    risk_level: 'high',
  }));
  return { version: '1', rules };
}

/** Actions spread evenly over the rules, some of which no rule matches. */
function actionsFor(size) {
  return Array.from({ length: ACTIONS }, (_, i) => {
    const rule = Math.floor((i * size) / ACTIONS);
    const verb = i % 10 === 9 ? 'unknown' : VERBS[rule % 10];
    return {
      type: `${verb}_${rule}_item`,
      target: `${TARGETS[rule % 6]}_eu`,
      agent: 'support',
      params: { amount: 150 },
    };
  });
}

function coldActions(size) {
  return Array.from({ length: 20_000 }, (_, i) => {
    const rule = i % size;
    return {
      type: `${VERBS[rule % 10]}_${rule}_record_${i}`,
      target: `${TARGETS[rule % 6]}_${i}`,
      params: { amount: 150 },
    };
  });
}

function linearEngine({ rules }) {
  const regexOf = (glob) =>
    new RegExp(
      `^${(glob ?? '*')
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      'i',
    );
  const prepared = rules.map((rule) => ({
    name: rule.name,
    type: regexOf(rule.match.type),
    target: regexOf(rule.match.target),
    agent: regexOf(rule.match.agent),
    limit: rule.conditions?.param_gt.amount,
  }));
  return (action) => {
    for (const rule of prepared) {
      if (!rule.type.test(action.type) || !rule.target.test(action.target) || !rule.agent.test(action.agent))
        continue;
      if (rule.limit !== undefined && !(action.params.amount > rule.limit)) continue;
      return rule.name;
    }
    return '<default>';
  };
}

function measure(actions, run, batches) {
  let next = 0;
  const batch = () => {
    for (let i = 0; i < BATCH; i += 1) {
      run(actions[next]);
      next = next + 1 === actions.length ? 0 : next + 1;
    }
  };
  for (let i = 0; i < batches / 4; i += 1) batch();
  const times = Array.from({ length: batches }, () => {
    const from = process.hrtime.bigint();
    batch();
    return Number(process.hrtime.bigint() - from) / BATCH;
  }).sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(times.length * share)] * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}

function time(run) {
  const from = performance.now();
  run();
  return Math.round((performance.now() - from) * 10) / 10;
}

function print() {
  const cells = (row) => [
    row.rules,
    `${row.warm.p50} / ${row.warm.p99}`,
    `${row.cold.p50} / ${row.cold.p99}`,
    `${row.linear.p50} / ${row.linear.p99}`,
    `${row.ratio.toFixed(1)}x`,
    row.compileMs,
  ];
  const table = [
    ['rules', 'warm p50/p99 ns', 'cold p50/p99 ns', 'loop p50/p99 ns', 'loop/warm', 'compile ms'],
    ...rows.map(cells),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => String(line[column]).length)));
  for (const line of table) console.log(line.map((cell, i) => String(cell).padStart(widths[i])).join('  '));
}
