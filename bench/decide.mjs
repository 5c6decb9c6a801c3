/**
 * Decisions of the engine against the obvious implementation (a loop over the rules with one regular expression for each
 * glob), against casbin and against Cedar, on the same policies and actions in the same run; that all decide by the same
 * rule is checked first. A quarter of the rules have a condition. Cold names were never seen before.
 *
 *   npm run build && node --expose-gc bench/decide.mjs
 *
 * Times are nanoseconds a decision, for the engine and the loop from batches of 50: a single decision is shorter than the
 * clock can see, so its p99 is that of batches. Ratios compare the medians with those of the warm engine. Writes bench/results/decide.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModel } from 'casbin';
import { compilePolicy, decide, loadPolicy } from '../dist/index.js';

// V8 of Node 20 ends the process when it leaves optimised code within a WebAssembly call that it has inlined.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');
if (globalThis.gc === undefined) throw new Error('run it as `node --expose-gc bench/decide.mjs`');

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
/** The slow ones are measured at fewer sizes and in fewer batches. */
const OTHERS = {
  linear: {
    engine: linearEngine,
    sizes: SIZES,
    batches: (size) => Math.max(60, Math.min(2_000, 300_000 / size)),
  },
  casbin: { engine: casbinEngine, sizes: [10, 100, 1_000], batches: (size) => Math.max(40, 20_000 / size) },
  cedar: { engine: cedarEngine, sizes: [10, 100, 1_000], batches: (size) => Math.max(200, 20_000 / size) },
};
const AT = Date.UTC(2026, 2, 4, 11, 0);

const rows = [];
for (const size of SIZES) rows.push(await rowFor(size));

print();
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('./results/decide.json', import.meta.url),
  `${JSON.stringify({ node: process.version, date: new Date().toISOString().slice(0, 10), unit: 'ns', rows }, null, 2)}\n`,
);

async function rowFor(size) {
  const written = policyOf(size);
  const loaded = loadPolicy(JSON.stringify(written));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  const { policy } = loaded.value;
  const compileMs = Math.min(...[1, 2, 3].map(() => time(() => compilePolicy(policy))));
  const compiled = compilePolicy(policy);
  const actions = actionsFor(size);
  const aegis = (action) => decide(compiled, action, AT).rule;
  const warm = measure(actions, aegis, 4_000);
  const row = {
    rules: size,
    compileMs,
    warm,
    warmBytes: allocated(actions, aegis, 50),
    cold: measure(coldActions(size), aegis, 400),
    others: {},
  };
  for (const [name, { engine, sizes, batches }] of Object.entries(OTHERS)) {
    if (!sizes.includes(size)) continue;
    const run = await engine(written);
    for (const action of actions) {
      if (aegis(action) === run(action)) continue;
      throw new Error(`${name} decides ${JSON.stringify(action)} by ${run(action)}, not ${aegis(action)}`);
    }
    const measured = measure(actions, run, batches(size), name === 'linear' ? BATCH : 1);
    row.others[name] = {
      ...measured,
      bytes: allocated(actions, run, name === 'linear' && size < 10_000 ? 50 : 1),
      ratio: measured.p50 / warm.p50,
    };
  }
  return row;
}

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

/** Rules in order, the first that matches decides, as casbin's `priority` effect does. */
async function casbinEngine({ rules }) {
  const model = newModel(`
[request_definition]
r = type, target, amount
[policy_definition]
p = type, target, limit, eft, name
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = keyMatch(r.type, p.type) && (p.target == '*' || has(r.target, p.target)) && (p.limit == '' || r.amount > p.limit)
`);
  const enforcer = await newEnforcer(model);
  await enforcer.addFunction('has', (text, part) => text.includes(part));
  await enforcer.addPolicies(
    rules.map(({ name, match, conditions, approval }) => [
      match.type,
      (match.target ?? '*').replace(/^\*(.+)\*$/, '$1'),
      String(conditions?.param_gt.amount ?? ''),
      approval === 'auto' ? 'allow' : 'deny',
      name,
    ]),
  );
  return ({ type, target, params }) => {
    const [, reason] = enforcer.enforceExSync(type, target, params.amount);
    return reason[4] ?? '<default>';
  };
}

/**
 * Cedar's policies have no order; here at most one matches, so that its answer is the same. The policies are parsed
 * once, as `preparsePolicySet` allows.
 */
function cedarEngine({ rules }) {
  const id = `rules-${rules.length}`;
  const staticPolicies = Object.fromEntries(
    rules.map(({ name, match, conditions, approval }) => {
      const tests = [
        `context.type like "${match.type}"`,
        ...(match.target === undefined ? [] : [`context.target like "${match.target}"`]),
        ...(conditions === undefined ? [] : [`context.amount > ${conditions.param_gt.amount}`]),
      ];
      const effect = approval === 'auto' ? 'permit' : 'forbid';
      return [name, `${effect}(principal, action, resource) when { ${tests.join(' && ')} };`];
    }),
  );
  const parsed = preparsePolicySet(id, { staticPolicies });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
  const call = {
    principal: { type: 'Agent', id: 'support' },
    action: { type: 'Action', id: 'call' },
    resource: { type: 'Tool', id: 'any' },
    preparsedPolicySetId: id,
    entities: [],
  };
  return ({ type, target, params }) => {
    const answer = statefulIsAuthorized({ ...call, context: { type, target, amount: params.amount } });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
    return answer.response.diagnostics.reason[0] ?? '<default>';
  };
}

function measure(actions, run, batches, size = BATCH) {
  let next = 0;
  const batch = () => {
    for (let i = 0; i < size; i += 1) {
      run(actions[next]);
      next = next + 1 === actions.length ? 0 : next + 1;
    }
  };
  for (let i = 0; i < batches / 4; i += 1) batch();
  const times = Array.from({ length: Math.floor(batches) }, () => {
    const from = process.hrtime.bigint();
    batch();
    return Number(process.hrtime.bigint() - from) / size;
  }).sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(times.length * share)] * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Bytes a decision takes from the heap, the least of several rounds, since a collection in between hides some. */
function allocated(actions, run, repetitions = 1) {
  const rounds = Array.from({ length: 5 }, () => {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < repetitions; i += 1) for (const action of actions) run(action);
    return (process.memoryUsage().heapUsed - before) / (actions.length * repetitions);
  });
  return Math.round(Math.min(...rounds.filter((bytes) => bytes >= 0)));
}

function time(run) {
  const from = performance.now();
  run();
  return Math.round((performance.now() - from) * 10) / 10;
}

function print() {
  const other = (row, name) => {
    const measured = row.others[name];
    return measured === undefined
      ? '-'
      : `${measured.p50} (${measured.ratio.toFixed(0)}x, ${measured.bytes} B)`;
  };
  const cells = (row) => [
    row.rules,
    `${row.warm.p50} / ${row.warm.p99}`,
    row.warmBytes,
    `${row.cold.p50} / ${row.cold.p99}`,
    row.compileMs,
    ...Object.keys(OTHERS).map((name) => other(row, name)),
  ];
  const head = ['rules', 'warm p50/p99 ns', 'B', 'cold p50/p99 ns', 'compile ms'];
  const table = [[...head, ...Object.keys(OTHERS).map((name) => `${name} p50 ns`)], ...rows.map(cells)];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => String(line[column]).length)));
  for (const line of table) console.log(line.map((cell, i) => String(cell).padStart(widths[i])).join('  '));
}
