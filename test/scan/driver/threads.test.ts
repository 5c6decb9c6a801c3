import { describe, expect, test } from 'vitest';
import { createWorkerParsers } from '../../../src/platform/index.ts';
import {
  createParser,
  parsePacked,
  type ParseJob,
  type ParserPool,
  type PoolAnswer,
} from '../../../src/scan/index.ts';
import { PACKAGE_ROOT } from '../../cli/memory-platform.ts';
import { frontEnds, scanTexts } from './scanning.ts';

/** A project in both languages with calls across files, a broken file and an unreadable one. */
const PROJECT: Readonly<Record<string, string>> = {
  'src/client.ts': "import OpenAI from 'openai';\nexport const client = new OpenAI();\n",
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `src/use-${index}.ts`,
      `import { client } from './client';\nawait client.chat.completions.create({ n: ${index} });\n${'// filler\n'.repeat(1000)}`,
    ]),
  ),
  'src/broken.ts':
    "import OpenAI from 'openai';\nconst = ;\nawait new OpenAI().chat.completions.create({});\n",
  'src/deep.ts': `import 'openai';\n${'[\n'.repeat(20_000)}`,
  'app/main.py': 'from openai import OpenAI\nOpenAI().chat.completions.create(model="m")\n',
};

describe('a scan on other threads', () => {
  test.each([1, 2, 3])('gives what a scan on one thread gives: %i', async (threads) => {
    const script = `${PACKAGE_ROOT}/dist/cli/scan-worker.js`;
    const outcome = await scanTexts(PROJECT, { parsers: () => createWorkerParsers({ script, threads }) });
    expect(outcome.findings.length).toBeGreaterThan(40);
    expect(outcome).toEqual(await scanTexts(PROJECT));
  });

  test('goes on here when there can be no threads', async () => {
    const parsers = (): ParserPool => poolOf(() => ({ kind: 'unavailable' }));
    expect(await scanTexts(PROJECT, { parsers })).toEqual(await scanTexts(PROJECT));
  });

  test('skips the file that breaks a parser, says so, and keeps all others', async () => {
    const parse = createParser(frontEnds);
    const parsers = (): ParserPool =>
      poolOf(async (jobs) =>
        jobs.some(({ file }) => file === 'src/use-7.ts')
          ? { kind: 'broken' }
          : { kind: 'parsed', modules: await parsePacked(parse, jobs) },
      );
    const outcome = await scanTexts(PROJECT, { parsers });
    const whole = await scanTexts(PROJECT);
    expect(outcome.findings).toEqual(whole.findings.filter(({ span }) => span.file !== 'src/use-7.ts'));
    expect(outcome.files.skipped).toContainEqual({ file: 'src/use-7.ts', why: 'the parser failed on it' });
  });

  test('takes a file that a parser throws on as one that cannot be read', async () => {
    const fragile = frontEnds.map((source) => ({
      ...source,
      create: async () => {
        const frontEnd = await source.create();
        return {
          ...frontEnd,
          lower: (file: string, text: string) => {
            if (file === 'src/use-7.ts') throw new Error('a defect');
            return frontEnd.lower(file, text);
          },
        };
      },
    }));
    const outcome = await scanTexts(PROJECT, { frontEnds: fragile });
    expect(outcome.files.skipped).toContainEqual({ file: 'src/use-7.ts', why: 'the parser failed on it' });
  });

  test('asks for threads by how much there is to parse', async () => {
    const asked: number[] = [];
    await scanTexts(PROJECT, {
      parsers: (characters) => {
        asked.push(characters);
        return undefined;
      },
    });
    expect(asked).toEqual([Object.values(PROJECT).reduce((sum, text) => sum + text.length, 0)]);
  });

  test('ends with what it has when it is interrupted', async () => {
    const controller = new AbortController();
    const parsers = (): ParserPool =>
      poolOf(async (jobs) => {
        controller.abort();
        return { kind: 'parsed', modules: await parsePacked(createParser(frontEnds), jobs) };
      });
    const outcome = await scanTexts(PROJECT, { parsers, interrupted: controller.signal });
    expect(outcome.interrupted).toBe(true);
  });
});

function poolOf(parse: (jobs: readonly ParseJob[]) => PoolAnswer | Promise<PoolAnswer>): ParserPool {
  return { size: 2, parse: async (jobs) => parse(jobs), close: () => Promise.resolve() };
}
