import { complementOf, type CodePointSet } from '../code-point-set.ts';

/** A parsed glob: `text` as it was written, and what it means for canonical names. */
export interface Glob {
  readonly text: string;
  readonly nodes: readonly GlobNode[];
}

export type GlobNode =
  /** Canonical text that stands for itself. */
  | { readonly kind: 'literal'; readonly text: string }
  /** `*` */
  | { readonly kind: 'any-run' }
  /** `?` */
  | { readonly kind: 'any-one' }
  /** `[..]` of single code points in canonical form; `isNegated` for `[!..]`. */
  | { readonly kind: 'class'; readonly set: CodePointSet; readonly isNegated: boolean }
  /** `{..}`, and the members of a class whose canonical form is longer than one code point. */
  | { readonly kind: 'alternatives'; readonly branches: readonly (readonly GlobNode[])[] };

/**
 * Whether the glob matches every name, the empty one too, as `*`, `**` and `{*,read}` do. A glob that does so only by
 * the interplay of its alternatives (`{,?*}`) is not recognised, which leaves names that are not given unknown.
 */
export function matchesAllNames(glob: Glob): boolean {
  return matchesEverything(glob.nodes);
}

function matchesEverything(nodes: readonly GlobNode[]): boolean {
  return nodes.every(matchesEmpty) && nodes.some(isUniversal);
}

function isUniversal(node: GlobNode): boolean {
  return node.kind === 'any-run' || (node.kind === 'alternatives' && node.branches.some(matchesEverything));
}

function matchesEmpty(node: GlobNode): boolean {
  switch (node.kind) {
    case 'literal':
      return node.text === '';
    case 'any-run':
      return true;
    case 'any-one':
    case 'class':
      return false;
    case 'alternatives':
      return node.branches.some((branch) => branch.every(matchesEmpty));
  }
}

/** The code points that a node of one character reads. */
export function readBy({ set, isNegated }: Extract<GlobNode, { readonly kind: 'class' }>): CodePointSet {
  return isNegated ? complementOf(set) : set;
}

/** Every set of code points that matching tells from its complement. */
export function codePointSetsOf(nodes: readonly GlobNode[]): readonly CodePointSet[] {
  return nodes.flatMap((node): readonly CodePointSet[] => {
    switch (node.kind) {
      case 'literal':
        return Array.from(node.text, (character) => {
          const codePoint = character.codePointAt(0) as number;
          return [codePoint, codePoint + 1];
        });
      case 'any-run':
      case 'any-one':
        return [];
      case 'class':
        return [readBy(node)];
      case 'alternatives':
        return node.branches.flatMap(codePointSetsOf);
    }
  });
}
