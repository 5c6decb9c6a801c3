import { isAlias, isMap, isScalar, isSeq, type Alias, type Document as YamlDocument, type Node } from 'yaml';
import type { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { checkStringCharacters } from './check-characters.ts';
import { compareDecimals, isNumeral, parseDecimal } from './decimal.ts';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar, Range } from './document.ts';
import { MAX_NESTING } from './parse-yaml.ts';
import type { Report } from './report.ts';

/** What aliases may expand to, in nodes. */
const MAX_EXPANDED = 100_000;

/**
 * The tree of a YAML document. What one place of a tree says is reported here (a repeated key, a number that a double
 * does not hold), what it means is not known. `undefined` when aliases make the tree endless or too large.
 */
export function locateTree(document: YamlDocument.Parsed, text: string, report: Report): Located | undefined {
  const walk: Walk = {
    text,
    report,
    anchors: new Map(),
    active: new Set(),
    done: new Map(),
    isBroken: false,
    expanded: 0,
  };
  const root = locate(document.contents, walk, 1, undefined, { start: 0, end: 0 });
  return walk.isBroken ? undefined : root.node;
}

interface Walk {
  readonly text: string;
  readonly report: Report;
  /** The latest node with each anchor, in the order of the file. */
  readonly anchors: Map<string, Node>;
  readonly active: Set<Node>;
  readonly done: Map<Node, Subtree>;
  isBroken: boolean;
  expanded: number;
}

/** The key under which a value stands. */
interface Place {
  readonly key: string;
  /** Within `{..}`, where a key without a value is often a glob without quotes. */
  readonly isInBraces: boolean;
}

function placeOf(key: string | undefined, map: YAMLMap): Place | undefined {
  return key === undefined ? undefined : { key, isInBraces: map.flow === true };
}

/** A part of the tree; `size` counts its nodes with aliases expanded, `height` its levels. */
interface Subtree {
  readonly node: Located;
  readonly size: number;
  readonly height: number;
}

function locate(
  node: Node | null,
  walk: Walk,
  depth: number,
  place: Place | undefined,
  nowhere: Range,
): Subtree {
  if (isAlias(node)) return expand(node, walk, depth);
  if (isMap(node) || isSeq(node) || isScalar(node)) {
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
    walk.active.add(node);
    const subtree = locateOwn(node, walk, depth, place);
    walk.active.delete(node);
    walk.done.set(node, subtree);
    return subtree;
  }
  return leaf(locateNull(nowhere, walk, place));
}

function locateOwn(
  node: YAMLMap | YAMLSeq | Scalar,
  walk: Walk,
  depth: number,
  place: Place | undefined,
): Subtree {
  if (isMap(node)) return locateMap(node, walk, depth);
  if (isSeq(node)) return locateList(node, walk, depth);
  return leaf(locateScalar(node, walk, place));
}

/** An alias stands for the very same subtree as its anchor, so expanding costs nothing until someone walks it. */
function expand(alias: Alias, walk: Walk, depth: number): Subtree {
  const range = rangeOf(alias);
  const target = walk.anchors.get(alias.source);
  if (target === undefined) {
    walk.report(
      'AEG1054',
      range,
      `\`*${alias.source}\` is an alias, but no \`&${alias.source}\` comes before it`,
      {
        label: `quote it: "*${alias.source}"`,
        help: 'a value that begins with `*` is an alias in YAML; globs need quotes',
      },
    );
    return leaf({ kind: 'scalar', range, value: null, isPlain: true });
  }
  const subtree = walk.done.get(target);
  if (walk.active.has(target) || subtree === undefined) {
    walk.isBroken = true;
    walk.report('AEG1055', range, `\`*${alias.source}\` stands inside what it stands for, so it has no end`);
    return leaf({ kind: 'scalar', range, value: null, isPlain: true });
  }
  walk.expanded += subtree.size;
  if (walk.expanded > MAX_EXPANDED && !walk.isBroken) {
    walk.isBroken = true;
    walk.report('AEG1044', range, `aliases up to here expand to more than ${MAX_EXPANDED} values`, {
      help: 'write the values out, or use fewer aliases of aliases',
    });
  }
  if (depth + subtree.height - 1 > MAX_NESTING && !walk.isBroken) {
    walk.isBroken = true;
    walk.report(
      'AEG1043',
      range,
      `with this alias expanded, values nest more than ${MAX_NESTING} levels deep`,
    );
  }
  return subtree;
}

function locateMap(map: YAMLMap, walk: Walk, depth: number): Subtree {
  const entries: LocatedEntry[] = [];
  const first = new Map<string, Range>();
  let partial: { readonly isPartial?: true } = {};
  let size = 1;
  let height = 1;
  for (const pair of map.items) {
    const key = locateKey(pair as Pair<Node | null, Node | null>, rangeOf(map), walk);
    // A value that the file leaves out stands where its key stands.
    const nowhere = key?.range ?? rangeOf(map);
    const value = locate(pair.value as Node | null, walk, depth + 1, placeOf(key?.text, map), nowhere);
    if (key === undefined) {
      partial = { isPartial: true };
      continue;
    }
    size += value.size;
    height = Math.max(height, value.height + 1);
    const earlier = first.get(key.text);
    if (earlier === undefined) {
      first.set(key.text, key.range);
      entries.push({ key: key.text, keyRange: key.range, value: value.node });
    } else {
      walk.report('AEG1010', key.range, `the key \`${key.text}\` is here twice in one map`, {
        related: { message: 'first here', range: earlier },
        help: 'in YAML the later would silently replace the earlier; remove one',
      });
    }
  }
  const node: LocatedMap = { kind: 'map', range: contentRange(map, walk), entries, ...partial };
  return { node, size, height };
}

function locateList(list: YAMLSeq, walk: Walk, depth: number): Subtree {
  const parts = list.items.map((item) =>
    locate(item as Node | null, walk, depth + 1, undefined, rangeOf(list)),
  );
  return {
    node: { kind: 'list', range: contentRange(list, walk), items: parts.map((part) => part.node) },
    size: parts.reduce((sum, part) => sum + part.size, 1),
    height: parts.reduce((most, part) => Math.max(most, part.height + 1), 1),
  };
}

function locateKey(
  pair: Pair<Node | null, Node | null>,
  mapRange: Range,
  walk: Walk,
): { readonly text: string; readonly range: Range } | undefined {
  const key = pair.key;
  const range = key === null ? mapRange : rangeOf(key);
  if (!isScalar(key) || typeof key.value !== 'string') {
    const shown = isScalar(key) && key.source !== undefined && key.source !== '' ? ` \`${key.source}\`` : '';
    walk.report('AEG1049', range, `the key${shown} is not a string`, {
      help: isScalar(key) && shown !== '' ? `quote it: "${key.source ?? ''}"` : 'keys are strings; quote it',
    });
    return undefined;
  }
  if (key.anchor !== undefined) {
    walk.anchors.set(key.anchor, key);
    walk.done.set(key, leaf(locateScalar(key, walk, undefined)));
  }
  if (key.value === '<<' && key.type === 'PLAIN') {
    walk.report('AEG1047', range, 'the merge key `<<` is not part of YAML 1.2', {
      help: 'write the keys out; an alias can stand for a whole value',
    });
    return undefined;
  }
  checkStringCharacters(key.value, range, walk.text, walk.report);
  return { text: key.value, range };
}

function locateScalar(scalar: Scalar, walk: Walk, place: Place | undefined): LocatedScalar {
  const range = rangeOf(scalar);
  const value: unknown = scalar.value;
  if (typeof value === 'string') checkStringCharacters(value, range, walk.text, walk.report);
  else if (typeof value === 'number') checkNumber(value, scalar.source ?? '', range, walk);
  else if (typeof value !== 'boolean') return locateNull(range, walk, place);
  const isPlain = scalar.type === 'PLAIN';
  if (typeof value !== 'string') return { kind: 'scalar', range, value, isPlain };
  const textStart = range.start + (isPlain ? 0 : 1);
  const isVerbatim = walk.text.startsWith(value, textStart);
  return { kind: 'scalar', range, value, isPlain, ...(isVerbatim ? { textStart } : {}) };
}

function locateNull(range: Range, walk: Walk, place: Place | undefined): LocatedScalar {
  const message = place === undefined ? 'there is no value here' : `\`${place.key}\` has no value`;
  const help =
    place?.isInBraces === true
      ? 'in YAML `{a,b}` is a map whose keys have no values: quote it if it is a glob'
      : 'give it a value, or remove it to get the default; `null` stands for nothing in a policy';
  walk.report('AEG1012', range, message, { help });
  return { kind: 'scalar', range, value: null, isPlain: true };
}

function checkNumber(value: number, written: string, range: Range, walk: Walk): void {
  if (!Number.isFinite(value) && !/[0-9]/.test(written)) {
    walk.report('AEG1053', range, `\`${written}\` is not a number that anything can be compared with`);
  } else if (!isHeldExactly(value, written)) {
    walk.report('AEG1052', range, `\`${written}\` is not held exactly: it would be read as ${value}`, {
      help: isNumeral(written)
        ? `quote it: "${written}" is compared as the decimal it says`
        : 'write all its digits in quotes, without exponent or prefix: such a text is compared as the decimal it says',
    });
  }
}

function isHeldExactly(value: number, written: string): boolean {
  if (!Number.isFinite(value)) return false;
  if (/^0[xo]/.test(written)) return BigInt(written) === BigInt(value);
  const asWritten = parseDecimal(written);
  const asHeld = parseDecimal(String(value));
  return asWritten === undefined || asHeld === undefined || compareDecimals(asWritten, asHeld) === 0;
}

function leaf(node: Located): Subtree {
  return { node, size: 1, height: 0 };
}

/** A block collection ends with its last value, not with the white space after it. */
function contentRange(node: Node, walk: Walk): Range {
  const { start, end } = rangeOf(node);
  return { start, end: start + walk.text.slice(start, end).trimEnd().length };
}

function rangeOf(node: Node): Range {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}
