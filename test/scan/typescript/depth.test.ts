import { describe, expect, it } from 'vitest';
import type { Expr } from '../../../src/scan/ir.ts';
import { lower, typescript } from './typescript.ts';

function depthOf(expr: Expr): number {
  let depth = 0;
  let level: readonly Expr[] = [expr];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap(partsOf);
  }
  return depth;
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'member':
    case 'item':
      return [expr.object];
    case 'call':
      return [expr.callee, ...expr.arguments.map(({ value }) => value)];
    case 'string':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'choice':
      return expr.options;
    case 'opaque':
      return expr.inside;
    default:
      return [];
  }
}

describe('what nests deeply', () => {
  it.each([
    ['a promise chain', `load()${'.then(next)'.repeat(5000)}`, 5001],
    ['a sum', `first()${' + next()'.repeat(3000)}`, 3001],
    ['a difference', `first()${' - next()'.repeat(3000)}`, 3001],
    ['a chain of choices', `first()${' || next()'.repeat(3000)}`, 3001],
    ['nested calls', `${'f('.repeat(250)}g()${')'.repeat(250)}`, 251],
    ['a ladder of conditions', `${'a() ? b() : '.repeat(400)}c()`, 801],
    ['a chain of arrows', `${'a => '.repeat(500)}f()`, 1],
  ])('keeps every call of %s, and its expressions are shallow', (_, text, count) => {
    const { calls } = lower(`value = ${text};`);
    expect(calls).toHaveLength(count);
    for (const call of [calls[0]!, calls[count >> 1]!, calls[count - 1]!])
      expect(depthOf(call)).toBeLessThan(1000);
  });

  it('joins a long sum into one string', () => {
    const { bindings } = lower(`const url = base${' + "/x"'.repeat(3000)};`);
    expect(bindings[0]?.value).toMatchObject({ kind: 'string' });
    expect(depthOf(bindings[0]!.value)).toBe(2);
  });

  it('is one conditional statement after another, however many', () => {
    const ladder = `if (a()) b(); ${'else if (a()) { b(); } '.repeat(300)}else c();`;
    expect(lower(ladder).calls).toHaveLength(603);
  });

  it.each([
    ['brackets', `${'['.repeat(3000)}${']'.repeat(3000)}`],
    ['functions', `${'function f() {'.repeat(3000)}${'}'.repeat(3000)}`],
    ['templates', `${'`${'.repeat(3000)}1${'}`'.repeat(3000)}`],
    ['type arguments', `let x: ${'A<'.repeat(3000)}B${'>'.repeat(3000)};`],
    ['conditions on one line', `${'if (a) '.repeat(9000)}b();`],
    ['conditions on many lines', `${'if (a)\n'.repeat(9000)}b();`],
    ['else if', `if (a) b(); ${'else if (a) b();\n'.repeat(9000)}`],
    ['labels', `${Array.from({ length: 9000 }, (_, index) => `l${index}:`).join(' ')} b();`],
    ['assignments', `${'a = '.repeat(9000)}b;`],
  ])('beyond measure is not given to the parser: %s', (_, text) => {
    expect(typescript.lower('src/generated.ts', text)).toEqual({ unreadable: 'nested too deeply' });
  });

  it.each([
    ['many statements without semicolons', 'total = total < limit ? add(total) : limit\n'.repeat(3000)],
    ['long tables', `const table = {${'"(([[{{": f(1 < 2, `((${x}`, /[(]\\/((/),'.repeat(2000)}};`],
    ['many comparisons', `const known = x < 1${' || (1 <= x && x < 2)'.repeat(1000)};`],
    ['many comments', '// ((((((\n/* {{{{{{ */\n'.repeat(2000) + 'a();'],
    ['many conditions', 'if (a) { b() }\nif (c) return1()\n'.repeat(400)],
  ])('does not: %s', (_, text) => {
    expect(typescript.lower('src/table.ts', text)).not.toHaveProperty('unreadable');
  });
});
