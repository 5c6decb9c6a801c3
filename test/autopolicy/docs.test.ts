import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatePolicy } from '../../src/autopolicy/index.ts';
import { decideLine, ZONES } from './rows.ts';

const PAGE = readFileSync(new URL('../../docs/autopolicy.md', import.meta.url), 'utf8');
const BLOCKS = Array.from(PAGE.matchAll(/```english\n([^]*?)```/g), ([, block = '']) =>
  block.trim().split('\n'),
);

test.each(BLOCKS.map((lines) => [lines.filter((line) => !line.startsWith('->')).join(' '), lines] as const))(
  'the page is right about: %s',
  { timeout: 120_000 },
  (text, lines) => {
    const made = generatePolicy(text, { zones: ZONES });
    if (!made.ok) throw new Error(made.error.map(({ message }) => message).join('; '));
    for (const line of lines.filter((one) => one.startsWith('->'))) {
      const [, action = '', approval = ''] = /^-> (.*): (\w+)$/.exec(line) ?? [];
      expect([action, decideLine(made.value.loaded.policy, action).approval]).toEqual([action, approval]);
    }
  },
);
