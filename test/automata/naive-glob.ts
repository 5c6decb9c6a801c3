import fc from 'fast-check';

/**
 * The slow obvious reference: globs as trees, written out as text for the parser and matched by backtracking. It knows
 * ASCII only, where the canonical form is lower case.
 */
export type NaiveNode =
  | { readonly kind: 'character'; readonly character: string; readonly isEscaped: boolean }
  | { readonly kind: 'star' }
  | { readonly kind: 'one' }
  | {
      readonly kind: 'class';
      readonly members: readonly (readonly [string, string])[];
      readonly isNegated: boolean;
    }
  | { readonly kind: 'alternatives'; readonly branches: readonly (readonly NaiveNode[])[] };

export function naiveMatches(nodes: readonly NaiveNode[], name: string): boolean {
  const [node, ...rest] = nodes;
  if (node === undefined) return name === '';
  switch (node.kind) {
    case 'character':
      return name !== '' && name[0] === node.character.toLowerCase() && naiveMatches(rest, name.slice(1));
    case 'star':
      return naiveMatches(rest, name) || (name !== '' && naiveMatches(nodes, name.slice(1)));
    case 'one':
      return name !== '' && naiveMatches(rest, name.slice(1));
    case 'class':
      return (
        name !== '' &&
        isMember(node.members, name[0]!) !== node.isNegated &&
        naiveMatches(rest, name.slice(1))
      );
    case 'alternatives':
      return node.branches.some((branch) => naiveMatches([...branch, ...rest], name));
  }
}

/** The set of the canonical forms of the members; ranges are read as written. */
function isMember(members: readonly (readonly [string, string])[], character: string): boolean {
  return ASCII.some(
    (c) => c.toLowerCase() === character && members.some(([first, last]) => first <= c && c <= last),
  );
}

const ASCII = Array.from({ length: 0x5f }, (_, i) => String.fromCharCode(0x20 + i));

export function written(nodes: readonly NaiveNode[]): string {
  return nodes.map(writtenNode).join('');
}

function writtenNode(node: NaiveNode): string {
  switch (node.kind) {
    case 'character':
      return (node.isEscaped || '*?[]{},|\\!^$'.includes(node.character) ? '\\' : '') + node.character;
    case 'star':
      return '*';
    case 'one':
      return '?';
    case 'class': {
      const members = node.members.map(([first, last]) =>
        first === last ? inClass(first) : `${inClass(first)}-${inClass(last)}`,
      );
      return `[${node.isNegated ? '!' : ''}${members.join('')}]`;
    }
    case 'alternatives':
      return `{${node.branches.map(written).join(',')}}`;
  }
}

function inClass(character: string): string {
  return '[]!^-|\\$'.includes(character) ? `\\${character}` : character;
}

const character = fc.constantFrom('a', 'b', 'A', 'B', 'c', '-', '*', '.');
const sign = fc.constantFrom('*', '.', '-', ']', '{', ',', '!', '|', '^', '$');
const member = fc.oneof(
  fc.constantFrom('a', 'B', '-', '*', ']', '!').map((c) => [c, c] as const),
  fc.constantFrom(['a', 'b'] as const, ['A', 'B'] as const, ['!', '.'] as const, ['B', 'b'] as const),
);

const { nodes } = fc.letrec<{ nodes: readonly NaiveNode[]; node: NaiveNode }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4, size: 'max' }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 6,
      arbitrary: character.map((c) => ({ kind: 'character', character: c, isEscaped: false }) as const),
    },
    {
      weight: 1,
      arbitrary: sign.map((c) => ({ kind: 'character', character: c, isEscaped: true }) as const),
    },
    { weight: 4, arbitrary: fc.constant({ kind: 'star' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'one' } as const) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(member, { minLength: 1, maxLength: 3 }), fc.boolean())
        .map(([members, isNegated]) => ({ kind: 'class', members, isNegated }) as const),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('nodes'), { minLength: 1, maxLength: 3 })
        .filter((branches) => written(branches.flat()) !== '' || branches.length > 1)
        .map((branches) => ({ kind: 'alternatives', branches }) as const),
    },
  ),
}));

/** Globs that are not empty, and small enough to be matched by backtracking. */
export const naiveGlob: fc.Arbitrary<readonly NaiveNode[]> = nodes.filter((list) => {
  const text = written(list);
  return list.length > 0 && text.length <= 40 && text.split('*').length <= 8;
});

/** Canonical names over the characters that the globs talk about, and one they do not. */
export const naiveName: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', 'b', 'a', 'b', 'c', '-', '*', '.', ']', '!', 'z'),
  maxLength: 7,
});
