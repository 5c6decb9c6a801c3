import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import type { ModuleIr } from '../../../src/scan/ir.ts';
import { typescript } from './typescript.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const FOLDERS = [
  'src',
  'test/scan',
  'node_modules/commander',
  'node_modules/ajv/lib',
  'node_modules/vitest/dist/chunks',
];
const FILES = FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder)));

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => typescript.extensions.includes(extname(name)) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

const CALLS = new Set(['CallExpression', 'NewExpression', 'ImportExpression', 'TaggedTemplateExpression']);

/** Every node that calls, found by looking into everything. */
function callNodes(file: string, text: string): readonly string[] {
  const lang = ({ '.ts': 'ts', '.tsx': 'tsx' } as const)[extname(file)] ?? 'jsx';
  const found: { start: number; end: number }[] = [];
  const waiting: unknown[] = [parseSync(file, text, { lang }).program];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    const { type } = node as { type?: unknown };
    if (typeof type === 'string' && CALLS.has(type)) found.push(node as { start: number; end: number });
    waiting.push(...(Object.values(node) as unknown[]));
  }
  return inOrder(found);
}

function inOrder(extents: readonly { readonly start: number; readonly end: number }[]): readonly string[] {
  return [...extents]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end }) => `${start}-${end}`);
}

describe('calls', () => {
  it('are each in the IR once, in source order, in every file at hand', () => {
    expect(FILES.length).toBeGreaterThan(200);
    for (const file of FILES) {
      const text = readFileSync(file, 'utf8');
      const module = typescript.lower(file, text);
      if ('unreadable' in module) throw new Error(`${file}: ${module.unreadable}`);
      expect(module.partial).toBe(false);
      const calls = module.calls.map(({ start, end }) => `${start}-${end}`);
      if (calls.join() !== callNodes(file, text).join()) expect(calls, file).toEqual(callNodes(file, text));
    }
  }, 120_000);
});

/** Numbers in the IR that point into its own tables point at something. */
function expectSound(module: ModuleIr, text: string): void {
  const { scopes, functions, classes } = module;
  for (const { parent, function: owner } of scopes) {
    if (parent !== undefined) expect(parent).toBeLessThan(scopes.length);
    if (owner !== undefined) expect(owner).toBeLessThan(functions.length);
  }
  for (const { scope, at } of module.bindings) {
    expect(scope).toBeLessThan(scopes.length);
    expect(at).toBeLessThanOrEqual(text.length);
  }
  for (const { methods } of classes) {
    for (const method of methods) expect(method.function).toBeLessThan(functions.length);
  }
  for (const { start, end } of [...module.statements, ...module.calls]) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
  }
}

describe('any text', () => {
  const real = fc
    .constantFrom(...FILES.filter((file) => !file.includes('vitest')))
    .map((file) => readFileSync(file, 'utf8'));
  const scraps = fc.constantFrom(
    ...[
      '{',
      '}',
      '(',
      ')',
      '`',
      '${',
      "'",
      '"',
      '/',
      '*/',
      '<',
      '>',
      '=>',
      '?.',
      'class ',
      'await ',
      'yield ',
      '#x',
      '@d ',
    ],
    ...[
      'import ',
      'export ',
      'new ',
      '\n',
      ';',
      '=',
      '...',
      ': A<B>',
      ' as T',
      '\u2028',
      '\uD83E',
      '<<<<<<< HEAD\n',
    ],
  );
  const broken = fc
    .tuple(real, fc.nat(), fc.nat({ max: 400 }), scraps, fc.boolean())
    .map(([text, at, length, scrap, isCut]) => {
      const place = at % (text.length + 1);
      return isCut
        ? text.slice(0, place) + scrap
        : text.slice(0, place) + scrap + text.slice(place + (length % 40));
    });

  it('is lowered or said to be unreadable', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          broken,
          fc.string({ unit: 'binary' }),
          fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join('a')),
        ),
        fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.cjs', 'a.mts', 'a.d.ts'),
        (text, file) => {
          const module = typescript.lower(file, text);
          if ('unreadable' in module) expect(module.unreadable).not.toBe('');
          else expectSound(module, text);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
