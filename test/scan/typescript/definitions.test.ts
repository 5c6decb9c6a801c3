import { describe, expect, it } from 'vitest';
import { lower } from './typescript.ts';
import { printAssignments, printBindings, printCalls, printClasses, printFunctions } from './print-ir.ts';

describe('functions', () => {
  it('have parameters with types, defaults and rests; destructured ones are taken apart', () => {
    const module = lower(
      'function ask(this: App, client: OpenAI, { model = "gpt", ...opts }: Options = {}, ...more: Tool[]): Promise<Answer> { return client.ask(model) }',
    );
    expect(printFunctions(module)).toEqual([
      'ask(client: OpenAI, {}: Options = {}, ...more: items of (Tool)): Answer -> client.ask(model)',
    ]);
    expect(printBindings(module).slice(1)).toEqual([
      '1 client: OpenAI = parameter#0.0',
      "1 model = (parameter#0.1.model | 'gpt')",
      '1 opts = parameter#0.1',
      '1 more: items of (Tool) = parameter#0.2',
    ]);
  });

  it('give what they return or yield', () => {
    const module = lower(
      'async function* run() { yield one(); yield* many(); return last }\nconst f = () => make();',
    );
    expect(printFunctions(module)).toEqual(['run() -> last, yield one(), yield many()[*]', 'f() -> make()']);
  });

  it('are named after what they are the value of', () => {
    const module = lower(
      'const a = () => 1;\nx.b = function () {};\nconst o = { c: async () => {}, d() {}, e: function f() {} };',
    );
    expect(module.functions.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'f']);
  });

  it('know the function around them and run calls in themselves', () => {
    const module = lower('function outer() { return () => inner() }\nouter();');
    expect(module.functions.map(({ parent }) => parent)).toEqual([undefined, 0]);
    expect(module.calls.map((call) => call.function)).toEqual([1, undefined]);
  });

  it('that are expressions see their own name inside only', () => {
    const module = lower('const retry = function again() { return again() };');
    expect(printBindings(module)).toEqual(['1 again = function#0', '0 retry = function#0']);
  });
});

describe('classes', () => {
  it('have fields, methods, accessors and bases', () => {
    const module = lower(
      [
        '@injectable() export class Writer extends mixin(Base)<Deps> implements Service {',
        '  #client = new OpenAI();',
        '  private model: string = "gpt";',
        '  declare typed: Anthropic;',
        '  static shared = new this();',
        '  "quoted-name" = 1;',
        '  [computed()] = 2;',
        '  @log() async ask() { return this.#client }',
        '  static create() { return new this() }',
        '  get chat() { return this.#client.chat }',
        '  set chat(value) { this.other = value }',
        '  handler = () => this.ask();',
        '  static { this.shared.warm() }',
        '}',
      ].join('\n'),
    );
    expect(printClasses(module)).toEqual([
      "class Writer extends mixin(Base) { #client = new OpenAI(); model = 'gpt'; typed: Anthropic; static shared = new class#0(); quoted-name = 1; handler = function#4; ask() = function#0; create() = function#1; chat() = function#2; chat() = function#3 }",
    ]);
    expect(printFunctions(module)).toEqual([
      'method ask() -> this#0.#client',
      'static create() -> new class#0()',
      'getter chat() -> this#0.#client.chat',
      'setter chat(value) -> ',
      'handler() -> this#0.ask()',
    ]);
    expect(printCalls(module)).toContain('class#0.shared.warm()');
    expect(module.functions[0]?.decorators).toHaveLength(1);
    expect(module.classes[0]?.implements).toHaveLength(1);
  });

  it('assign parameters that are properties', () => {
    const module = lower(
      'class Writer { constructor(private readonly client: OpenAI, @Inject() public model = "gpt") { super(client) } }',
    );
    expect(printAssignments(module)).toEqual([
      'this#0.client = parameter#0.0',
      'this#0.model = parameter#0.1',
    ]);
    expect(printFunctions(module)).toEqual(["constructor constructor(client: OpenAI, model = 'gpt') -> "]);
    expect(printCalls(module)).toEqual(['Inject()', 'super#0(client)']);
  });

  it('lend `this` to arrows and not to functions', () => {
    const module = lower('class A { run() { return [() => this.a, function () { return this.b }] } }');
    expect(printFunctions(module)).toEqual([
      'method run() -> [function#1, function#2]',
      '() -> this#0.a',
      '() -> ?().b',
    ]);
  });

  it('that are expressions see their own name inside only', () => {
    const module = lower(
      'const Writer = class Inner { clone() { return new Inner() } };\nconst Plain = class {};',
    );
    expect(printBindings(module)).toEqual(['1 Inner = class#0', '0 Writer = class#0', '0 Plain = class#1']);
    expect(module.classes.map(({ name }) => name)).toEqual(['Inner', 'Plain']);
  });
});

describe('objects', () => {
  it('keep keys, methods, accessors and spreads', () => {
    const module = lower(
      "const o = { client, 'a-b': 1, [`k`]: 2, [key()]: 3, 4: 5, run() {}, get z() { return 1 }, ...rest };",
    );
    expect(printBindings(module)).toEqual([
      '0 o = {client: client, a-b: 1, k: 2, ?: 3, 4: 5, run: function#0, z: function#1, ...rest}',
    ]);
    expect(module.functions[1]?.member).toBe('getter');
  });

  it('that are the value of a name are `this` in their methods', () => {
    const module = lower(
      'const service = { client: new OpenAI(), run() { return this.client }, arrow: () => this } as const;',
    );
    expect(printFunctions(module)).toEqual(['run() -> service.client', 'arrow() -> ?()']);
  });

  it('may be enums', () => {
    expect(printBindings(lower("enum Model { Small = 'gpt-mini', Other }"))).toEqual([
      "0 Model = {Small: 'gpt-mini', Other: null}",
    ]);
  });
});

describe('types', () => {
  const typeOf = (annotation: string): string | undefined =>
    printBindings(lower(`declare let x: ${annotation};`))[0]
      ?.replace(/^0 x(?:: )?/, '')
      .replace(/ = \?\(\)$/, '');

  it.each([
    ['OpenAI | Anthropic | null', 'OpenAI | Anthropic'],
    ['Promise<Awaited<OpenAI>>', 'OpenAI'],
    ['readonly OpenAI[]', 'items of (OpenAI)'],
    ['[OpenAI, ...Anthropic[]]', 'items of (OpenAI | Anthropic)'],
    ['Map<string, OpenAI>', 'items of (OpenAI)'],
    ['typeof client.chat', 'is client.chat'],
    ['InstanceType<typeof OpenAI>', 'OpenAI'],
    ['Awaited<ReturnType<typeof connect>>', 'is connect()'],
    ["import('openai').OpenAI.Chat", 'import(openai).OpenAI.Chat'],
    ["typeof import('openai')", 'is import(openai)'],
    ['AI.Client<Deps>', 'AI.Client'],
    ['{ client: OpenAI }', 'class#0'],
    ['string', ''],
    ['() => OpenAI', ''],
  ])('reads `%s`', (annotation, expected) => {
    expect(typeOf(annotation)).toBe(expected);
  });

  it('of interfaces and aliases are bound for types only', () => {
    const module = lower(
      'interface Deps extends Base { client: OpenAI; make(): Anthropic; lazy: () => Promise<OpenAI>; name: () => void }\ntype Client = OpenAI | Anthropic;',
    );
    expect(printBindings(module)).toEqual([
      '0 Deps = class#0 (type only)',
      '0 Client: OpenAI | Anthropic = (OpenAI | Anthropic) (type only)',
    ]);
    expect(printClasses(module)).toEqual([
      'interface Deps extends Base { client: OpenAI; make() = function#0; lazy() = function#1 }',
    ]);
  });

  it('of parameters of generic functions have their bound', () => {
    const module = lower('function use<T extends OpenAI>(client: T) {}');
    expect(printBindings(module).slice(1)).toEqual([
      '1 T: OpenAI = ?() (type only)',
      '1 client: T = parameter#0.0',
    ]);
  });
});
