import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expr, ModuleIr } from '../../../src/scan/ir.ts';
import { lower, python } from './python.ts';

/** How deep the expressions are, found without recursion. */
function deepest(roots: readonly Expr[]): number {
  let deepestSoFar = 0;
  const pending: { readonly value: unknown; readonly depth: number }[] = roots.map((value) => ({
    value,
    depth: 1,
  }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    const inner = 'kind' in value ? depth + 1 : depth;
    deepestSoFar = Math.max(deepestSoFar, inner);
    for (const part of Object.values(value)) pending.push({ value: part, depth: inner });
  }
  return deepestSoFar;
}

function valueOf(module: ModuleIr): Expr {
  const value = module.bindings.at(-1)?.value;
  if (value === undefined) throw new Error('nothing is bound');
  return value;
}

function indented(depth: number, head: string): string {
  return Array.from({ length: Math.min(depth, 1000) }, (_, level) => ' '.repeat(level) + head).join('\n');
}

/** Of what to nest, and how to write it `n` levels deep. */
const DEEP: readonly (readonly [string, (n: number) => string])[] = [
  ['brackets', (n) => `x = ${'('.repeat(n)}1${')'.repeat(n)}`],
  ['open brackets', (n) => '['.repeat(n)],
  ['calls in calls', (n) => `x = ${'f('.repeat(n)}${')'.repeat(n)}`],
  ['dictionaries', (n) => `x = ${'{1: '.repeat(n)}2${'}'.repeat(n)}`],
  ['not', (n) => `x = ${'not '.repeat(n)}a`],
  ['lambdas', (n) => `x = ${'lambda: '.repeat(n)}a`],
  ['conditions', (n) => `x = ${'a if b else '.repeat(n)}c`],
  ['chained assignments', (n) => `${'x = '.repeat(n)}c`],
  ['f-strings', (n) => `x = ${'f"{'.repeat(n)}1${'}"'.repeat(n)}`],
  ['annotations', (n) => `x: ${'list['.repeat(n)}int${']'.repeat(n)}`],
  ['tuple targets', (n) => `${'(a, '.repeat(n)}b${')'.repeat(n)} = x`],
  ['blocks', (n) => indented(n, 'if a:')],
  ['functions', (n) => indented(n, 'def f(a=g(1)):')],
  ['case patterns', (n) => `match x:\n  case ${'['.repeat(n)}a${']'.repeat(n)}: pass`],
];

describe('deep nesting', () => {
  it.each(DEEP)('of %s neither throws nor is read in silence', (_, make) => {
    for (const depth of [100, 240, 330, 480, 990, 10_000]) {
      const module = python.lower('deep.py', make(depth));
      if ('unreadable' in module) expect(module.unreadable).toMatch(/nested deeper/);
      if (depth === 100) expect(module).not.toHaveProperty('unreadable');
    }
  });
});

describe('long chains', () => {
  it('of terms are one flat list', () => {
    expect(valueOf(lower(`x = a${' + b'.repeat(5000)}`))).toMatchObject({
      kind: 'opaque',
      inside: { length: 5001 },
    });
    expect(valueOf(lower(`x = "a"${' + b'.repeat(5000)}`))).toMatchObject({
      kind: 'string',
      parts: { length: 5001 },
    });
    expect(valueOf(lower(`x = a${' or b'.repeat(5000)}`))).toMatchObject({
      kind: 'choice',
      options: { length: 5001 },
    });
  });

  it.each([
    ['method calls', '.then(f(1))'],
    ['calls of results', '()'],
    ['keys', '["key"]'],
    ['mixed operators', ' + b * c - d'],
  ])('of %s keep every call and stay shallow', (_, link) => {
    const module = lower(`x = a${link.repeat(5000)}`);
    expect(module.calls).toHaveLength((link.match(/\(/g) ?? []).length * 5000);
    expect(deepest([valueOf(module)])).toBeLessThanOrEqual(410);
    expect(deepest(module.calls.slice(-10))).toBeLessThanOrEqual(410);
  });

  it('keep what they end with', () => {
    const module = lower(`x = client${'.a()'.repeat(2000)}.run()`);
    expect(module.calls.at(-1)?.callee).toMatchObject({ kind: 'member', property: 'run' });
  });
});

describe('long runs of comments and line continuations', () => {
  // A million of them would take days where the work grows with the square of their number.
  const many = 100_000;

  it('are read in time that grows with their number', () => {
    const comments = '  # aegis-ignore AEG3001: old\n'.repeat(many);
    const module = lower(`def f():\n  a(1)\n${comments}  b(2)\n# the end\n`);
    expect(module.partial).toBe(false);
    expect(module.comments).toHaveLength(many);
    expect(module.comments[1]).toMatchObject({ text: 'aegis-ignore AEG3001: old', ownLine: true });
    expect(module.calls.map((call) => call.function)).toEqual([0, 0]);
    expect(lower(`x = a(1) + ${'\\\r\n'.repeat(many)} b(2)\n`).calls).toHaveLength(2);
    expect(lower(`a(1)\r\n${'\t# aegis\r\n\r\n'.repeat(many)}b(2)\r\n`).comments).toHaveLength(many);
  });

  it('are left alone inside strings', () => {
    const lines = '# {ask(1)}\n'.repeat(200);
    expect(lower(`x = f\"\"\"\n${lines}\"\"\"\n`).calls).toHaveLength(200);
    expect(lower(`x = 'it\\'s'\ny = \"\"\"\n${lines}\"\"\"\n`).bindings[1]?.value).toMatchObject({
      parts: [`\n${lines}`],
    });
  });
});

describe('any text', () => {
  it('is lowered or said to be unreadable', () => {
    const pieces = fc.constantFrom(
      ...[
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ':',
        ',',
        '.',
        '=',
        '"',
        "'''",
        '\n',
        '  ',
        '\t',
        '\\',
        '@',
        '*',
        '**',
        '#',
        '->',
      ],
      ...[
        'def ',
        'class ',
        'lambda ',
        'if ',
        'else',
        'for ',
        ' in ',
        'with ',
        ' as ',
        'match ',
        'case ',
        'try:',
        'f"{',
      ],
      ...[
        'import ',
        'from ',
        'global ',
        'await ',
        'yield ',
        'x',
        'f(',
        '1',
        '\0',
        '\r',
        '\uFEFF',
        '😀',
        '\ud800',
        'é',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (text) => {
          const module = python.lower('any.py', text);
          if ('unreadable' in module) return;
          for (const { start, end } of module.calls)
            expect(start >= 0 && start < end && end <= text.length).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is lowered to equal IR when it is lowered again', () => {
    const text = 'class A:\n    def f(self, c: "B"): return c.run(self.x)\n';
    expect(lower(text)).toEqual(lower(text));
  });

  it('with a mistake is read in part', () => {
    expect(lower('def f(:\n    ask(1)\n').partial).toBe(true);
    expect(lower('ask(1)\n').partial).toBe(false);
  });
});
