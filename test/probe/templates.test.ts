import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { probePolicy } from '../../src/probe/index.ts';
import { runAegis } from '../cli/run-aegis.ts';
import { policyIn } from '../policy/loading.ts';

const FOLDER = new URL('../../templates/policies/', import.meta.url);
const TEMPLATES = readdirSync(FOLDER).filter((file) => !file.endsWith('.test.yaml'));

describe('what Aegis itself gives its users', () => {
  test.each(TEMPLATES)(
    '%s has at least 95 points, and nothing gets through',
    { timeout: 120_000 },
    (file) => {
      const { policy } = policyIn(readFileSync(new URL(file, FOLDER), 'utf8'));
      const { score, findings, isComplete } = probePolicy(policy);
      expect(score).toBeGreaterThanOrEqual(95);
      expect(findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
      expect(isComplete).toBe(true);
    },
  );

  test('what `aegis init` writes is probed as well as its template', { timeout: 120_000 }, async () => {
    const { machine } = await runAegis(['init'], { files: { 'package.json': '{"name": "desk"}' } });
    const text = machine.written.get('/work/aegis.yaml') ?? '';
    const ran = await runAegis(['probe', '--min-score', '95', '--fail-on', 'medium', '--format', 'compact'], {
      files: { 'aegis.yaml': text },
    });
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
  });
});
