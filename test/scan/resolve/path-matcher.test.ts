import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/scan/ir.ts';
import {
  NO_TEXTS,
  rootPath,
  stepPath,
  type AccessPath,
  type AccessStep,
} from '../../../src/scan/resolve/access-path.ts';
import { compilePaths } from '../../../src/scan/resolve/path-matcher.ts';

const CALL: AccessStep = { kind: 'call', texts: NO_TEXTS };

function path(language: Language, specifier: string, ...steps: readonly (string | AccessStep)[]): AccessPath {
  return steps.reduce<AccessPath>(
    (at, step) => stepPath(at, typeof step === 'string' ? { kind: 'member', name: step } : step) ?? at,
    rootPath(language, specifier),
  );
}

const matcher = compilePaths<string>([
  {
    language: 'typescript',
    modules: ['openai', '@langchain/*'],
    types: {
      client: { classes: ['default', 'OpenAI'], same: ['withOptions()'] },
      chat: { values: ['$client.chats.create()'] },
    },
    paths: [
      { path: '$client.responses.create', payload: 'respond' },
      { path: '$chat', payload: 'talk' },
      { path: '$chat[].send', payload: 'send' },
    ],
  },
  {
    language: 'python',
    modules: ['google.genai', 'boto3'],
    types: {
      client: { classes: ['Client'], piped: ['client'] },
      runtime: { values: ['client("bedrock-runtime")', 'client(service_name="bedrock-runtime")'] },
      tool: { decorators: ['tool'] },
    },
    paths: [
      { path: '$client.models.generate', payload: 'generate' },
      { path: '$runtime.converse', payload: 'converse' },
      { path: '$tool.invoke', payload: 'invoke' },
    ],
  },
  {
    language: 'python',
    modules: ['langchain_*'],
    types: {
      model: { classes: ['Chat*', '*LLM'] },
      prompt: { classes: ['ChatPromptTemplate'], values: ['Chat*.prompt()'] },
    },
    paths: [
      { path: '$model.invoke', payload: 'ask' },
      { path: '$prompt.format', payload: 'format' },
    ],
  },
  {
    language: 'python',
    modules: ['langchain_tools'],
    types: { server: { classes: ['Server'] } },
    paths: [{ path: '$server.call', payload: 'tool' }],
  },
]);

describe('an access path means what a row says', () => {
  it('for an instance of a named or default class, also of the module itself', () => {
    expect(matcher.payloads(path('typescript', 'openai', 'OpenAI', CALL, 'responses', 'create'))).toEqual([
      'respond',
    ]);
    expect(matcher.payloads(path('typescript', 'openai', 'default', CALL, 'responses', 'create'))).toEqual([
      'respond',
    ]);
    expect(matcher.payloads(path('typescript', 'openai', CALL, 'responses', 'create'))).toEqual(['respond']);
    expect(
      matcher.payloads(path('typescript', 'openai', 'default', 'OpenAI', CALL, 'responses', 'create')),
    ).toEqual(['respond']);
  });

  it('through steps that keep the type, derived values and items', () => {
    expect(
      matcher.payloads(
        path('typescript', 'openai', 'OpenAI', CALL, 'withOptions', CALL, 'responses', 'create'),
      ),
    ).toEqual(['respond']);
    const chat = path('typescript', '@langchain/core', 'OpenAI', CALL, 'chats', 'create', CALL);
    expect(matcher.payloads(chat)).toEqual(['talk']);
    const item = stepPath(chat, { kind: 'item' });
    expect(item && matcher.payloads(stepPath(item, { kind: 'member', name: 'send' }) ?? item)).toEqual([
      'send',
    ]);
  });

  it('for a Python package under each of its names, and for its submodules', () => {
    const generate = ['Client', CALL, 'models', 'generate'] as const;
    expect(matcher.payloads(path('python', 'google', 'genai', ...generate))).toEqual(['generate']);
    expect(matcher.payloads(path('python', 'google.genai', ...generate))).toEqual(['generate']);
    expect(matcher.payloads(path('python', 'google.genai.client', ...generate))).toEqual(['generate']);
    expect(matcher.payloads(path('python', 'google', 'cloud', ...generate))).toEqual([]);
    expect(matcher.payloads(path('typescript', 'google.genai', ...generate))).toEqual([]);
  });

  it('for every export of a form that the row does not name itself', () => {
    const invoked = (name: string): readonly string[] =>
      matcher.payloads(path('python', 'langchain_acme', name, CALL, 'invoke'));
    expect(invoked('ChatAcme')).toEqual(['ask']);
    expect(invoked('AcmeLLM')).toEqual(['ask']);
    expect(invoked('AcmeChat')).toEqual([]);
    expect(invoked('ChatPromptTemplate')).toEqual([]);
    expect(matcher.payloads(path('python', 'langchain_acme', 'ChatAcme', 'prompt', CALL, 'format'))).toEqual([
      'format',
    ]);
  });

  it('for a submodule both of a package and of a form of packages', () => {
    expect(matcher.payloads(path('python', 'langchain_tools.server', 'Server', CALL, 'call'))).toEqual([
      'tool',
    ]);
    expect(matcher.payloads(path('python', 'langchain_tools.server', 'ChatAcme', CALL, 'invoke'))).toEqual([
      'ask',
    ]);
  });

  it('only with the constant a path asks for', () => {
    const client = (texts: (AccessStep & { kind: 'call' })['texts']): AccessPath =>
      path('python', 'boto3', 'client', { kind: 'call', texts }, 'converse');
    expect(matcher.payloads(client({ first: 'bedrock-runtime', named: {} }))).toEqual(['converse']);
    expect(matcher.payloads(client({ named: { service_name: 'bedrock-runtime' } }))).toEqual(['converse']);
    expect(matcher.payloads(client({ first: 's3', named: {} }))).toEqual([]);
    expect(matcher.asksFor('bedrock-runtime')).toBe(true);
    expect(matcher.asksFor('s3')).toBe(false);
  });

  it('under a decorator with or without arguments, and for a pipe', () => {
    expect(matcher.payloads(path('python', 'boto3', 'tool', { kind: 'decorated' }, 'invoke'))).toEqual([
      'invoke',
    ]);
    expect(matcher.payloads(path('python', 'boto3', 'tool', CALL, { kind: 'decorated' }, 'invoke'))).toEqual([
      'invoke',
    ]);
    expect(
      matcher.payloads(path('python', 'boto3', 'Client', CALL, { kind: 'piped' }, 'models', 'generate')),
    ).toEqual(['generate']);
  });

  it('and leads nowhere when no row goes on from it', () => {
    expect(matcher.leadsAnywhere(path('typescript', 'openai', 'OpenAI', CALL, 'models', 'list'))).toBe(false);
    expect(matcher.leadsAnywhere(path('typescript', 'twilio'))).toBe(false);
    expect(matcher.leadsAnywhere(path('python', 'google'))).toBe(true);
    expect(matcher.leadsAnywhere(path('python', 'googlemaps'))).toBe(false);
  });
});
