import type { Glob } from '../automata/index.ts';
import { DIMENSIONS, type Dimension } from '../model/index.ts';
import type { Point } from './point.ts';
import type { Space } from './space.ts';

/** Names to prefer where they fit, such as those of an audit log. */
export type KnownNames = Partial<Readonly<Record<Dimension, readonly string[]>>>;

/**
 * The point with names a person would give, as far as `holds` still says yes to it: known names first, then what the
 * globs that match the name suggest (`get*` and `*delete*` suggest `get_and_delete`), then plain ones.
 */
export function readablePoint(
  space: Space,
  point: Point,
  holds: (candidate: Point) => boolean,
  known: KnownNames = {},
): Point {
  let best = point;
  for (const dimension of DIMENSIONS) {
    const name = point.action[dimension];
    if (name === undefined || name === '') continue;
    const suggested = suggestedBy(space.names[dimension].matching(name), dimension);
    for (const candidate of new Set([...(known[dimension] ?? []), ...suggested])) {
      const renamed: Point = { ...best, action: { ...best.action, [dimension]: candidate } };
      if (candidate !== name && !holds(renamed)) continue;
      best = renamed;
      break;
    }
  }
  return best;
}

const PLAIN: Readonly<Record<Dimension, readonly string[]>> = {
  type: ['do_something', 'read_file', 'send_message', 'handle', 'run', 'act'],
  target: ['something', 'crm', 'inbox', 'other'],
  agent: ['someone', 'assistant', 'worker', 'other'],
};

function suggestedBy(globs: readonly Glob[], dimension: Dimension): readonly string[] {
  const telling = withoutContained(globs.slice(0, MOST_CONSIDERED));
  const [only] = telling;
  if (only === undefined) return PLAIN[dimension];
  if (telling.length === 1) return filled(only, dimension);
  const orders = telling.length === 2 ? [telling, [...telling].reverse()] : [telling];
  const joints = dimension === 'type' ? ['_and_', '_'] : ['-', '_'];
  const joined = orders.flatMap((order) => joints.map((joint) => order.map(bareCore).join(joint)));
  // One of them may be all that matters: the others may match what it suggests anyway.
  return [...joined, ...telling.flatMap((glob) => filled(glob, dimension))];
}

/** Without globs whose text is a part of what another one asks for. */
function withoutContained(globs: readonly Glob[]): readonly Glob[] {
  return globs.filter((glob, i) =>
    globs.every(
      (other, j) =>
        i === j || !bareCore(other).includes(bareCore(glob)) || (bareCore(other) === bareCore(glob) && i < j),
    ),
  );
}

function bareCore(glob: Glob): string {
  return core(glob).replaceAll(/^[_\-. ]+|[_\-. ]+$/g, '');
}

const MOST_CONSIDERED = 3;

/** What the glob matches when its stars stand for nothing. */
function core({ nodes }: Pick<Glob, 'nodes'>): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case 'literal':
          return node.text;
        case 'any-run':
          return '';
        case 'any-one':
          return 'x';
        case 'class':
          return node.isNegated ? 'x' : String.fromCodePoint(node.set[0] ?? 0x78);
        case 'alternatives':
          return core({ nodes: node.branches[0] ?? [] });
      }
    })
    .join('');
}

/** Names that the glob matches, with a word where a star stands. */
function filled(glob: Glob, dimension: Dimension): readonly string[] {
  const text = core(glob);
  const isOpenBefore = glob.nodes[0]?.kind === 'any-run';
  const isOpenAfter = glob.nodes.at(-1)?.kind === 'any-run';
  const joint = dimension === 'type' ? '_' : '-';
  const after = WORDS[dimension].map((word) =>
    /[_\-. :/]$/.test(text) ? text + word : `${text}${joint}${word}`,
  );
  const before = dimension === 'type' ? BEFORE.map((word) => word + text.replace(/^[_\-.]/, '_')) : [];
  const endsOpen = /[_\-. :/]$/.test(text);
  return [
    ...(endsOpen ? [] : [text]),
    ...(isOpenAfter ? after : []),
    ...(isOpenBefore ? [...before.map((name) => name.replaceAll('__', '_')), `my${joint}${text}`] : []),
  ].filter((name) => name !== '');
}

const WORDS: Readonly<Record<Dimension, readonly string[]>> = {
  type: ['user', 'record', 'file', 'all'],
  target: ['main', 'eu', '1'],
  agent: ['bot', '1'],
};
const BEFORE = ['bulk_', 'do_'];
