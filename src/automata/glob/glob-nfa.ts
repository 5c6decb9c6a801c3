import { EVERY_CODE_POINT } from '../code-point-set.ts';
import { NfaBuilder, type Nfa } from '../nfa.ts';
import { readBy, type GlobNode } from './glob.ts';

/** The nodes of a glob, and the label with which it accepts. */
export interface LabelledNodes {
  readonly label: number;
  readonly nodes: readonly GlobNode[];
}

/** One automaton for many globs. */
export function globNfa(globs: readonly LabelledNodes[]): Nfa {
  const builder = new NfaBuilder();
  const starts = globs.map(({ label, nodes }) => addNodes(builder, nodes, builder.accept(label)));
  const start = builder.fork(starts);
  return { instructions: builder.instructions, start };
}

function addNodes(builder: NfaBuilder, nodes: readonly GlobNode[], next: number): number {
  return nodes.reduceRight((following, node) => addNode(builder, node, following), next);
}

function addNode(builder: NfaBuilder, node: GlobNode, next: number): number {
  switch (node.kind) {
    case 'literal':
      return builder.readText(node.text, next);
    case 'any-run':
      return builder.loop((head) => builder.read(EVERY_CODE_POINT, head), next);
    case 'any-one':
      return builder.read(EVERY_CODE_POINT, next);
    case 'class':
      return builder.read(readBy(node), next);
    case 'alternatives':
      return builder.fork(node.branches.map((branch) => addNodes(builder, branch, next)));
  }
}
