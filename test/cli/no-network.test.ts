import dgram from 'node:dgram';
import { existsSync } from 'node:fs';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newKeyPair, readPrivateKey } from '../../src/audit/index.ts';
import { COMMANDS } from '../../src/cli/registry.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { PACKAGE_ROOT } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const SUITE = 'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: block } }\n';
const POLICY = 'version: "1"\nrules:\n  - match: { type: "*delete*" }\n    approval: block\n';

const LOG = freshPath();
const EARLIER_LOG = freshPath('earlier.db');
const KEYS = newKeyPair(nodeCryptography);
const EVENT = JSON.stringify(deskEvent(1));

/** A command line for each command that does its whole work. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  init: ['init', '--dry-run'],
  // The one exception to all of this is asked for by name: `--llm-endpoint` calls the URL that is given, and no other.
  autopolicy: ['autopolicy', 'block deletes', '--append', 'policy.yaml', '--explain'],
  validate: ['validate', 'policy.yaml'],
  fmt: ['fmt', 'policy.yaml'],
  schema: ['schema'],
  diff: ['diff', 'policy.yaml', 'policy.yaml'],
  probe: ['probe', 'policy.yaml', '--runs', '100', '--fix'],
  simulate: ['simulate', 'policy.yaml', 'delete:crm', '--explain'],
  query: ['query', 'policy.yaml', 'approval=auto'],
  test: ['test', 'policy.yaml'],
  scan: ['scan', `${PACKAGE_ROOT}/fixtures/sample-agents`, '--fail-on', 'none'],
  score: ['score', `${PACKAGE_ROOT}/fixtures/sample-agents`],
  check: ['check', '--db', LOG, '--hook', 'generic'],
  audit: ['audit', '--db', LOG],
  'audit verify': ['audit', 'verify', '--db', LOG],
  'audit checkpoint': ['audit', 'checkpoint', '--db', LOG, '--key', 'desk.key'],
  'audit prove': ['audit', 'prove', '1', '--db', LOG],
  'audit export': ['audit', 'export', '--db', LOG],
  'audit import': ['audit', 'import', EARLIER_LOG, '--db', LOG],
  'audit evidence': ['audit', 'evidence', 'soc2', '--db', LOG],
  'audit keygen': ['audit', 'keygen'],
  'agef validate': ['agef', 'validate', 'event.json'],
  compliance: ['compliance', '--db', LOG, '--fail-on', 'none'],
  regulatory: ['regulatory', '--db', LOG, '--fail-on', 'none'],
  stats: ['stats', '--db', LOG],
  explain: ['explain', 'AEG9001'],
  config: ['config'],
  completion: ['completion', 'bash'],
  help: ['help', 'validate'],
};

const opened: string[] = [];

beforeAll(() => {
  const [driver] = DRIVERS;
  const writer = writerAt(LOG, driver!);
  writer.append([1, 2, 3].map(deskEvent));
  writer.checkpoint(readPrivateKey(KEYS.privateKey)!);
  writer.close();
  const earlier = driver!.open(EARLIER_LOG, 'write');
  earlier.execute('CREATE TABLE audit_log (id INTEGER, timestamp TEXT, action_type TEXT)');
  earlier.close();
});

beforeEach(() => {
  opened.length = 0;
  const refuse = (name: string) => (): never => {
    opened.push(name);
    throw new Error(`${name} was called`);
  };
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse('net.Socket.connect'));
  vi.spyOn(net.Server.prototype, 'listen').mockImplementation(refuse('net.Server.listen'));
  vi.spyOn(tls, 'connect').mockImplementation(refuse('tls.connect'));
  vi.spyOn(http, 'request').mockImplementation(refuse('http.request'));
  vi.spyOn(https, 'request').mockImplementation(refuse('https.request'));
  vi.spyOn(dns, 'lookup').mockImplementation(refuse('dns.lookup'));
  vi.spyOn(dgram, 'createSocket').mockImplementation(refuse('dgram.createSocket'));
  vi.spyOn(globalThis, 'fetch').mockImplementation(refuse('fetch'));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** `scan` and `score` need what the build makes. */
const isBuilt = existsSync(`${PACKAGE_ROOT}/dist/data/catalog.json`);
const TESTED = COMMANDS.filter(({ name }) => isBuilt || !['scan', 'score'].includes(name));

test.each(TESTED.map((command) => [command.name]))('aegis %s opens no socket', async (name) => {
  const line = LINES[name];
  expect(line, `a command line for ${name} in this test`).toBeDefined();
  const ran = await runAegis(line!, {
    ...(name === 'check' ? { stdin: '{"type": "read"}' } : {}),
    files: {
      'policy.yaml': POLICY,
      'policy.test.yaml': SUITE,
      'desk.key': KEYS.privateKey,
      'event.json': EVENT,
    },
  });
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(opened).toEqual([]);
});

test('the trap works', () => {
  expect(() => net.connect(9)).toThrow('was called');
  expect(opened).toEqual(['net.Socket.connect']);
});
