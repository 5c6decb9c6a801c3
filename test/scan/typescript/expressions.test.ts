import { describe, expect, it } from 'vitest';
import { lower } from './typescript.ts';
import { printBindings, printCalls } from './print-ir.ts';

function valueOf(expression: string, file = 'src/agent.tsx'): string | undefined {
  const module = lower(`value = ${expression};`, file);
  return printBindings(module)
    .find((binding) => binding.startsWith('0 value = '))
    ?.slice('0 value = '.length);
}

describe('expressions', () => {
  it.each([
    ['await (client! as any)?.chat?.["completions"].create?.(x)', 'client.chat.completions.create(x)'],
    ['clients[0][name].run', 'clients[0][*].run'],
    ['(first(), second)', 'second'],
    ['a ? b : c ? d : e', '(b | d | e)'],
    ['a || b || c', '(a | b | c)'],
    ['a ?? (b ?? c)', '(a | (b | c))'],
    ['ready && client', 'client'],
    ['`https://${host}/v1` + "/chat" + path', "'https://${host}/v1/chat${path}'"],
    ['base + path + 1', '?+(base, path, 1)'],
    ['a - b', '?(a, b)'],
    ['-1', '-1'],
    ['[a, , ...b]', '[a, null, b[*]]'],
    ['f(a, ...b)', 'f(a, ...b)'],
    ['new AI.Client({ key })', 'new AI.Client({key: key})'],
    ['html`<p>${x}</p>`', "html('<p>${x}</p>')"],
    ['(a = make())', 'make()'],
    ['undefined', 'null'],
    ['/x/g', '?()'],
    ['import.meta.env.KEY', '?().env.KEY'],
    ['typeof x', '?(x)'],
    ['client satisfies Client', 'client'],
    [
      '<Agent run={async () => go()} {...props}>hi {items.map(show)}</Agent>',
      '?(function#0, props, items.map(show))',
    ],
    ['<>{...xs}<b title="x" /></>', '?(xs, ?())'],
  ])('lower `%s`', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it('keep the calls that their value does not show', () => {
    const module = lower('const x = (first(), check() && pick(a ? yes() : no()));\ndelete cache[key()];');
    expect(printCalls(module)).toEqual([
      'first()',
      'check()',
      'pick((yes() | no()))',
      'yes()',
      'no()',
      'key()',
    ]);
  });

  it('have the place of the whole call, in UTF-16 and behind a byte order mark', () => {
    const text = '\uFEFFconst a = "🤖é"; (client).chat\n  .create("🤖"); b();';
    const [create, b] = lower(text).calls;
    expect(text.slice(create!.start, create!.end)).toBe('(client).chat\n  .create("🤖")');
    expect(text.slice(b!.start, b!.end)).toBe('b()');
  });
});
