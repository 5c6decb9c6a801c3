import { describe, expect, it } from 'vitest';
import { lower } from './typescript.ts';
import { printBindings, printCalls, printExports } from './print-ir.ts';

describe('imports', () => {
  it('bind default, named, renamed and namespace imports, and mark those of types', () => {
    const module = lower(
      [
        "import OpenAI, { AzureOpenAI as Azure, type ClientOptions } from 'openai';",
        "import type Anthropic from '@anthropic-ai/sdk';",
        "import * as ai from 'ai';",
        "import { default as Groq, 'chat-model' as model } from 'groq-sdk';",
        "import 'dotenv/config';",
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 OpenAI = import(openai).default',
      '0 Azure = import(openai).AzureOpenAI',
      '0 ClientOptions = import(openai).ClientOptions (type only)',
      '0 Anthropic = import(@anthropic-ai/sdk).default (type only)',
      '0 ai = import(ai)',
      '0 Groq = import(groq-sdk).default',
      '0 model = import(groq-sdk).chat-model',
    ]);
  });

  it('may be calls, which stay calls and give the module', () => {
    const module = lower(
      [
        "const { OpenAI, run: start = stop } = require('openai');",
        "const { default: Anthropic } = await import('@anthropic-ai/sdk');",
        'const groq = (await import(`groq-sdk`)).default;',
        'const late = await import(name);',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 OpenAI = import(openai).OpenAI',
      '0 start = (import(openai).run | stop)',
      '0 Anthropic = import(@anthropic-ai/sdk).default',
      '0 groq = import(groq-sdk).default',
      '0 late = import(name)',
    ]);
    expect(printCalls(module)).toEqual([
      "require('openai')",
      "import('@anthropic-ai/sdk')",
      "import('groq-sdk')",
      'import(name)',
    ]);
    expect(module.bindings.at(-1)?.value.kind).toBe('call');
  });

  it('hand the module to what waits for it', () => {
    const module = lower("import('openai').then(({ OpenAI }) => new OpenAI());");
    expect(printCalls(module)).toEqual([
      "import('openai')",
      'import(openai).then(function#0)',
      'new OpenAI()',
    ]);
  });

  it('of TypeScript with `=` bind a module or another name of a namespace', () => {
    const module = lower("import OpenAI = require('openai');\nimport Chat = OpenAI.Chat;");
    expect(printBindings(module)).toEqual(['0 OpenAI = import(openai)', '0 Chat = OpenAI.Chat']);
  });
});

describe('exports', () => {
  it('are declarations, names and things of other modules', () => {
    const module = lower(
      [
        'export const client = make(), { a, nested: [b = 1, ...c] } = rest;',
        'export function ask() {}',
        'export class Writer {}',
        'export enum Model { A }',
        'export interface Deps {}',
        'export type Client = OpenAI;',
        'const local = 1;',
        'export { local, local as other, type Deps as Needs };',
        "export { generateText as gen, default } from 'ai';",
        "export type { Tool } from 'ai';",
        "export * from './clients';",
        "export * as tools from './tools';",
      ].join('\n'),
    );
    expect(printExports(module)).toEqual([
      'client = client',
      'a = a',
      'b = b',
      'c = c',
      'ask = ask',
      'Writer = Writer',
      'Model = Model',
      'Deps = Deps (type only)',
      'Client = Client (type only)',
      'local = local',
      'other = local',
      'Needs = Deps (type only)',
      'gen = import(ai).generateText',
      'default = import(ai).default',
      'Tool = import(ai).Tool (type only)',
      '* = import(./clients)',
      'tools = import(./tools)',
    ]);
  });

  it('by name are what the name holds at the end of the file', () => {
    const text = 'export let client = first();\nclient = second();\n';
    expect(lower(text).exports[0]?.value).toMatchObject({
      kind: 'name',
      start: text.length,
      scope: 0,
      branch: [],
    });
  });

  it('may be default, with and without a name', () => {
    expect(printExports(lower('export default new OpenAI();'))).toEqual(['default = new OpenAI()']);
    const named = lower('export default async function ask() {}');
    expect(printExports(named)).toEqual(['default = function#0']);
    expect(printBindings(named)).toEqual(['0 ask = function#0']);
    expect(printExports(lower('export default class { }'))).toEqual(['default = class#0']);
  });

  it('of CommonJS are the whole, its members and single names', () => {
    const module = lower(
      "module.exports = { client, ask() {}, ...require('./more') };\nexports.model = 'gpt';\nmodule.exports.run = run;",
      'src/agent.cjs',
    );
    expect(printExports(module)).toEqual([
      'export= = {client: client, ask: function#0, ...import(./more)}',
      'default = {client: client, ask: function#0, ...import(./more)}',
      'client = client',
      'ask = function#0',
      '* = import(./more)',
      "model = 'gpt'",
      'run = run',
    ]);
    expect(printExports(lower('export = client;'))).toEqual(['export= = client', 'default = client']);
  });

  it('of a namespace are members of an object', () => {
    const module = lower(
      'export namespace llm.openai { export const client = new OpenAI(); const hidden = 1; export type T = X; }',
    );
    expect(printBindings(module)).toEqual([
      '0 llm = {openai: {client: client}}',
      '1 client = new OpenAI()',
      '1 hidden = 1',
      '1 T: X = X (type only)',
    ]);
    expect(printExports(module)).toEqual(['llm = llm']);
  });
});
