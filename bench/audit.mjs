/**
 * What the audit log costs: adding, asking and verifying, as ratios to a bare insert loop over the same texts in the same
 * run. Ratios are of processor time, because the machine is shared and noise only adds to the time on the wall.
 * Usage: node bench/audit.mjs [rows, default 1000000] [rows added one by one, default 5000]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsdown';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const SINGLES = Number(process.argv[3] ?? 5_000);
const BATCH = 1_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'aegis-bench-'));
const bundle = mkdtempSync(join(root, 'node_modules', '.aegis-bench-'));
/** As much text as the evidence adds. */
const EVIDENCE = ' '.repeat(180);
const HASH = 'ab'.repeat(32);

const rows = [];

try {
  const store = await bundled();
  const driver = await store.loadDriver();
  const { nodeCryptography: cryptography } = store;
  const open = (name, more = {}) =>
    value(store.openWriter(join(work, name), { driver, cryptography, host: 'bench', ...more }));

  const bareBatch = measure('bare inserts, 1,000 a transaction, FULL', ROWS, () =>
    bare('bare.db', ROWS, BATCH, 'FULL'),
  );
  const writer = open('log.db');
  measure('append, batches of 1,000, FULL', ROWS, () => addAll(writer, 0, ROWS, BATCH), bareBatch);
  for (const mode of ['FULL', 'NORMAL']) {
    const name = `bare inserts one by one, ${mode}`;
    const bareSingle = measure(name, SINGLES, () => bare(`single-${mode}.db`, SINGLES, 1, mode));
    const single = open(`one-by-one-${mode}.db`, { synchronous: mode });
    measure(`append one by one, ${mode}`, SINGLES, () => addAll(single, 0, SINGLES, 1), bareSingle);
    single.close();
  }
  const keys = store.newKeyPair(cryptography);
  measure(
    'first checkpoint',
    ROWS,
    () => value(writer.checkpoint(store.readPrivateKey(keys.privateKey))),
    bareBatch,
  );
  writer.close();

  const { reader } = value(store.openReader(join(work, 'log.db'), { driver, cryptography }));
  const checkpoints = reader
    .checkpoints()
    .map((note) => ({ checkpoint: store.readCheckpoint(note), from: 'log' }));
  measure(
    'verify the chain',
    ROWS,
    () => verify(reader, new store.LogVerifier(reader.log, cryptography)),
    bareBatch,
  );
  measure(
    'verify chain and tree',
    ROWS,
    () => verify(reader, new store.LogVerifier(reader.log, cryptography, { checkpoints })),
    bareBatch,
  );
  for (const [name, filter] of Object.entries({
    'newest 50': {},
    'newest 50 of an agent': { agent: 'agent-3' },
    'newest 50 of a rule': { rule: 'rule_7' },
    'newest 50 of a risk': { riskLevel: 'critical' },
    'newest 50 of a type glob': { actionType: '*_4' },
    'newest 50 in an hour': { since: timestamp(ROWS / 2), until: timestamp(ROWS / 2 + 3600) },
    'a combination without hits': { agent: 'agent-3', riskLevel: 'critical', approval: 'auto' },
    'a target glob without hits': { target: '*nothing*' },
  }))
    measure(name, 1, () => reader.newest({ filter, limit: 50 }));
  for (const column of ['approval', 'matched_rule', 'agent_id', 'result_status'])
    measure(`totals by ${column}`, 1, () => reader.totals(column, {}));
  measure('one inclusion proof', 1, () => reader.prover().inclusion(ROWS >> 1, ROWS));
  reader.close();
  mkdirSync(join(root, 'bench', 'results'), { recursive: true });
  const result = {
    bench: 'audit',
    node: process.version,
    driver: driver.name,
    cpus: availableParallelism(),
    rows: ROWS,
    measured: rows,
  };
  writeFileSync(join(root, 'bench', 'results', 'audit.json'), `${JSON.stringify(result, null, 2)}\n`);

  function bare(name, count, batch, mode) {
    const database = driver.open(join(work, name), 'write');
    database.execute(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${mode}`);
    database.execute('CREATE TABLE log (id INTEGER PRIMARY KEY, event TEXT NOT NULL, hash TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO log (id, event, hash) VALUES (?, ?, ?)');
    for (let from = 0; from < count; from += batch) {
      database.execute('BEGIN IMMEDIATE');
      for (let i = from; i < from + batch; i += 1)
        insert.run(i + 1, JSON.stringify(eventOf(i)) + EVIDENCE, HASH);
      database.execute('COMMIT');
    }
    database.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
}

async function bundled() {
  await build({
    config: false,
    entry: [join(root, 'bench', 'audit-bundle.ts')],
    outDir: bundle,
    format: 'esm',
    platform: 'node',
    dts: false,
    logLevel: 'error',
    fixedExtension: false,
    external: ['better-sqlite3'],
    noExternal: [/^@noble\//],
  });
  return await import(pathToFileURL(join(bundle, 'audit-bundle.js')).href);
}

/** Runs work once and notes how long `count` of something took; `bareRow` is what it is compared with. */
function measure(name, count, run, bareRow) {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  run();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const row = {
    name,
    count,
    seconds,
    cpuSeconds,
    ...(bareRow === undefined ? {} : { ratio: cpuSeconds / count / (bareRow.cpuSeconds / bareRow.count) }),
  };
  rows.push(row);
  const each =
    count === 1
      ? `${(seconds * 1000).toFixed(1)} ms (cpu ${(cpuSeconds * 1000).toFixed(1)})`
      : `${Math.round(count / seconds)}/s (by cpu ${Math.round(count / cpuSeconds)}/s)`;
  console.log(
    `${name.padEnd(44)} ${each.padEnd(36)} ${row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}x bare`}`,
  );
  return row;
}

function addAll(writer, first, count, batch) {
  for (let from = first; from < first + count; from += batch) {
    value(writer.append(Array.from({ length: batch }, (_, i) => eventOf(from + i))));
  }
}

function verify(reader, verifier) {
  for (const entry of reader.entries())
    if (!verifier.take(entry)) throw new Error(`entry ${entry.id} does not hold`);
}

function value(result) {
  if (!result.ok) throw new Error(String(result.error));
  return result.value;
}

function timestamp(second) {
  return new Date(Date.UTC(2026, 0, 1) + Math.floor(second) * 1000).toISOString().replace('Z', '000Z');
}

function eventOf(i) {
  const approval = ['auto', 'auto', 'approve', 'block'][i % 4];
  return {
    agef_version: '1.0',
    event_id: `018f2d6e-7c00-7000-8000-${i.toString(16).padStart(12, '0')}`,
    timestamp: timestamp(i),
    event_type: 'policy_decision',
    agent: { id: `agent-${i % 17}`, session_id: `session-${i >> 5}` },
    action: { type: `tool_${i % 40}`, target: `record-${i}`, params: { amount: i, currency: 'EUR' } },
    decision: {
      outcome: { auto: 'allowed', approve: 'escalated', block: 'blocked' }[approval],
      approval,
      risk_level: i % 100 === 3 ? 'critical' : ['low', 'medium', 'high'][i % 3],
      rule: `rule_${i % 23}`,
      policy_hash: '4f'.repeat(32),
    },
    result: { status: approval === 'block' ? 'blocked' : 'pending' },
  };
}
