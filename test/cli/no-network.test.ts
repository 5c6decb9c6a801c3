import dgram from 'node:dgram';
import { existsSync } from 'node:fs';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../src/cli/registry.ts';
import { PACKAGE_ROOT } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const SUITE = 'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: block } }\n';
const POLICY = 'version: "1"\nrules:\n  - match: { type: "*delete*" }\n    approval: block\n';

/** A command line for each command that does its whole work. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  init: ['init', '--dry-run'],
  validate: ['validate', 'policy.yaml'],
  fmt: ['fmt', 'policy.yaml'],
  schema: ['schema'],
  simulate: ['simulate', 'policy.yaml', 'delete:crm', '--explain'],
  test: ['test', 'policy.yaml'],
  scan: ['scan', `${PACKAGE_ROOT}/fixtures/sample-agents`, '--fail-on', 'none'],
  score: ['score', `${PACKAGE_ROOT}/fixtures/sample-agents`],
  explain: ['explain', 'AEG9001'],
  config: ['config'],
  completion: ['completion', 'bash'],
  help: ['help', 'validate'],
};

const opened: string[] = [];

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
  const ran = await runAegis(line!, { files: { 'policy.yaml': POLICY, 'policy.test.yaml': SUITE } });
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(opened).toEqual([]);
});

test('the trap works', () => {
  expect(() => net.connect(9)).toThrow('was called');
  expect(opened).toEqual(['net.Socket.connect']);
});
