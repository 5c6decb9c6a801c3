import { describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const files = { 'aegis.yaml': 'scan:\n  fail_on: high\n  exclude: [examples/**]\n' };

async function settings(argv: readonly string[], env: Record<string, string> = {}) {
  const ran = await runAegis(['config', '--format', 'json', ...argv], { files, env });
  const report = JSON.parse(ran.stdout) as { settings: { name: string; value: unknown; origin: object }[] };
  return Object.fromEntries(report.settings.map(({ name, value, origin }) => [name, { value, origin }]));
}

describe('aegis config', () => {
  test('shows each setting with its origin', async () => {
    const ran = await runAegis(['config'], { files, env: { AEGIS_SCAN_MIN_CONFIDENCE: 'resolved' } });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^aegis\.yaml +aegis\.yaml$/m);
    expect(ran.stdout).toMatch(/^scan\.fail_on +high +aegis\.yaml:2:3$/m);
    expect(ran.stdout).toMatch(/^scan\.min_confidence +resolved +AEGIS_SCAN_MIN_CONFIDENCE$/m);
    expect(ran.stdout).toMatch(/^scan\.include +\(none\) +default$/m);
  });

  test('the environment wins over the file', async () => {
    expect(
      await settings([], { AEGIS_SCAN_FAIL_ON: 'low', AEGIS_SCAN_EXCLUDE: 'a/{b,c}/**, d' }),
    ).toMatchObject({
      'scan.fail_on': { value: 'low', origin: { kind: 'environment', variable: 'AEGIS_SCAN_FAIL_ON' } },
      'scan.exclude': { value: ['a/{b,c}/**', 'd'] },
    });
  });

  test('says which variable nothing reads', async () => {
    const ran = await runAegis(['config'], { files, env: { AEGIS_SCAN_FAILON: 'none', PATH: '/bin' } });
    expect(ran.stderr).toBe('AEGIS_SCAN_FAILON is not read; did you mean AEGIS_SCAN_FAIL_ON?\n');
  });

  test.each([
    ['scan:\n  fail_on: hihg\n', 'AEG9025', 'did you mean `high`?'],
    ['scna:\n  fail_on: high\n', 'AEG1004', 'did you mean `scan`?'],
    ['scan:\n  failon: high\n', 'AEG1004', 'did you mean `fail_on`?'],
    ['scan: [a]\n', 'AEG9025', ''],
    ['scan:\n  include: []\n', 'AEG9025', ''],
    ['scan:\n  fail_on: high\n  fail_on: low\n', 'AEG1010', ''],
    ['- scan\n', 'AEG9025', ''],
    ['scan: "\n', 'AEG1003', ''],
  ])('refuses %j with its place', async (text, code, help) => {
    const ran = await runAegis(['config'], { files: { 'aegis.yaml': text } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
    expect(ran.stderr).toContain('--> aegis.yaml:');
    expect(ran.stderr).toContain(help);
  });

  test('refuses nonsense in the environment', async () => {
    const ran = await runAegis(['config'], { env: { AEGIS_SCAN_FAIL_ON: 'hihg' } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9026]');
    expect(ran.stderr).toContain('did you mean `high`?');
  });

  test('refuses an aegis.yaml that was named and is not there', async () => {
    const ran = await runAegis(['config', '--config', 'gone.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9010]');
  });
});
