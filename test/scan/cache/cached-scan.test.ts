import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileReader } from '../../../src/base/index.ts';
import {
  cachedScan,
  scan,
  type ScanCache,
  type ScanInput,
  type ScanOutcome,
} from '../../../src/scan/index.ts';
import { catalog, frontEnds, memoryFiles } from '../driver/scanning.ts';

const CLIENT = "import OpenAI from 'openai';\nexport const client = new OpenAI();\n";
const USE = "import { client } from './client';\nawait client.chat.completions.create({});\n";
const NOTEBOOK = JSON.stringify({
  cells: [{ cell_type: 'code', source: 'from openai import OpenAI\nOpenAI().chat.completions.create()' }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

/** What a file may hold: texts that find something, change what others mean, or cannot be read. */
const TEXTS = [
  CLIENT,
  USE,
  'export const client = {};\n',
  'const = ;\n',
  '',
  '// aegis-ignore AEG3001: known\nimport OpenAI from "openai"; await new OpenAI().chat.completions.create();\n',
  NOTEBOOK,
  'from openai import OpenAI\nOpenAI().chat.completions.create()\n',
  'src/use.ts\n',
  '{"compilerOptions": {"paths": {"./client": ["./src/other.ts"]}}}',
];
const PATHS = [
  'src/client.ts',
  'src/use.ts',
  'src/other.ts',
  'app/main.py',
  'app/notes.ipynb',
  '.gitignore',
  'tsconfig.json',
  'README.md',
];

type Project = Readonly<Record<string, string>>;

const project: fc.Arbitrary<Project> = fc.dictionary(fc.constantFrom(...PATHS), fc.constantFrom(...TEXTS), {
  maxKeys: PATHS.length,
});

describe('a scan with a cache', () => {
  test('gives what a scan without one gives, after whatever happened to the files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(project, { minLength: 1, maxLength: 5 }), async (versions) => {
        const cache = memoryCache();
        for (const version of versions.flatMap((one) => [one, one])) {
          const input = inputFor(version);
          expect(data(await cachedScan(input, ports(cache)))).toEqual(data(await scan(input)));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('parses nothing when nothing changed', async () => {
    const cache = memoryCache();
    const input = inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': USE });
    const first = await cachedScan(input, ports(cache));
    const again = await cachedScan({ ...input, frontEnds: UNUSABLE }, ports(cache));
    expect(first.findings).toHaveLength(1);
    expect(data(again)).toEqual(data(first));
  });

  test('parses only what changed', async () => {
    const cache = memoryCache();
    await cachedScan(inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': USE }), ports(cache));
    const parsed: string[] = [];
    const counting = frontEnds.map((source) => ({
      ...source,
      create: async () => {
        const frontEnd = await source.create();
        return {
          ...frontEnd,
          lower: (file: string, text: string) => {
            parsed.push(file);
            return frontEnd.lower(file, text);
          },
        };
      },
    }));
    const changed = inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': `${USE}\n// more\n` });
    await cachedScan({ ...changed, frontEnds: counting }, ports(cache));
    expect(parsed).toEqual(['src/use.ts']);
  });

  test('is not taken for one with other wishes, of another program, or of another catalogue', async () => {
    const cache = memoryCache();
    const input = inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': USE });
    await cachedScan(input, ports(cache));
    const before = cache.names().length;
    await cachedScan({ ...input, options: { strict: true } }, ports(cache));
    await cachedScan({ ...input, catalog: { ...catalog, hosts: [] } }, ports(cache));
    await cachedScan(input, { ...ports(cache), program: 'aegis 2' });
    expect(cache.names().length).toBe(before + 3);
  });

  test('takes damaged entries for none', async () => {
    const cache = memoryCache();
    const input = inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': USE });
    const expected = data(await cachedScan(input, ports(cache)));
    for (const name of cache.names()) {
      const bytes = cache.read(name) ?? new Uint8Array();
      for (const damaged of [
        bytes.subarray(0, bytes.length / 2),
        new Uint8Array(),
        new Uint8Array(99).fill(65),
      ]) {
        cache.write(name, damaged);
        expect(data(await cachedScan(input, ports(cache)))).toEqual(expected);
      }
    }
  });

  test('keeps nothing of one that was interrupted', async () => {
    const cache = memoryCache();
    const input = inputFor({ 'src/client.ts': CLIENT, 'src/use.ts': USE });
    await cachedScan({ ...input, interrupted: AbortSignal.abort() }, ports(cache));
    expect(cache.names()).toEqual([]);
  });
});

const UNUSABLE = frontEnds.map((source) => ({
  ...source,
  create: () => Promise.reject(new Error('nothing is to be parsed')),
}));

function inputFor(texts: Project): ScanInput {
  const files: FileReader = memoryFiles('/project', texts);
  return { files, root: '/project', operands: ['/project'], catalog, frontEnds };
}

function ports(cache: ScanCache): Parameters<typeof cachedScan>[1] {
  return { cache, hash: (_, bytes) => hash('sha256', bytes, 'buffer'), program: 'aegis 1' };
}

function memoryCache(): ScanCache & { names(): readonly string[] } {
  const kept = new Map<string, Uint8Array>();
  return {
    read: (name) => kept.get(name),
    write: (name, bytes) => void kept.set(name, bytes),
    names: () => [...kept.keys()],
  };
}

/** The outcome as a reporter sees it; a notebook's source has a function in it. */
function data(outcome: ScanOutcome): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
  );
}
