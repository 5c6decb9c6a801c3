import { describe, expect, it } from 'vitest';
import { lower } from './python.ts';
import { printAssignments, printBindings, printCalls } from './print-ir.ts';

describe('assignments', () => {
  it('in a chain give every target the same value, whose call is one call', () => {
    const module = lower('a = b = connect()\n');
    expect(printBindings(module)).toEqual(['0 a = connect()', '0 b = connect()']);
    expect(printCalls(module)).toEqual(['connect()']);
  });

  it('take tuples apart, by value where it is written out', () => {
    const module = lower(
      'a, (b, *rest), c = pair()\nx, y = OpenAI(), 2\nfirst, *others, last = xs\np, q = *many, 1\n',
    );
    expect(printBindings(module)).toEqual([
      '0 a = pair()[0]',
      '0 b = pair()[1][0]',
      '0 rest = [pair()[1][*]]',
      '0 c = pair()[2]',
      '0 x = OpenAI()',
      '0 y = 2',
      '0 first = xs[0]',
      '0 others = [xs[*]]',
      '0 last = xs[*]',
      '0 p = [many[*], 1][0]',
      '0 q = [many[*], 1][1]',
    ]);
  });

  it('carry their annotation, with or without a value', () => {
    const module = lower('client: OpenAI = make()\nother: "Anthropic"\n');
    expect(printBindings(module)).toEqual(['0 client: OpenAI = make()', '0 other: Anthropic = ?()']);
  });

  it('start to hold after their value, so that a name can be bound to what wraps it', () => {
    const module = lower('client = OpenAI()\nclient = wrap(client)\n');
    const [, second] = module.bindings;
    const [argument] = module.calls[1]?.arguments ?? [];
    expect(second?.at).toBeGreaterThan(argument?.value.start ?? Infinity);
  });

  it('with an operator join strings and are opaque otherwise', () => {
    const module = lower('url += "/v1"\ntotal += cost\nchain |= model\nobj.count += f()\n');
    expect(printBindings(module)).toEqual([
      "0 url = '${url}/v1'",
      '0 total = ?+(total, cost)',
      '0 chain = ?|(chain, model)',
    ]);
    expect(printCalls(module)).toEqual(['f()']);
  });

  it('inside expressions bind in the function, also from a comprehension', () => {
    const module = lower(
      'def pick(xs):\n    return [y for x in xs if (y := load(x))]\nif (m := find()): pass\n',
    );
    expect(printBindings(module)).toEqual([
      '0 pick = function#0',
      '1 xs = parameter#0.0',
      '2 x = xs[*]',
      '1 y = load(x)',
      '0 m = find()',
    ]);
  });

  it('to members and keys are member assignments', () => {
    const module = lower(
      [
        'class Writer:',
        '    def setup(this_one, key):',
        '        this_one.client: OpenAI = OpenAI()',
        '        this_one.cache["main"] = this_one.client',
        '        this_one.cache[key] = this_one.client',
        'writer.model, other = "gpt", 1',
      ].join('\n'),
    );
    expect(printAssignments(module)).toEqual([
      'this#0.client: OpenAI = OpenAI()',
      'this#0.cache.main = this#0.client',
      'this#0.cache.[] = this#0.client',
      "writer.model = 'gpt'",
    ]);
  });

  it('follow global and nonlocal to the scope that owns the name', () => {
    const module = lower(
      [
        'def outer():',
        '    client = None',
        '    def inner():',
        '        nonlocal client',
        '        global model',
        '        client = OpenAI()',
        '        model = "gpt"',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 outer = function#0',
      '1 client = null',
      '1 inner = function#1',
      '1 client = OpenAI()',
      "0 model = 'gpt'",
    ]);
  });

  it('of nonlocal names skip the functions that do not bind them', () => {
    const module = lower(
      [
        'def outer():',
        '    client = None',
        '    def middle():',
        '        def inner():',
        '            nonlocal client',
        '            client = OpenAI()',
      ].join('\n'),
    );
    expect(printBindings(module).at(-1)).toBe('1 client = OpenAI()');
  });
});

describe('loops, with, except and match', () => {
  it('bind items of what is iterated', () => {
    const module = lower('for client in clients: pass\nfor i, (name, sdk) in pairs(): pass\n');
    expect(printBindings(module)).toEqual([
      '0 client = clients[*] if',
      '0 i = pairs()[*][0] if',
      '0 name = pairs()[*][1][0] if',
      '0 sdk = pairs()[*][1][1] if',
    ]);
  });

  it('give comprehensions a scope of their own', () => {
    const module = lower('ys = {k: make(v) for k, v in xs.items() if ok(k)}\nzs = list(f(x) for x in xs)\n');
    expect(printBindings(module)).toEqual([
      '1 k = xs.items()[*][0]',
      '1 v = xs.items()[*][1]',
      '0 ys = {?: make(v)}',
      '2 x = xs[*]',
      '0 zs = list([f(x)])',
    ]);
    expect(module.scopes[1]).toMatchObject({ kind: 'block', parent: 0 });
  });

  it('enter context managers without a branch', () => {
    const module = lower(
      [
        'with OpenAI() as client, open(p) as (a, b), lock: pass',
        'with (',
        '    Anthropic() as other,',
        '    make() as self.session,',
        '): pass',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 client = enter(OpenAI())',
      '0 a = enter(open(p))[0]',
      '0 b = enter(open(p))[1]',
      '0 other = enter(Anthropic())',
    ]);
    expect(printAssignments(module)).toEqual(['self.session = enter(make())']);
  });

  it('type what is caught', () => {
    const module = lower(
      'try:\n  f()\nexcept (openai.APIError, ValueError) as e:\n  g(e)\nfinally:\n  done = 1\n',
    );
    expect(printBindings(module)).toEqual(['0 e: openai.APIError | ValueError = ?() if', '0 done = 1']);
  });

  it('bind what patterns capture, each arm in its branch', () => {
    const module = lower(
      [
        'match event():',
        '    case Message(text, client=c) as message if check(c): pass',
        '    case {"sdk": sdk, **others}: pass',
        '    case [first, *_, last] | (first, last): pass',
        '    case module.CONSTANT | _: pass',
        '    case anything: pass',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 text = ?(event()) if',
      '0 c = event().client if',
      '0 message: Message = event() if',
      '0 sdk = event().sdk if',
      '0 others = event() if',
      '0 first = event()[0] if',
      '0 last = event()[*] if',
      '0 first = event()[0] if',
      '0 last = event()[1] if',
      '0 anything = event() if',
    ]);
    expect(printCalls(module)).toEqual(['event()', 'check(c)']);
  });

  it('nest branches by the start of each block', () => {
    const text = 'if a:\n    for b in c:\n        x = 1\nelif d:\n    x = 2\nelse:\n    x = 3\ny = 4\n';
    const module = lower(text);
    const branches = module.bindings.map(({ name, branch }) => [
      name,
      branch.map((start) => text.slice(start, start + 3)),
    ]);
    expect(branches).toEqual([
      ['b', ['for', 'x =']],
      ['x', ['for', 'x =']],
      ['x', ['x =']],
      ['x', ['x =']],
      ['y', []],
    ]);
    const starts = module.bindings.map(({ branch }) => branch.join());
    expect(new Set(starts).size).toBe(4);
  });
});
