import type { Glob } from '../automata/index.ts';

/** The texts that every name a glob matches has, in this order and without overlap. */
export interface GlobShape {
  /** Every name begins with it. */
  readonly head: string;
  readonly middles: readonly string[];
  /** Every name ends in it. */
  readonly tail: string;
  /** The head is the only name. */
  readonly isExact: boolean;
}

export function globShape({ nodes }: Glob): GlobShape {
  const texts = [''];
  for (const node of nodes) {
    if (node.kind === 'literal') texts.push(`${texts.pop() ?? ''}${node.text}`);
    else texts.push('');
  }
  const head = texts[0] ?? '';
  const tail = texts.at(-1) ?? '';
  return { head, middles: texts.slice(1, -1), tail, isExact: texts.length === 1 };
}

/** Whether a name may have both shapes; `false` is certain. */
export function mayOverlap(a: GlobShape, b: GlobShape): boolean {
  if (a.isExact) return mayMatch(b, a.head);
  if (b.isExact) return mayMatch(a, b.head);
  const agree = a.head.startsWith(b.head) || b.head.startsWith(a.head);
  return agree && (a.tail.endsWith(b.tail) || b.tail.endsWith(a.tail));
}

function mayMatch({ head, middles, tail, isExact }: GlobShape, name: string): boolean {
  if (isExact) return name === head;
  if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  const end = name.length - tail.length;
  let at = head.length;
  for (const middle of middles) {
    const found = name.indexOf(middle, at);
    if (found === -1 || found + middle.length > end) return false;
    at = found + middle.length;
  }
  return true;
}
