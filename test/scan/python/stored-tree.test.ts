import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Language, Parser, type Node, type Tree } from 'web-tree-sitter';
import { startLibrary } from '../../../src/scan/languages/python/parser.ts';
import {
  namedChildren,
  readTree,
  type StoredNode,
  type StoredTree,
} from '../../../src/scan/languages/python/stored-tree.ts';
import { GRAMMAR, RUNTIME } from './python.ts';

const memory = await startLibrary(RUNTIME);
const parser = new Parser().setLanguage(await Language.load(GRAMMAR));

type Nodes = readonly (readonly [type: string, start: number, end: number, children: number])[];

/** All named nodes, parents first, as the library tells them. */
function toldByLibrary(tree: Tree): Nodes {
  const nodes: (readonly [string, number, number, number])[] = [];
  const visit = (node: Node): void => {
    nodes.push([node.type, node.startIndex, node.endIndex, node.namedChildCount]);
    for (const child of node.namedChildren) visit(child);
  };
  visit(tree.rootNode);
  return nodes;
}

/** The same as it is read from the memory. */
function readFromMemory(tree: StoredTree): Nodes {
  const nodes: (readonly [string, number, number, number])[] = [];
  const visit = (node: StoredNode): void => {
    const children = namedChildren(tree, node);
    nodes.push([node.type, node.start, node.end, children.length]);
    for (const child of children) visit(child);
  };
  visit(tree.root);
  return nodes;
}

function expectSameNodes(text: string): void {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('no tree');
  expect(readFromMemory(readTree(memory, tree))).toEqual(toldByLibrary(tree));
  tree.delete();
}

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

function pythonFiles(): readonly string[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
}

describe('a tree read from the memory of the parser', () => {
  it('has the nodes that the library tells of, for every Python file among the fixtures', () => {
    const texts = pythonFiles();
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expectSameNodes(text);
  });

  it('has them for text that is no Python, with characters of every width', () => {
    const pieces = fc.constantFrom(
      ...[
        'match x:\n',
        ' case [a, *b]:\n',
        'with f() as (a, b):\n',
        '  pass\n',
        'def f[T](a, /, *b, c=1):\n',
      ],
      ...['x: list["é"] = f"{a!r:>{b}}"\n', 'print "𝒳"\n', 'except* E as e:\n', '\\\n', '\t', '# é\n', '"""'],
      ...[
        'class A(B, metaclass=C):\n',
        '@d\n',
        'x = yield from a\n',
        'lambda *a: 0\n',
        '(',
        ')',
        '[',
        '{',
        ':',
      ],
      ...['a.b.c()[1:2]', ' if a else b', ' for x in y', 'async ', 'await ', ':= ', '\r\n', '\0', '\uFEFF'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expectSameNodes(parts.join(''));
      }),
      { numRuns: 300 },
    );
  });

  it('has them after the memory has grown', () => {
    expectSameNodes('f(a, b=[1, 2])\n'.repeat(100_000).slice(0, 200_000));
    const big = parser.parse('f(a, b=[1, 2])\n'.repeat(60_000));
    expectSameNodes('x = {"a": 1}\n');
    big?.delete();
  });
});
