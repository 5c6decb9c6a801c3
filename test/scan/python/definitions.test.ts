import { describe, expect, it } from 'vitest';
import type { ModuleIr, ParameterIr } from '../../../src/scan/ir.ts';
import { lower } from './python.ts';
import { printBindings, printCalls, printExpr, printType } from './print-ir.ts';

function printParameter({ name, kind, type, default: value }: ParameterIr): string {
  const annotation = type === undefined ? '' : `: ${printType(type)}`;
  return `${kind} ${name ?? '(parts)'}${annotation}${value === undefined ? '' : ` = ${printExpr(value)}`}`;
}

function functionNamed(module: ModuleIr, name: string): ModuleIr['functions'][number] {
  const found = module.functions.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

describe('functions', () => {
  it('have parameters of every kind, with annotations and defaults from outside', () => {
    const module = lower(
      'def run(a, b: OpenAI, /, c=make(), *rest: int, d, e: "Client" = None, **extra): pass\n',
    );
    expect(functionNamed(module, 'run').parameters.map(printParameter)).toEqual([
      'positional a',
      'positional b: OpenAI',
      'positional c = make()',
      'rest rest: int',
      'keyword-only d',
      'keyword-only e: Client = null',
      'keyword-rest extra',
    ]);
    expect(module.calls[0]).toMatchObject({ scope: 0, function: undefined });
    expect(printBindings(module).at(-1)).toBe('1 extra = parameter#0.6');
  });

  it('treat parameters after a lone star as keywords only', () => {
    const module = lower('def run(a, *, b): pass\n');
    expect(functionNamed(module, 'run').parameters.map(printParameter)).toEqual([
      'positional a',
      'keyword-only b',
    ]);
  });

  it('collect what they return and yield', () => {
    const module = lower(
      'async def clients():\n    yield OpenAI()\n    got = yield\n    yield from others()\n    return a, b\n',
    );
    const { returns, yields } = functionNamed(module, 'clients');
    expect(returns.map(printExpr)).toEqual(['[a, b]']);
    expect(yields.map(printExpr)).toEqual(['OpenAI()', 'others()[*]']);
  });

  it('know their decorators, their parent and their return type', () => {
    const module = lower(
      '@tool\n@app.get("/ask", deps=[Depends(auth)])\nasync def ask() -> Awaitable[Answer]:\n    def inner(): pass\n',
    );
    const ask = functionNamed(module, 'ask');
    expect(ask.decorators.map(printExpr)).toEqual(['tool', "app.get('/ask', deps=[Depends(auth)])"]);
    expect(ask.returnType && printType(ask.returnType)).toBe('Answer');
    expect(functionNamed(module, 'inner').parent).toBe(0);
    expect(printCalls(module)).toEqual(["app.get('/ask', deps=[Depends(auth)])", 'Depends(auth)']);
  });

  it('start their branches anew', () => {
    const module = lower('if debug:\n    def ask():\n        client.run()\n');
    expect(module.calls[0]?.branch).toEqual([]);
    expect(module.calls[0]?.function).toBe(0);
    expect(module.bindings[0]?.branch).toHaveLength(1);
  });
});

describe('classes', () => {
  const module = lower(
    [
      'class Writer(Base, abc.Named, metaclass=make_meta()):',
      '    model: str = "gpt"',
      '    client: Optional[OpenAI]',
      '    shared = OpenAI()',
      '    def __init__(self, client):',
      '        super().__init__(client)',
      '        run = lambda: self.client',
      '    @property',
      '    def api(self): return self.client',
      '    @functools.cached_property',
      '    def cached(self): return self.client',
      '    @api.setter',
      '    def api(self, value): self.client = value',
      '    @classmethod',
      '    def create(cls, key): return cls(key)',
      '    @staticmethod',
      '    def plain(self): return self',
      '    def write(self):',
      '        def nested(self): return self',
      '        return super(Writer, self).write',
      '    if extra:',
      '        def more(self): pass',
      '    class Config:',
      '        def load(me): return me',
      '',
    ].join('\n'),
  );
  const [writer] = module.classes;

  it('have bases, fields and methods', () => {
    expect(writer?.bases.map(printExpr)).toEqual(['Base', 'abc.Named']);
    expect(
      writer?.fields.map(({ name, value, type }) => [
        name,
        value && printExpr(value),
        type && printType(type),
      ]),
    ).toEqual([
      ['model', "'gpt'", 'str'],
      ['client', undefined, 'OpenAI'],
      ['shared', 'OpenAI()', undefined],
    ]);
    expect(
      writer?.methods.map(({ name, function: id }) => `${name}: ${String(module.functions[id]?.member)}`),
    ).toEqual([
      'constructor: constructor',
      'api: getter',
      'cached: getter',
      'api: setter',
      'create: class-method',
      'plain: static',
      'write: method',
      'more: method',
    ]);
    expect(printCalls(module)[0]).toBe('make_meta()');
  });

  it('call their instance this, by whatever name, and leave it out of the parameters', () => {
    expect(functionNamed(module, 'api').returns.map(printExpr)).toEqual(['this#0.client']);
    expect(functionNamed(module, 'load').returns.map(printExpr)).toEqual(['this#1']);
    expect(functionNamed(module, '__init__').parameters.map(printParameter)).toEqual(['positional client']);
    expect(functionNamed(module, 'create').returns.map(printExpr)).toEqual(['class#0(key)']);
  });

  it('keep static methods and nested functions free of it', () => {
    expect(functionNamed(module, 'plain').returns.map(printExpr)).toEqual(['self']);
    expect(functionNamed(module, 'nested').returns.map(printExpr)).toEqual(['self']);
    expect(functionNamed(module, 'nested').class).toBeUndefined();
    const lambda = module.functions.find(({ name }) => name === undefined);
    expect(lambda?.returns.map(printExpr)).toEqual(['this#0.client']);
  });

  it('reach their base through super', () => {
    expect(printCalls(module)).toContain('super#0.constructor(client)');
    expect(functionNamed(module, 'write').returns.map(printExpr)).toEqual(['super#0.write']);
  });

  it('are no scope for the functions in them', () => {
    const parents = module.functions.map(
      ({ scope }) => module.scopes[module.scopes[scope]?.parent ?? 0]?.kind,
    );
    expect(parents).not.toContain('class');
  });
});
