import { EVERY_CODE_POINT } from '../code-point-set.ts';
import { LazyDfa } from '../lazy-dfa.ts';
import { NfaBuilder, type Nfa } from '../nfa.ts';
import type { Regex, RegexNode } from './regex.ts';

/** A regular expression ready to be asked; it keeps a bounded memo. */
export interface RegexMatcher {
  /** Whether the expression is found anywhere in the text; time is linear in the text. */
  test(text: string): boolean;
}

export function compileRegex(regex: Regex): RegexMatcher {
  const automaton = new LazyDfa(regexNfa(regex), { accept: 'anywhere' });
  return { test: (text) => automaton.run(text).length > 0 };
}

/** The automaton that accepts, with label 0, where an occurrence of the expression ends. */
export function regexNfa(regex: Regex): Nfa {
  const builder = new NfaBuilder();
  const found = addNode(builder, regex.root, builder.accept(0));
  const start = builder.loop((head) => builder.read(EVERY_CODE_POINT, head), found);
  return { instructions: builder.instructions, start };
}

function addNode(builder: NfaBuilder, node: RegexNode, next: number): number {
  switch (node.kind) {
    case 'one-of':
      return builder.read(node.set, next);
    case 'assertion':
      return builder.assert(node.assertion, next);
    case 'sequence':
      return node.parts.reduceRight((following, part) => addNode(builder, part, following), next);
    case 'choice':
      return builder.fork(node.branches.map((branch) => addNode(builder, branch, next)));
    case 'repeat':
      return addRepeat(builder, node, next);
  }
}

function addRepeat(builder: NfaBuilder, node: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
  const body = (following: number): number => addNode(builder, node.body, following);
  let start = next;
  let required = node.min;
  if (node.max === undefined) {
    start = required === 0 ? builder.loop(body, next) : builder.loopOnce(body, next);
    required -= 1;
  } else {
    for (let i = node.min; i < node.max; i += 1) start = builder.fork([body(start), next]);
  }
  for (let i = 0; i < required; i += 1) start = body(start);
  return start;
}
