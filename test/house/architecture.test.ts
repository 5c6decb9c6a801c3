import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly name: string;
  readonly to: { readonly pathNot?: string };
}

const page = readFileSync('docs/architecture.md', 'utf8');
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: Rule[];
};

/** Room -> rooms it may import, read back from the rules that enforce it. */
const enforced = new Map(
  forbidden
    .filter((rule) => rule.name.endsWith('-may-not-import'))
    .map((rule) => {
      const room = rule.name.replace(/-may-not-import$/, '');
      const allowed = /\^src\/\((.*)\)\//.exec(rule.to.pathNot ?? '')?.[1]?.split('|') ?? [];
      return [room, allowed.filter((name) => name !== room)] as const;
    }),
);

function tableUnder(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('docs/architecture.md', () => {
  it('shows exactly the table that dependency-cruiser enforces', () => {
    const shown = tableUnder('Rooms').map(([room, , imports]) => [
      room,
      imports === '(nothing)' ? [] : imports?.split(', '),
    ]);
    expect(Object.fromEntries(shown) as unknown).toEqual(Object.fromEntries(enforced));
  });

  it('says for each room what it may not do', () => {
    expect(tableUnder('May not').map(([room]) => room)).toEqual([...enforced.keys()]);
  });

  it('names every folder of src, and each has a door and a README', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map((room) => room.name).sort()).toEqual([...enforced.keys()].sort());
    for (const { name } of rooms) {
      if (name !== 'cli') expect(existsSync(`src/${name}/index.ts`), `${name} has a door`).toBe(true);
      expect(existsSync(`src/${name}/README.md`), `${name} has a README`).toBe(true);
    }
  });
});
