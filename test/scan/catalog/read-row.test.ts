import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readRow } from '../../../src/scan/catalog/read-row.ts';
import { catalogRowSchema } from '../../../src/scan/catalog/row-schema.ts';
import { catalogDocuments } from './data.ts';

const ASSISTANT = {
  package: 'assistant-kit',
  language: 'typescript',
  modules: ['assistant-kit'],
  types: { client: { classes: ['Assistant'] } },
  calls: [{ kind: 'llm_call', paths: ['$client.replies.create'] }],
  gates: [],
  source: 'npm assistant-kit 1.0.0',
  date: '2026-11-24',
};

const SERVICE = {
  name: 'api.assistant.example',
  hosts: ['api.assistant.example'],
  source: 'its reference',
  date: '2026-11-24',
};

const followsSchema = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(
  catalogRowSchema() as object,
);

function problemsOf(value: unknown): readonly string[] {
  const row = readRow(value);
  return row.ok ? [] : row.error.map(({ at, message }) => `${at.join('.')}: ${message}`);
}

it('the published schema is the one that is made here', () => {
  const published = new URL('../../../specs/catalog-row.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(catalogRowSchema());
});

describe('reading a row', () => {
  it('needs to know where the facts come from, but for rows of a user', () => {
    const { source: _, date: __, ...unsourced } = ASSISTANT;
    expect(problemsOf(unsourced)).toEqual(['source: must be a text', 'date: must be a text']);
    expect(readRow(unsourced, 'optional').ok).toBe(true);
    expect(readRow({ ...unsourced, date: 'today' }, 'optional').ok).toBe(false);
  });

  it('fills in the risk of the kind', () => {
    expect(readRow(ASSISTANT)).toMatchObject({ ok: true, value: { calls: [{ risk: 'medium' }] } });
    expect(readRow(SERVICE)).toMatchObject({
      ok: true,
      value: { kind: 'raw_http', risk: 'medium', paths: [], except: [] },
    });
  });

  it('spells out members that change nothing', () => {
    expect(readRow({ ...ASSISTANT, transparent: ['with_raw_response'] })).toMatchObject({
      value: {
        calls: [{ path: '$client.replies.create' }, { path: '$client.replies.with_raw_response.create' }],
      },
    });
  });

  it('lists all problems of the form at once', () => {
    expect(
      problemsOf({
        ...ASSISTANT,
        language: 'ruby',
        modules: [],
        licence: 'MIT',
        calls: [{ kind: 'chat', paths: ['x'] }],
      }),
    ).toEqual([
      'licence: unknown key; known are package, language, modules, types, transparent, calls, gates, instrumented, source, date',
      'language: must be one of typescript, python',
      'modules: must be a list of texts',
      'calls.0.kind: must be one of llm_call, agent_run, tool_call, embedding, mcp, raw_http, local_inference',
    ]);
  });

  it.each([
    [
      'an unknown type',
      { calls: [{ kind: 'llm_call', paths: ['$client.ask', '$chat.send'] }] },
      'calls: `$chat` is not a type of this row',
    ],
    [
      'a path that cannot be read',
      { calls: [{ kind: 'llm_call', paths: ['$client..ask'] }] },
      'calls: path `$client..ask` cannot be read from `..ask` on',
    ],
    [
      'a distinctive path of one member',
      { calls: [{ kind: 'llm_call', distinctive: true, paths: ['$client.run'] }] },
      'calls: `$client.run` is too short to be distinctive',
    ],
    [
      'a call that stands twice',
      { calls: [{ kind: 'llm_call', paths: ['$client.ask', '$client.ask'] }] },
      'calls: `$client.ask` is listed twice',
    ],
    [
      'a type without use',
      { types: { ...ASSISTANT.types, chat: { values: ['openChat()'] } } },
      'types.chat: no call needs this type',
    ],
    [
      'a type without origin',
      { types: { client: { same: ['beta'] } } },
      'types.client: nothing gives a value of this type',
    ],
    [
      'a module of another language',
      { modules: ['assistant kit'] },
      'modules: `assistant kit` is not a module of this language',
    ],
    [
      'a gate that is no option',
      { gates: [{ name: '`approve`', option: 'tools[].approve' }] },
      'gates.0.option: `tools[].approve` is not an option',
    ],
    [
      'a gate for a kind that there is not',
      { gates: [{ name: '`approve`', option: 'approve', kinds: ['agent_run', 'chat'] }] },
      'gates.0.kinds.1: must be one of llm_call, agent_run, tool_call, embedding, mcp, raw_http, local_inference',
    ],
    ['a date in another form', { date: '24.11.2026' }, 'date: `24.11.2026` is not a date (YYYY-MM-DD)'],
  ])('rejects %s', (_, change, problem) => {
    expect(problemsOf({ ...ASSISTANT, ...change })).toContain(problem);
  });

  it.each([
    [
      'a host with a scheme',
      { hosts: ['https://api.assistant.example'] },
      'hosts: `https://api.assistant.example` is not a host name',
    ],
    ['a path without a slash', { paths: ['v1/replies'] }, 'paths: `v1/replies` is not a URL path'],
    ['neither hosts nor paths', { hosts: [] }, ': needs hosts or paths'],
  ])('rejects a service with %s', (_, change, problem) => {
    expect(problemsOf({ ...SERVICE, ...change })).toContain(problem);
  });
});

describe('the published schema', () => {
  it.each(catalogDocuments().map(({ name, value }) => [name, value] as const))('accepts %s', (_, value) => {
    expect(followsSchema(value) ? [] : followsSchema.errors).toEqual([]);
  });

  it.each([
    { ...ASSISTANT, licence: 'MIT' },
    { ...ASSISTANT, language: 'ruby' },
    { ...ASSISTANT, calls: [{ kind: 'llm_call', paths: ['$client..ask'] }] },
    { ...SERVICE, date: '24.11.2026' },
    'assistant-kit',
  ])('rejects what the reader rejects: %j', (value) => {
    expect(followsSchema(value)).toBe(false);
    expect(problemsOf(value)).not.toEqual([]);
  });

  it('takes a form of names in types only, and a scope as a module', () => {
    const scoped = {
      ...ASSISTANT,
      modules: ['@assistants/*'],
      types: { client: { classes: ['*Assistant'] } },
    };
    expect(problemsOf(scoped)).toEqual([]);
    expect(followsSchema(scoped)).toBe(true);
    expect(problemsOf({ ...ASSISTANT, types: {}, calls: [{ kind: 'llm_call', paths: ['ask*'] }] })).toEqual([
      'calls: `ask*` has a `*`, which only paths of types may have',
    ]);
    expect(problemsOf({ ...ASSISTANT, modules: ['*'] })).toEqual([
      'modules: `*` is not a module of this language',
    ]);
  });
});
