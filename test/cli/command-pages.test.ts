import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { commandHelp } from '../../src/cli/program.ts';
import { COMMANDS } from '../../src/cli/registry.ts';

const PAGES = new URL('../../docs/cli/', import.meta.url).pathname;

/** `npx vitest run test/cli/command-pages.test.ts -u` writes the pages anew. */
describe('the pages of the commands', () => {
  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'docs/cli/%s.md shows what --help prints',
    async (name, command) => {
      await expect(page(command)).toMatchFileSnapshot(`${PAGES}${fileOf(name)}`);
    },
  );

  test('there is no page without a command', () => {
    const expected = ['README.md', ...COMMANDS.map((command) => fileOf(command.name))];
    expect(readdirSync(PAGES).filter((file) => !expected.includes(file))).toEqual([]);
  });
});

function fileOf(name: string): string {
  return `${name.replace(' ', '-')}.md`;
}

function page(command: Command): string {
  const { name, summary } = command;
  return `# aegis ${name}: ${summary}\n\n\`\`\`text\n$ aegis ${name} --help\n${commandHelp(command, 80)}\`\`\`\n`;
}
