import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'tsdown';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '../../tsdown.config.ts';

const CHROMIUM = '/usr/bin/chromium';

const folder = mkdtempSync(join(tmpdir(), 'aegis-browser-'));
/** What is published, and what a site makes of it. */
let published = '';
let bundled = '';

beforeAll(async () => {
  const out = { config: false, logLevel: 'silent', outDir: folder, clean: false, dts: false } as const;
  await build({ ...browser, ...out });
  published = readFileSync(join(folder, 'policy.js'), 'utf8');
  const site = join(folder, 'site.mjs');
  writeFileSync(site, `export * from './policy.js';\n`);
  await build({
    ...out,
    entry: { site },
    platform: 'browser',
    format: 'iife',
    globalName: 'aegis',
    outputOptions: { entryFileNames: 'site.js' },
  });
  bundled = readFileSync(join(folder, 'site.js'), 'utf8');
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs in a page: everything the entry promises, on the text of a policy. */
const SCRIPT = `(() => {
  const text = 'version: "1"\\ntimezone: Europe/Berlin\\nrules:\\n  - name: deletes\\n    match: { type: "*delete*" }\\n    conditions: { time_after: "18:00" }\\n    approval: block\\n';
  const loaded = aegis.loadPolicy(text);
  if (!loaded.ok) return JSON.stringify(loaded);
  const compiled = aegis.compilePolicy(loaded.value.policy);
  const at = Date.UTC(2026, 6, 1, 16, 30);
  const decision = aegis.decide(compiled, { type: 'D\\u0435lete_user' }, at);
  const built = aegis.policyBuilder().rule('reads').match({ type: 'read*' }).auto();
  const wrong = aegis.loadPolicy(text.replace('approval', 'aproval'));
  return JSON.stringify({
    approval: decision.approval,
    suspicious: decision.suspicious,
    traced: aegis.explain(compiled, { type: 'delete' }, at).rules.length,
    yaml: built.toYaml(),
    hash: built.build().value.hash,
    codes: wrong.error.map(({ code }) => code),
  });
})()`;

describe('agent-aegis/policy', () => {
  test('is one file that imports nothing', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.js'))).toEqual(['policy.js', 'site.js']);
    const imports = [...published.matchAll(/^\s*import\b[^\n]*|\bimport\(|\brequire\(/gm)];
    expect(imports.map(([text]) => text)).toEqual([]);
    expect(published).not.toMatch(/["']node:/);
    const from = [...published.matchAll(/\bfrom ["']([^"']+)["']/g)].map(([, name]) => name ?? '');
    expect(from.filter((name) => builtinModules.includes(name))).toEqual([]);
  });

  test('decides where there is nothing of Node', () => {
    const context = createContext({ TextEncoder, TextDecoder });
    expect(runInContext('typeof process + typeof Buffer + typeof require', context)).toBe(
      'undefinedundefinedundefined',
    );
    runInContext(bundled, context);
    expectAnswers(String(runInContext(SCRIPT, context)));
  });

  test.skipIf(!existsSync(CHROMIUM))('decides in a browser', async () => {
    const page = join(folder, 'index.html');
    writeFileSync(page, '<!doctype html><meta charset="utf-8"><script src="site.js"></script>');
    const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
    const silent = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
    const launched = await chromium.launch({ executablePath: CHROMIUM, args: [...flags, ...silent] });
    try {
      const tab = await launched.newPage();
      await tab.goto(pathToFileURL(page).href);
      expectAnswers(String(await tab.evaluate(SCRIPT)));
    } finally {
      await launched.close();
    }
  });
});

function expectAnswers(json: string): void {
  expect(JSON.parse(json)).toEqual({
    approval: 'block',
    suspicious: true,
    traced: 1,
    yaml: 'version: "1"\nrules:\n  - name: reads\n    match: { type: "read*" }\n    approval: auto\n',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    codes: ['AEG1004'],
  });
}
