import { describe, expect, it } from 'vitest';
import { lower } from './typescript.ts';

describe('statements', () => {
  const heads = (text: string): readonly string[] =>
    lower(text).statements.map(({ start, end }) => text.slice(start, end).trim());

  it('reach to the first body written into them', () => {
    expect(
      heads(
        [
          'export const ask = async (q: string) => {',
          '  const answer = await client.ask(q);',
          '  return answer;',
          '};',
          'export async function run() { go(); }',
          'app.post("/", (request) => { handle(request); });',
          'const all = await Promise.all(items.map((item) => ask(item)));',
        ].join('\n'),
      ),
    ).toEqual([
      'export const ask = async (q: string) =>',
      'const answer = await client.ask(q);',
      'return answer;',
      'export async function run()',
      'go();',
      'app.post("/", (request) =>',
      'handle(request);',
      'const all = await Promise.all(items.map((item) => ask(item)));',
    ]);
  });

  it('with bodies are their heads, members of classes are statements', () => {
    expect(
      heads(
        [
          'if (a()) { b(); } else if (c()) d();',
          'for (const x of xs()) e();',
          'class Writer { client = new OpenAI(); ask() { return f(); } }',
        ].join('\n'),
      ),
    ).toEqual([
      'if (a()',
      'b();',
      'if (c()',
      'd();',
      'for (const x of xs()',
      'e();',
      'class Writer',
      'client = new OpenAI();',
      'ask()',
      'return f();',
    ]);
  });
});

describe('comments', () => {
  it('are kept when they may suppress something', () => {
    const text = [
      '// aegis-ignore AEG3001: reviewed',
      'ask(); // aegis-ignore AEG3001: same line',
      '/* other */ /* Aegis: ignore */ ask();',
      'const view = <p>{/* aegis-ignore AEG3001: in JSX */ ask()}</p>;',
      'const text = "// aegis-ignore AEG3001: a string";',
    ].join('\n');
    expect(lower(text, 'src/view.tsx').comments.map(({ text: words, ownLine }) => [words, ownLine])).toEqual([
      ['aegis-ignore AEG3001: reviewed', true],
      ['aegis-ignore AEG3001: same line', false],
      ['Aegis: ignore', false],
      ['aegis-ignore AEG3001: in JSX', false],
    ]);
  });
});
