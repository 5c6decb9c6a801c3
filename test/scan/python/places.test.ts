import { describe, expect, it } from 'vitest';
import { lower } from './python.ts';

describe('offsets', () => {
  it.each([
    ['emoji and CJK', 'x = "😀漢字"; ask(1)\n', ['ask(1)']],
    ['CRLF', 'a(1)\r\nb(\r\n  2\r\n)\r\n', ['a(1)', 'b(\r\n  2\r\n)']],
    ['a byte order mark', '\uFEFFa(1)\n', ['a(1)']],
    ['comments inside', 'client \\\n  .ask( # why\n   1)\n', ['client \\\n  .ask( # why\n   1)']],
    ['identifiers beyond ASCII', '名前.聞く("é")\n', ['名前.聞く("é")']],
  ])('are UTF-16 offsets with %s', (_, text, expected) => {
    expect(lower(text).calls.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('comments', () => {
  it('are kept when they may hold a suppression, with their text and whether they stand alone', () => {
    const module = lower(
      [
        '# unrelated',
        'ask()  # aegis-ignore AEG3001: reviewed',
        'def f():',
        '    ## aegis: ignore',
        '    return "# aegis-ignore AEG3001: a string"',
        'g(  # Aegis',
        ')',
      ].join('\r\n'),
    );
    expect(module.comments.map(({ text, ownLine }) => [text, ownLine])).toEqual([
      ['aegis-ignore AEG3001: reviewed', false],
      ['aegis: ignore', true],
      ['Aegis', false],
    ]);
  });
});

describe('statements', () => {
  it('are listed in source order, compound ones with their head only', () => {
    const text = [
      'x = 1; y = 2',
      '@tool',
      'async def ask(q) -> str:',
      '    """Docs."""',
      '    with make() as c, d:',
      '        return (yield)',
      'class A(B): pass',
      'if a: b()',
      'elif c:',
      '    pass',
      'else:',
      '    for x in y: z()',
      'try:',
      '    while True: break',
      'except E as e: raise',
      'match m:',
      '    case 1 if g: pass',
      '',
    ].join('\n');
    expect(lower(text).statements.map(({ start, end }) => text.slice(start, end))).toEqual([
      'x = 1',
      'y = 2',
      '@tool\nasync def ask(q) -> str',
      '"""Docs."""',
      'with make() as c, d',
      'return (yield)',
      'class A(B)',
      'pass',
      'if a',
      'b()',
      'elif c',
      'pass',
      'for x in y',
      'z()',
      'try',
      'while True',
      'break',
      'except E as e',
      'raise',
      'match m',
      'case 1 if g',
      'pass',
    ]);
  });
});
