import { describe, expect, it } from 'vitest';
import { lower } from './python.ts';
import { printBindings, printCalls, printExpr } from './print-ir.ts';

/** What `x = <text>` binds. */
function value(text: string): string {
  return (
    printBindings(lower(`x = ${text}\n`))
      .at(-1)
      ?.replace(/^0 x = /, '') ?? ''
  );
}

describe('expressions', () => {
  it.each([
    [
      'client.chat.completions.create(model="gpt", *xs, **kw)',
      "client.chat.completions.create(model='gpt', *xs, **kw)",
    ],
    ['get_client().messages', 'get_client().messages'],
    ['await (client.run())', 'client.run()'],
    ['config["model"]', 'config.model'],
    ['clients[0][-1][i]', 'clients[0][*][*]'],
    ['Agent[Deps, Out](deps)', 'Agent[*](deps)'],
    ['texts[1:n]', '[texts[*]]'],
    ['a or b and c', '(a | (b | c))'],
    ['a or b or c', '(a | b | c)'],
    ['OpenAI() if key else None', '(OpenAI() | null)'],
    ['{"role": role, key: 1, **rest}', '{role: role, ?: 1, **rest}'],
    ['[a, *b], {c}, ()', '[[a, b[*]], [c], []]'],
    ['[make(k) for k in keys]', '[make(k)]'],
    ['-1.5', '-1.5'],
    ['1_000', '1000'],
    ['True', 'true'],
    ['not f(a) == g[b]', '?(?(f(a), g[*]))'],
    ['prompt | model | parser', '?|(prompt, model, parser)'],
    ['a + b - c', '?(a, b, c)'],
    ['base + path', '?+(base, path)'],
    ['lambda text, *rest: client.run(text)', 'function#0'],
    ['...', '?()'],
    ['"{}/v1".format(host)', "'{}/v1'.format(host)"],
    ['cast(OpenAI, client)', 'cast(OpenAI, client)'],
    ['functools.partial(client.run, model="gpt")', "functools.partial(client.run, model='gpt')"],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('record calls in source order, receivers before what is called on them', () => {
    const module = lower('a(b(), k=c(d)).e().f[g()](h() if i() else j())\n');
    expect(
      module.calls.map(({ start, end }) =>
        'a(b(), k=c(d)).e().f[g()](h() if i() else j())'.slice(start, end),
      ),
    ).toEqual([
      'a(b(), k=c(d))',
      'a(b(), k=c(d)).e()',
      'a(b(), k=c(d)).e().f[g()](h() if i() else j())',
      'b()',
      'c(d)',
      'g()',
      'h()',
      'i()',
      'j()',
    ]);
  });
});

describe('strings', () => {
  it.each([
    [
      String.raw`'a\n\x41\u00e9\U0001F600\'\
b'`,
      "'a\nA\u00e9\u{1F600}'b'",
    ],
    [String.raw`r'a\n'`, String.raw`'a\n'`],
    [String.raw`'\d\N{BULLET}\777'`, String.raw`'\d\N{BULLET}` + "\u01ff'"],
    ['"""long\ntext"""', "'long\ntext'"],
    ['b"bytes"', "'bytes'"],
    ['""', "''"],
    ['"https://" "host" f"/{v}"', "'https://host/${v}'"],
    ['f"https://{host}:{port:>{w()}}/{{x}}{a.b!r}"', "'https://${host}:${port}/{x}${a.b}'"],
    ['f"{x = }"', "'${x}'"],
    ['"https://" + host + "/v1/" + path', "'https://${host}/v1/${path}'"],
    ['a + b + "c"', "'${a}${b}c'"],
    ['"https://%s/%d" % (host, 2)', "'https://${host}/${2}'"],
    ['"100%% of %s" % name', "'100% of ${name}'"],
    ['"%s and %s" % pair', "' and ${pair}'"],
    ['"a" * 3', "?('a', 3)"],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('keep the calls in f-strings, also those in format specifiers', () => {
    expect(printCalls(lower('f"{a(1)} {b:{c()}}" f"{d()}"\n'))).toEqual(['a(1)', 'c()', 'd()']);
  });
});

describe('tests of membership', () => {
  it('are kept with what is tested first, other comparisons are not', () => {
    const { memberTests } = lower('if a.b not in ALLOWED and x == y and not (c in (d, e)):\n    pass\n');
    expect(memberTests?.map(printExpr)).toEqual(['?(a.b, ALLOWED)', '?(c, [d, e])']);
  });
});
