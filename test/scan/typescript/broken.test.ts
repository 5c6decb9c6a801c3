import { describe, expect, it } from 'vitest';
import { lower, typescript } from './typescript.ts';
import { printCalls } from './print-ir.ts';

describe('files that do not parse', () => {
  it('are read as another dialect when that fits', () => {
    expect(printCalls(lower('const view = <p>{ask()}</p>;', 'src/view.ts'))).toEqual(['ask()']);
    expect(printCalls(lower('const client: OpenAI = new OpenAI();', 'src/flow.js'))).toEqual([
      'new OpenAI()',
    ]);
    expect(printCalls(lower('const client = <OpenAI>make();', 'src/cast.tsx'))).toEqual(['make()']);
    expect(lower('const client = <OpenAI>make();', 'src/cast.ts').partial).toBe(false);
  });

  it('are read without the part that holds the error, at the same offsets', () => {
    const text = [
      "import OpenAI from 'openai';",
      'const client = new OpenAI();',
      'export function broken() {',
      '  client.chat(;',
      '}',
      'export function whole() {',
      '  return client.chat();',
      '}',
    ].join('\n');
    const module = lower(text);
    expect(module.partial).toBe(true);
    expect(printCalls(module)).toEqual(['new OpenAI()', 'client.chat()']);
    const last = module.calls.at(-1)!;
    expect(text.slice(last.start, last.end)).toBe('client.chat()');
  });

  it('are read up to where they were cut off', () => {
    const module = lower('const client = new OpenAI();\nfunction ask() {\n  client.chat(');
    expect(module.partial).toBe(true);
    expect(printCalls(module)).toEqual(['new OpenAI()']);
  });

  it('are read on both sides of a merge conflict', () => {
    const module = lower(
      '<<<<<<< HEAD\nconst a = ours();\n=======\nconst b = theirs();\n>>>>>>> branch\nuse(a);\n',
    );
    expect(module.partial).toBe(true);
    expect(printCalls(module)).toEqual(['ours()', 'theirs()', 'use(a)']);
  });

  it('are unreadable when nothing is left', () => {
    expect(typescript.lower('src/a.ts', '  )(')).toEqual({ unreadable: expect.any(String) });
  });

  it('are whole when they are only wrong', () => {
    expect(lower('return ask();\nbreak;').partial).toBe(false);
    expect(lower('let a; let a; await ask(); require("openai");').partial).toBe(false);
  });

  it('are empty without being broken', () => {
    expect(lower('').calls).toEqual([]);
    expect(lower('#!/usr/bin/env node\nask();').calls).toHaveLength(1);
  });
});

describe('a file with backslashes where none can be', () => {
  it.each(['\\', 'a\\', '"\\x";', '\\u{'])('in masses is not given to the parser: %s', (piece) => {
    const module = typescript.lower('src/agent.ts', `const a = 1;\n${piece.repeat(100_000)}`);
    expect(module).toHaveProperty(
      'unreadable',
      expect.stringMatching(/too many stray backslashes|nested too deeply/),
    );
  });

  it('in strings and patterns is read', () => {
    const text = `const all = [${String.raw`"\\\\\\\u0041\x41\"", /\\\u0041\s/,`.repeat(2000)}];\nmake();`;
    expect(typescript.lower('src/agent.ts', text)).toMatchObject({ partial: false });
  });
});
