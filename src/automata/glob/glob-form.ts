import { canonicalText, trimEnd, trimStart } from '../canonical-name.ts';
import {
  codePointSet,
  complementOf,
  intersectionOf,
  membersOf,
  unionOf,
  type CodePointSet,
} from '../code-point-set.ts';
import { lookAlike } from '../look-alikes.ts';
import { asciiPrototypes, carriesMarks, changesWhenNfkcCasefolded } from '../unicode/tables.ts';
import type { GlobNode } from './glob.ts';

/** A form into which names and the literal parts of globs are brought before they are compared. */
interface Form {
  /** The form of a stretch of text, white space kept. */
  readonly of: (text: string) => string;
  /** The code points that may change; all others stay as they are. */
  readonly unstable: () => CodePointSet;
}

export const CANONICAL: Form = { of: canonicalText, unstable: changesWhenNfkcCasefolded };

export const FOLDED: Form = {
  of: (text) => canonicalText(lookAlike(text)),
  unstable: () =>
    unionOf([
      changesWhenNfkcCasefolded(),
      carriesMarks(),
      codePointSet([...asciiPrototypes().keys()].flatMap((codePoint) => [codePoint, codePoint + 1])),
    ]),
};

/** A glob as it was written, brought into a form; white space at both ends goes, as it does in names. */
export function inForm(nodes: readonly GlobNode[], form: Form): GlobNode[] {
  return trimmed(
    nodes.flatMap((node) => nodeInForm(node, form)),
    'start-and-end',
  );
}

function nodeInForm(node: GlobNode, form: Form): GlobNode[] {
  switch (node.kind) {
    case 'literal':
      return literal(form.of(node.text));
    case 'any-run':
    case 'any-one':
      return [node];
    case 'class':
      return classInForm(node.set, node.isNegated, form);
    case 'alternatives':
      return [
        {
          kind: 'alternatives',
          branches: node.branches.map((branch) => branch.flatMap((n) => nodeInForm(n, form))),
        },
      ];
  }
}

function classInForm(members: CodePointSet, isNegated: boolean, form: Form): GlobNode[] {
  const unstable = form.unstable();
  const singles = [...intersectionOf(members, complementOf(unstable))];
  const longer = new Set<string>();
  for (const codePoint of membersOf(intersectionOf(members, unstable))) {
    const text = form.of(String.fromCodePoint(codePoint));
    const first = text.codePointAt(0);
    if (first === undefined) continue;
    if (text.length === String.fromCodePoint(first).length) singles.push(first, first + 1);
    else longer.add(text);
  }
  const set = codePointSet(singles);
  if (isNegated) return [{ kind: 'class', set, isNegated }];
  const single: GlobNode[] = set.length === 0 ? [] : [{ kind: 'class', set, isNegated }];
  if (longer.size === 0) return single;
  return [
    {
      kind: 'alternatives',
      branches: [...(single.length === 0 ? [] : [single]), ...[...longer].map(literal)],
    },
  ];
}

function literal(text: string): GlobNode[] {
  return text === '' ? [] : [{ kind: 'literal', text }];
}

function trimmed(nodes: readonly GlobNode[], edges: 'start-and-end' | 'start' | 'end'): GlobNode[] {
  let rest = [...nodes];
  if (edges !== 'end') rest = trimmedAt(rest, 0, trimStart, 'start');
  if (edges !== 'start') rest = trimmedAt(rest, -1, trimEnd, 'end');
  return rest;
}

/** Trims the first or last node; when nothing is left of it, the next. */
function trimmedAt(
  nodes: readonly GlobNode[],
  index: 0 | -1,
  trim: (text: string) => string,
  edge: 'start' | 'end',
): GlobNode[] {
  const node = nodes.at(index);
  const others = index === 0 ? nodes.slice(1) : nodes.slice(0, -1);
  const withEdge = (replacement: GlobNode): GlobNode[] =>
    index === 0 ? [replacement, ...others] : [...others, replacement];
  if (node?.kind === 'alternatives') {
    return withEdge({ ...node, branches: node.branches.map((branch) => trimmed(branch, edge)) });
  }
  if (node?.kind !== 'literal') return [...nodes];
  const text = trim(node.text);
  return text === '' ? trimmedAt(others, index, trim, edge) : withEdge({ ...node, text });
}
