import { describe, expect, it } from 'vitest';
import type { Catalog, CatalogRow, HostRow } from '../../../src/scan/catalog/catalog.ts';
import { importSpecifiers } from '../../../src/scan/project/import-specifiers.ts';
import { createMentionTest } from '../../../src/scan/project/mentions.ts';
import { participants } from '../../../src/scan/project/participants.ts';

const row = (language: CatalogRow['language'], modules: string[]): CatalogRow => ({
  package: modules[0]!,
  language,
  modules,
  types: {},
  calls: [],
  gates: [],
  source: '',
  date: '2026-11-01',
});
const host = (hosts: string[], paths: string[] = []): HostRow => ({
  name: hosts[0] ?? 'path',
  hosts,
  paths,
  except: [],
  kind: 'raw_http',
  risk: 'medium',
  source: '',
  date: '2026-11-01',
});
const catalog: Catalog = {
  version: '1',
  rows: [
    row('typescript', ['ai', 'ai/*', '@ai-sdk/openai']),
    row('python', ['openai']),
    row('python', ['google.genai']),
    row('python', ['langchain_*']),
  ],
  hosts: [host(['api.openai.com']), host(['*.openai.azure.com']), host([], ['*/chat/completions'])],
};
const inTypeScript = createMentionTest(catalog, 'typescript');
const inPython = createMentionTest(catalog, 'python');

describe('a mention in TypeScript', () => {
  it.each([
    `import { generateText } from 'ai';`,
    `import { x } from "ai/rsc"`,
    'const { openai } = await import(`@ai-sdk/openai`)',
    `const ai = require('ai')`,
    `vi.mock('ai')`,
    `import { guard } from 'agent-aegis'`,
    'fetch("https://api.openai.com/v1/responses")',
    'const base = `https://${name}.openai.azure.com`',
    'post(base + "/chat/completions")',
    'call() // aegis-ignore AEG3001: reviewed',
  ])('is seen in %s', (text) => {
    expect(inTypeScript(text)).toBe(true);
  });

  it.each([
    `import { x } from 'aixyz'`,
    `import { x } from './ai'`,
    `import { x } from '@ai-sdk/openai-extras'`,
    `const ai = 1; said(ai)`,
    `import openai from 'open'`,
  ])('is not seen in %s', (text) => {
    expect(inTypeScript(text)).toBe(false);
  });
});

describe('a mention in Python', () => {
  it.each([
    'import openai',
    'import os, openai',
    'import os, \\\n  openai as o',
    'from openai.types import Model',
    '    from openai import OpenAI',
    'from google import genai',
    'import google.genai as g',
    'from google import (\n    auth,  # to sign in\n    genai as g,\n)',
    'from google.genai import types',
    "mock.patch('openai.OpenAI')",
    'from langchain_community.llms import X',
    'm = importlib.import_module("openai")',
    'requests.post("https://api.openai.com/v1/responses")',
    'call()  # aegis: ignore',
  ])('is seen in %s', (text) => {
    expect(inPython(text)).toBe(true);
  });

  it.each([
    'import openai_tools',
    'from myopenai import x',
    'import google.auth',
    'openai = None',
    'from langsmith import x',
    'from google import auth',
    'from google import auth; genai = 1',
    'ask(model, openai)',
    'said("openai offers this")',
  ])('is not seen in %s', (text) => {
    expect(inPython(text)).toBe(false);
  });
});

describe('what a text seems to import', () => {
  it('lists the specifiers of TypeScript', () => {
    const text = `import a, { b } from './a';\nimport './side';\nexport * from "../c";\nconst d = await import('./d');\nconst e = require("./e"), f = 1;\nimport type { G } from './g';\nimport {\n  h,\n} from './h'`;
    expect(importSpecifiers('typescript', text)).toEqual([
      './a',
      './side',
      '../c',
      './d',
      './e',
      './g',
      './h',
    ]);
  });

  it('lists the modules of Python, and what is imported from them, which may be modules too', () => {
    const text = `import a.b, c as d\nfrom . import e, f as g\nfrom ..h import (\n    i,  # why\n    j,\n)\n  from k import *\nfrom .l import m, \\\n  n\nx = 1; import o`;
    expect(importSpecifiers('python', text)).toEqual([
      'a.b',
      'c',
      '.',
      '.e',
      '.f',
      '..h',
      '..h.i',
      '..h.j',
      'k',
      '.l',
      '.l.m',
      '.l.n',
      'o',
    ]);
  });

  it('ends soon on long texts that almost are imports', () => {
    importSpecifiers('python', `from ${'a.'.repeat(200_000)} import`);
    importSpecifiers('python', `import ${'a, '.repeat(100_000)}`);
    importSpecifiers('typescript', `import(${' '.repeat(200_000)}x`.repeat(3));
    importSpecifiers('python', `from a import (${'x,'.repeat(100_000)}`.repeat(3));
    expect(importSpecifiers('python', `from ${'.'.repeat(500_000)}`)).toEqual([]);
    expect(importSpecifiers('python', `from${' '.repeat(500_000)}`)).toEqual([]);
    expect(importSpecifiers('typescript', `import${' '.repeat(500_000)}`)).toEqual([]);
    expect(importSpecifiers('python', 'from a import (\n'.repeat(50_000))).toEqual(['a', 'a.from']);
  });
});

describe('the files that take part', () => {
  const file = (
    name: string,
    imports: string[] = [],
    isMention = false,
  ): { file: string; imports: string[]; isMention: boolean } => ({ file: name, imports, isMention });

  it('are those that mention, those that import them, and all that these import', () => {
    const files = [
      file('client', ['config'], true),
      file('config'),
      file('wrapper', ['client', 'base']),
      file('base', ['constants']),
      file('constants'),
      file('main', ['wrapper', 'runner']),
      file('runner'),
      file('unrelated', ['elsewhere']),
      file('elsewhere'),
    ];
    expect([...participants(files)].sort()).toEqual([
      'base',
      'client',
      'config',
      'constants',
      'main',
      'runner',
      'wrapper',
    ]);
  });

  it('end on imports in circles, and are none without a mention', () => {
    expect([...participants([file('a', ['b'], true), file('b', ['a'])])].sort()).toEqual(['a', 'b']);
    expect(participants([file('a', ['b']), file('b', ['a'])]).size).toBe(0);
  });
});
