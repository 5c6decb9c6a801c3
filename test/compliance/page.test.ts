import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { COMMANDS } from '../../src/cli/registry.ts';
import { passesWhen, placesOf } from '../../src/compliance/index.ts';
import { DESK_POLICY, deskPolicyHash, weekOfSupport } from './week-of-support.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { runAegis } from '../cli/run-aegis.ts';
import { TABLES } from './tables-of.ts';

const PAGE = new URL('../../docs/compliance.md', import.meta.url);
const page = readFileSync(PAGE, 'utf8');

/** A cell of a table: bars would end it, and stars are no emphasis. */
const cell = (text: string) => text.replace(/[|*_<]/g, '\\$&').replace(/\\\*/g, '\\*');

const ruleTable = [
  '| rule | holds | looks at | passes when |',
  '|---|---|---|---|',
  ...TABLES.rules.map(
    ({ id, title, check }) =>
      `| \`${id}\` | ${cell(title)} | ${placesOf(check).join(', ')} | ${cell(passesWhen(check))} |`,
  ),
].join('\n');

const controlTables = TABLES.frameworks
  .map(({ title, requirements, publisher, source }) => {
    const judged = requirements.filter(({ evidence }) => evidence.length > 0);
    const rows = judged.map(
      ({ id, evidence, also = [], beyond }) =>
        `| ${id} | ${evidence.map((rule) => `\`${rule}\``).join(', ')} | ${also.map((rule) => `\`${rule}\``).join(', ')} | ${cell(beyond ?? '')} |`,
    );
    const left = requirements.length - judged.length;
    return [
      `### ${title}`,
      '',
      `[${publisher}](${source.startsWith('docs/') ? '#how-a-control-is-judged' : source}). ${left === 0 ? 'Every requirement asks rules.' : `${left} of ${requirements.length} requirements ask none: only the organisation can show them.`}`,
      '',
      '| id | needs | must not fail | left to the organisation |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n');
  })
  .join('\n\n');

function between(name: string): string {
  const [, rest = ''] = page.split(new RegExp(`<!-- ${name}: [^>]*-->\n`));
  return rest.split(`<!-- /${name} -->`)[0] ?? '';
}

async function pretty(text: string, end = ''): Promise<string> {
  const options = await resolveConfig(PAGE);
  return (await format(text, { ...options, parser: 'markdown' })).trim() + end;
}

describe('docs/compliance.md', () => {
  test.each([
    ['rules', ruleTable],
    ['controls', controlTables],
  ])('has the table of %s as it is', async (name, table) => {
    if (process.env['UPDATE_PAGES'] === '1') {
      const now = readFileSync(PAGE, 'utf8');
      const [before = '', rest = ''] = now.split(new RegExp(`(?<=<!-- ${name}: [^>]*-->\\n)`));
      const [, after = ''] = rest.split(new RegExp(`(?=<!-- /${name} -->)`));
      writeFileSync(PAGE, await pretty(`${before}\n${table}\n\n${after}`, '\n'));
      return;
    }
    expect(await pretty(between(name))).toBe(await pretty(table));
  });

  const lines = [...page.matchAll(/^\$ (aegis .*)$/gm)].map(([, line = '']) => line);

  test('shows commands', () => {
    expect(lines.length).toBeGreaterThan(4);
  });

  test.each(lines)('%s can be run', async (line) => {
    const path = freshPath();
    const writer = writerAt(path, DRIVERS[0]!);
    writer.append(weekOfSupport({ policyHash: deskPolicyHash(), tickets: 5 }));
    writer.close();
    const [, ...argv] = line.split(' ');
    const isKey = (word: string) => word === '--key' || word === 'aegis-audit.pub';
    const command = COMMANDS.find(({ name }) => argv.join(' ').startsWith(name))!;
    const db = command.options.some((option) => option.kind !== 'format' && option.name === 'db');
    const files = {
      'policy.yaml': DESK_POLICY,
      'app.py': 'from openai import OpenAI\n\nOpenAI().responses.create(model="m", input="hello")\n',
      'scan.json': (
        await runAegis(['scan', '--fail-on', 'none', '--format', 'json'], { files: { 'app.py': 'x = 1\n' } })
      ).stdout,
    };
    const ran = await runAegis([...argv.filter((word) => !isKey(word)), ...(db ? ['--db', path] : [])], {
      files,
    });
    expect(ran.stderr).not.toContain('error');
    expect([0, 1]).toContain(ran.exitCode);
  });
});
