import { describe, expect, it } from 'vitest';
import { lower } from './typescript.ts';
import { printAssignments, printBindings, printCalls } from './print-ir.ts';

describe('declarations', () => {
  it('take objects and arrays apart, with defaults and rests', () => {
    const module = lower(
      [
        'const { chat: { completions }, [key]: any, "base-url": url, ...others } = client;',
        'const [first, , { model = "gpt" }, ...more] = pair();',
        'const [a, b] = [one(), two()];',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 completions = client.chat.completions',
      '0 any = client[*]',
      '0 url = client.base-url',
      '0 others = client',
      '0 first = pair()[0]',
      "0 model = (pair()[2].model | 'gpt')",
      '0 more = [pair()[*]]',
      '0 a = one()',
      '0 b = two()',
    ]);
    expect(printCalls(module)).toEqual(['pair()', 'one()', 'two()']);
  });

  it('carry their annotation, or the type that their value is cast to', () => {
    const text = [
      'let client: OpenAI;',
      'const cast = find() as unknown as Anthropic, plain = "x" as const;',
      'const { client: inner }: Deps = deps;',
      'declare const ambient: OpenAI;',
    ].join('\n');
    const module = lower(text);
    const hidden = `{${text.indexOf('{ client')}}`;
    expect(printBindings(module)).toEqual([
      '0 client: OpenAI = null',
      '0 cast: Anthropic = find()',
      "0 plain = 'x'",
      `0 ${hidden}: Deps = deps`,
      `0 inner = ${hidden}.client`,
      '0 ambient: OpenAI = ?()',
    ]);
  });

  it('of `let` stay in their block, of `var` in their function', () => {
    const module = lower('function setup() { if (ready) { var a = 1; let b = 2; { const c = 3; } } }');
    const [a, b, c] = ['a', 'b', 'c'].map((name) =>
      module.bindings.find((binding) => binding.name === name)!,
    );
    expect(a!.scope).toBe(module.functions[0]!.scope);
    expect(module.scopes[b!.scope]).toMatchObject({ kind: 'block', parent: a!.scope });
    expect(module.scopes[c!.scope]).toMatchObject({ kind: 'block', parent: b!.scope });
  });

  it('of functions in blocks belong to the block in modules and to the function in scripts', () => {
    const text = 'if (ready) { function ask() {} }';
    const inModule = lower(`${text}\nexport {};`);
    expect(inModule.scopes[inModule.bindings[0]!.scope]?.kind).toBe('block');
    expect(lower(text, 'src/agent.cjs').bindings[0]!.scope).toBe(0);
  });

  it('start to hold after their value, so that a name can be bound to what wraps it', () => {
    const module = lower('let client = new OpenAI();\nclient = wrap(client);');
    const [, second] = module.bindings;
    const [argument] = module.calls[1]?.arguments ?? [];
    expect(second?.at).toBeGreaterThan(argument?.value.start ?? Infinity);
  });
});

describe('assignments', () => {
  it('bind in the scope that declares the name, also when that is written later', () => {
    const module = lower(
      'function connect() { client = new OpenAI(); local = 1; unknown = 2; let local; }\nlet client;',
    );
    const scopes = module.bindings.map(({ name, scope }) => `${name} ${scope}`);
    expect(scopes).toEqual(['connect 0', 'client 0', 'local 1', 'unknown 0', 'local 1', 'client 0']);
  });

  it('to members and keys are member assignments', () => {
    const module = lower(
      [
        'class Writer {',
        '  #client;',
        '  setup(key, value) {',
        '    this.#client = new OpenAI();',
        '    this.cache["main"] = this.cache[key] = value as Anthropic;',
        '    this.lazy ??= new OpenAI();',
        '    ({ a: this.a, b: [this.b] } = value);',
        '  }',
        '}',
      ].join('\n'),
    );
    expect(printAssignments(module)).toEqual([
      'this#0.#client = new OpenAI()',
      'this#0.cache.[]: Anthropic = value',
      'this#0.cache.main = value',
      'this#0.lazy = new OpenAI()',
      'this#0.a = value.a',
      'this#0.b = value.b[0]',
    ]);
  });

  it('with an operator keep what was there before', () => {
    const module = lower('url += "/v1";\nclient ??= make();\ntotal -= cost();\nclient &&= wrap(client);');
    expect(printBindings(module)).toEqual([
      "0 url = '${url}/v1'",
      '0 client = (client | make())',
      '0 total = ?(total, cost())',
      '0 client = (client | wrap(client))',
    ]);
  });

  it('that run only sometimes are in a branch', () => {
    const module = lower('client || (client = make());\nready ? (a = 1) : (b = 2);\nlast = 3;');
    expect(printBindings(module)).toEqual(['0 client = make() if', '0 a = 1 if', '0 b = 2 if', '0 last = 3']);
  });
});

describe('conditional blocks', () => {
  it('each count as a branch: arms, loops, cases, try and catch, but not finally and plain blocks', () => {
    const module = lower(
      [
        'if (x) { a = 1 } else if (y) b = 2; else { c = 3 }',
        'while (x) { d = 4 }',
        'for (e = 0; ; g = 6) { f = 5 }',
        'switch (x) { case 1: h = 7; default: i = 8 }',
        'try { j = 9 } catch { k = 10 } finally { l = 11 }',
        '{ m = 12 }',
      ].join('\n'),
    );
    const branches = module.bindings.map(({ name, branch }) => `${name}${branch.length}`);
    expect(branches).toEqual(['a1', 'b1', 'c1', 'd1', 'e0', 'g1', 'f1', 'h1', 'i1', 'j1', 'k1', 'l0', 'm0']);
    expect(new Set(module.bindings.flatMap(({ branch }) => branch)).size).toBe(9);
  });

  it('bind items of what is iterated, and what is caught', () => {
    const module = lower(
      'for (const client of clients) use(client);\nfor await (const [name, { sdk }] of pairs()) {}\nfor (const key in table) {}\ntry {} catch (error) {}',
    );
    expect(printBindings(module)).toEqual([
      '1 client = clients[*] if',
      '2 name = pairs()[*][0] if',
      '2 sdk = pairs()[*][1].sdk if',
      '3 key = ?(table) if',
      '4 error = ?() if',
    ]);
  });
});
