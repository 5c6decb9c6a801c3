import { describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

describe('aegis explain', () => {
  test.each(['AEG9001', 'aeg9001', '9001'])('shows the page of %s', async (code) => {
    const ran = await runAegis(['explain', code]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^# AEG9001: unknown command\n/);
  });

  test('lists the codes with their titles', async () => {
    const ran = await runAegis(['explain']);
    expect(ran.stdout).toContain('AEG9001  unknown command\n');
  });

  test.each(['AEG9998', '../AEG9001', 'AEG90011', ''])('knows no code %j', async (code) => {
    const ran = await runAegis(['explain', code]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9030]');
  });
});
