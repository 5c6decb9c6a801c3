import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const page = readFileSync(new URL('../../docs/analysis.md', import.meta.url), 'utf8');
const files = Object.fromEntries(
  [...page.matchAll(/^```yaml (\S+)\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);
const shown = [...page.matchAll(/^```text\n\$ aegis ([^\n]*)\n([^]*?)^```$/gm)].map(
  ([, line = '', output = '']) => [line, output] as const,
);

test.each(shown)('docs/analysis.md shows what aegis %s prints', async (line, output) => {
  const argv = Array.from(line.matchAll(/'[^']*'|\S+/g), ([word]) => word.replaceAll("'", ''));
  const ran = await runAegis(argv, { files });
  expect(ran).toMatchObject({ stdout: output, stderr: '' });
});

test('docs/analysis.md shows something', () => {
  expect(shown.length).toBeGreaterThan(3);
});
