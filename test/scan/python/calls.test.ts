import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Language, Parser, Query } from 'web-tree-sitter';
import { GRAMMAR, python } from './python.ts';

const FIXTURES = new URL('../../../fixtures/scan/python/', import.meta.url);
const texts = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'));

const language = await Language.load(GRAMMAR);
const parser = new Parser().setLanguage(language);
const callQuery = new Query(language, '(call) @call');

/** The calls of the syntax tree, found by a query: the reference. */
function callsOfTree(text: string): readonly string[] {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the reference parser gave up');
  const calls = callQuery.captures(tree.rootNode).map(({ node }) => `${node.startIndex}-${node.endIndex}`);
  tree.delete();
  return calls.sort();
}

function callsOfModule(text: string): readonly string[] {
  const module = python.lower('app/main.py', text);
  if ('unreadable' in module) throw new Error(module.unreadable);
  return module.calls.map(({ start, end }) => `${start}-${end}`).sort();
}

const NAMES = ['client', 'self', 'f', 'xs'] as const;
const name = fc.constantFrom(...NAMES);

/** Expressions of every kind the grammar has, as text. */
const { expression } = fc.letrec<{ expression: string; argument: string }>((tie) => {
  const e = tie('expression');
  const join = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((all) => all.join(''));
  return {
    argument: fc.oneof(e, join('k=', e), join('*', e), join('**', e)),
    expression: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      name,
      fc.constantFrom('1', '"text"', 'None', '...'),
      join(name, '(', tie('argument'), ', ', tie('argument'), ')'),
      join('(', e, ').m()'),
      join('(', e, ')[', e, ']'),
      join('(', e, ')[', e, ':', e, ']'),
      join('(', e, ' + ', e, ' or ', e, ')'),
      join('(', e, ' if ', e, ' else ', e, ')'),
      join('[', e, ', *', e, ']'),
      join('{', e, ': ', e, ', **', e, '}'),
      join('[', e, ' for ', name, ' in ', e, ' if ', e, ']'),
      join('{', e, ': ', e, ' for ', name, ', (', name, ') in ', e, '}'),
      join('f(', e, ' for ', name, ' in ', e, ')'),
      join('(lambda ', name, '=', e, ', *', name, ': ', e, ')'),
      join('(', name, ' := ', e, ')'),
      join('(not ', e, ' in ', e, ')'),
      join('(await ', e, ')'),
      join('(yield ', e, ')'),
      join('f"""{ ', e, ' :{', e, '}} {{}}"""'),
      join('("%s" % ', e, ')'),
    ),
  };
});

const simpleStatement = fc
  .tuple(
    fc.constantFrom(
      'A',
      'x = A',
      'x, *y = A, B',
      'f(A).x = y = B',
      'x[A]: B = B',
      'x += A',
      'return A',
      'raise A from B',
      'assert A, B',
      'del x[A]',
      'import x.y as z, w',
      'global x',
    ),
    expression,
    expression,
  )
  .map(([form, a, b]) => form.replaceAll('A', () => a).replaceAll('B', () => b));

const HEADS = [
  'if A:|elif B:|else:',
  'for x, y.z in A:|else:',
  'while A:|else:',
  'with A as x, B as (y, f(x).y):',
  'try:|except A as e:|else:|finally:',
  'def f(a: A, b=B, *c, d: B = A) -> A:',
  '@A\n@B\nclass C(A, k=B):',
  'match A:\n case C(x, k=[1, *y]) as z if B:',
] as const;

const { block } = fc.letrec<{ block: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    simpleStatement,
    fc
      .tuple(
        fc.constantFrom(...HEADS),
        expression,
        expression,
        fc.array(tie('block'), { minLength: 4, maxLength: 4 }),
      )
      .map(([heads, a, b, blocks]) =>
        heads
          .split('|')
          .map((head, index) => {
            const depth = head.includes('\n case') ? '  ' : ' ';
            return `${head}\n${indent(blocks[index] ?? 'pass', depth)}`;
          })
          .join('\n')
          .replaceAll(/\b[AB]\b/g, (letter) => (letter === 'A' ? `(${a})` : `(${b})`)),
      ),
  ),
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => all.join('\n')),
}));

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

describe('every call of the text appears exactly once', () => {
  it('in the fixtures', () => {
    for (const text of texts) expect(callsOfModule(text)).toEqual(callsOfTree(text));
  });

  it('in generated programs', () => {
    fc.assert(
      fc.property(block, (text) => {
        expect(python.lower('app/main.py', text)).toMatchObject({ partial: false });
        expect(callsOfModule(text)).toEqual(callsOfTree(text));
      }),
      { numRuns: 150 },
    );
  });

  it('in files that are cut off, lack a piece or have one too many', () => {
    const damaged = fc
      .record({
        text: fc.constantFrom(...texts),
        at: fc.nat(10_000),
        length: fc.nat(60),
        insert: fc.constantFrom(
          '',
          '(',
          ')',
          '[',
          '"',
          "'''",
          ':',
          '\n',
          '\t',
          'def ',
          'class A(',
          '@',
          '=',
          '\\',
          '\0',
        ),
        cut: fc.boolean(),
      })
      .map(({ text, at, length, insert, cut }) => {
        const start = at % text.length;
        return text.slice(0, start) + insert + (cut ? '' : text.slice(start + length));
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(callsOfModule(text)).toEqual(callsOfTree(text));
      }),
      { numRuns: 400 },
    );
  });

  it('and the fixtures say so when they are read only in part', () => {
    expect(
      texts
        .map((text) => python.lower('a.py', text))
        .filter((module) => 'partial' in module && module.partial),
    ).toHaveLength(1);
  });
});
