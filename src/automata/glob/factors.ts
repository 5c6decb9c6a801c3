import type { GlobNode } from './glob.ts';

/**
 * A glob of literals and stars as the texts it asks for, one after another without overlap: `a*b*c` asks for `a` at the
 * start, then `b`, then `c` at the end. START and END are characters that no name has, so a text at an edge is a text
 * like any other, and `*` alone asks for nothing.
 */
export type Factors = readonly (readonly number[])[];

export const START = 0x110000;
export const END = 0x110001;

/** A glob with more spellings than this is left to the general automaton. */
const MAX_SPELLINGS = 64;

type Part = Extract<GlobNode, { readonly kind: 'literal' | 'any-run' }>;

/**
 * The glob as alternatives of literals and stars only, `{get,list}_*` as two; undefined when it has `?` or `[..]`, or
 * too many spellings.
 */
export function spelledOut(nodes: readonly GlobNode[]): readonly Factors[] | undefined {
  return spellings(nodes)?.map(factorsOf);
}

function spellings(nodes: readonly GlobNode[]): readonly (readonly Part[])[] | undefined {
  if (nodes.every(isPart)) return [nodes];
  let prefixes: readonly (readonly Part[])[] = [[]];
  for (const node of nodes) {
    const endings = spellingsOfNode(node);
    if (endings === undefined || prefixes.length * endings.length > MAX_SPELLINGS) return undefined;
    prefixes = prefixes.flatMap((prefix) => endings.map((ending) => [...prefix, ...ending]));
  }
  return prefixes;
}

function isPart(node: GlobNode): node is Part {
  return node.kind === 'literal' || node.kind === 'any-run';
}

function spellingsOfNode(node: GlobNode): readonly (readonly Part[])[] | undefined {
  switch (node.kind) {
    case 'literal':
    case 'any-run':
      return [[node]];
    case 'any-one':
    case 'class':
      return undefined;
    case 'alternatives': {
      const branches = node.branches.map(spellings);
      return branches.every((branch) => branch !== undefined) ? branches.flat() : undefined;
    }
  }
}

function factorsOf(parts: readonly Part[]): Factors {
  const factors: number[][] = [[START]];
  for (const part of parts) {
    if (part.kind === 'any-run') factors.push([]);
    else for (const character of part.text) factors.at(-1)?.push(character.codePointAt(0) as number);
  }
  factors.at(-1)?.push(END);
  return factors.filter((factor) => factor.some((symbol) => symbol < START) || factor.length === 2);
}
