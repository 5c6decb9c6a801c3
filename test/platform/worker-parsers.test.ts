import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkerParsers } from '../../src/platform/index.ts';
import type { ParserPool, PoolAnswer } from '../../src/scan/index.ts';

const FRAGILE = join(import.meta.dirname, '../../fixtures/platform/fragile-parser.mjs');

describe('parsers on threads', () => {
  test('answer each list of jobs in its order', async () => {
    const answers = await withPool(2, (pool) =>
      Promise.all(['a', 'b c', 'd'].map((words) => ask(pool, words))),
    );
    expect(answers).toEqual(['a', 'b c', 'd']);
  });

  test('that die over a list say so, and the lists behind it are answered', async () => {
    const answers = await withPool(1, (pool) =>
      Promise.all(['a', 'b poison', 'c', 'poison', 'd'].map((words) => ask(pool, words))),
    );
    expect(answers).toEqual(['a', 'broken', 'c', 'broken', 'd']);
  });

  test('that cannot come up are unavailable', async () => {
    const answers = await withPool(
      2,
      async (pool) => [...(await Promise.all([ask(pool, 'a'), ask(pool, 'b')])), await ask(pool, 'c')],
      '/no/such/script.mjs',
    );
    expect(answers).toEqual(['unavailable', 'unavailable', 'unavailable']);
  });

  test('that are closed leave nobody waiting', async () => {
    const pool = createWorkerParsers({ script: FRAGILE, threads: 1 });
    const answers = Promise.all([ask(pool, 'a'), ask(pool, 'b')]);
    await pool.close();
    for (const answer of await answers) expect(['a', 'b', 'unavailable']).toContain(answer);
    expect(await ask(pool, 'c')).toBe('unavailable');
  });
});

async function withPool<T>(
  threads: number,
  use: (pool: ParserPool) => Promise<T>,
  script: string = FRAGILE,
): Promise<T> {
  const pool = createWorkerParsers({ script, threads });
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

/** Sends a list of words, one a file, and gives what the thread made of it. */
async function ask(pool: ParserPool, words: string): Promise<string> {
  const jobs = words.split(' ').map((text) => ({ file: 'a.ts', language: 'typescript' as const, text }));
  return shown(await pool.parse(jobs));
}

function shown(answer: PoolAnswer): string {
  if (answer.kind !== 'parsed') return answer.kind;
  return answer.modules
    .map((module) => ('unreadable' in module ? module.unreadable : new TextDecoder().decode(module)))
    .join(' ');
}
