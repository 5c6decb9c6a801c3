import { nearest, type Json } from '../base/index.ts';
import type { Located, LocatedEntry, LocatedList, LocatedMap, LocatedScalar } from './document.ts';
import type { Report } from './report.ts';

/** The value as plain data. */
export function plainValue(node: Located): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
  }
}

/** Plain data as a tree without places, for data that was read before. */
export function locatedValue(value: Json): Located {
  const range = { start: 0, end: 0 };
  if (value === null || typeof value !== 'object') return { kind: 'scalar', range, value, isPlain: false };
  if (isList(value)) return { kind: 'list', range, items: value.map(locatedValue) };
  const entries = Object.entries(value).map(([key, member]) => ({
    key,
    keyRange: range,
    value: locatedValue(member),
  }));
  return { kind: 'map', range, entries };
}

export function entryOf(map: LocatedMap, key: string): LocatedEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** What a value is, for messages. */
export function typeName(node: Located): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'boolean' ? 'a boolean' : `a ${typeof node.value}`;
}

// The readers below give `undefined` after reporting what is wrong. `what` names the value in messages. A null has been
// reported by `readDocument` already.

export function readMap(node: Located, what: string, report: Report): LocatedMap | undefined {
  if (node.kind !== 'map') {
    wrongType(node, what, 'a map', report);
    return undefined;
  }
  if (node.entries.length > 0) return node;
  if (node.isPartial !== true)
    report('AEG1011', node.range, `${what} is an empty map`, { help: REMOVE_HELP });
  return undefined;
}

export function readList(node: Located, what: string, report: Report): LocatedList | undefined {
  if (node.kind !== 'list') {
    wrongType(node, what, 'a list', report);
    return undefined;
  }
  if (node.items.length > 0) return node;
  report('AEG1011', node.range, `${what} is an empty list`, { help: REMOVE_HELP });
  return undefined;
}

/** A string that is not empty. */
export function readString(node: Located, what: string, report: Report): TextNode | undefined {
  if (!isText(node)) {
    wrongType(node, what, 'a string', report);
    return undefined;
  }
  if (node.value !== '') return node;
  report('AEG1011', node.range, `${what} is an empty string`, { help: REMOVE_HELP });
  return undefined;
}

/** A string, or a list of strings of which none is empty and the list is not either. */
export function readStrings(node: Located, what: string, report: Report): readonly TextNode[] | undefined {
  if (node.kind !== 'list') {
    const single = readString(node, what, report);
    return single === undefined ? undefined : [single];
  }
  const list = readList(node, what, report);
  if (list === undefined) return undefined;
  const texts = list.items.map((item) => readString(item, `an item of ${what}`, report));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** One of a few words. */
export function readChoice<T extends string>(
  node: Located,
  what: string,
  choices: readonly T[],
  report: Report,
): T | undefined {
  const text = readString(node, what, report);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text.value);
  if (choice !== undefined) return choice;
  const meant = nearest(text.value, choices);
  report('AEG1007', node.range, `${what} cannot be \`${text.value}\``, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: `it is one of ${choices.map((candidate) => `\`${candidate}\``).join(', ')}`,
  });
  return undefined;
}

export interface TextNode extends LocatedScalar {
  readonly value: string;
}

export function isText(node: Located): node is TextNode {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

export function wrongType(node: Located, what: string, wanted: string, report: Report): void {
  if (node.kind === 'scalar' && node.value === null) return;
  const isQuotable = wanted === 'a string' && node.kind === 'scalar';
  const looksLikeGlob = wanted.includes('string') && node.kind !== 'scalar';
  report('AEG1006', node.range, `${what} must be ${wanted}, not ${typeName(node)}`, {
    ...(isQuotable ? { label: `quote it: "${String(node.value)}"` } : {}),
    ...(looksLikeGlob
      ? { help: 'a value that begins with `{` or `[` is a map or a list in YAML: quote it' }
      : {}),
  });
  return undefined;
}

/** Reports every key of a map that is not in `known`. `where` completes "unknown key `x` in ...". */
export function reportUnknownKeys(
  map: LocatedMap,
  where: string,
  known: readonly string[],
  report: Report,
  help: (key: string, meant: string | undefined) => string | undefined = () => undefined,
): void {
  for (const { key, keyRange } of map.entries) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    const advice = help(key, meant) ?? includeHelp(key) ?? listHelp(known);
    report('AEG1004', keyRange, `unknown key \`${key}\` in ${where}`, {
      ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
      help: advice,
    });
  }
}

function includeHelp(key: string): string | undefined {
  if (key !== 'extends' && key !== 'include' && key !== 'import') return undefined;
  return 'version "1" of the policy language has no include: one file holds the whole policy';
}

function listHelp(known: readonly string[]): string {
  return `known keys: ${known.map((key) => `\`${key}\``).join(', ')}`;
}

/** Reports each key of `required` that a map lacks, at the map's first key. */
export function reportMissingKeys(
  map: LocatedMap,
  where: string,
  required: readonly { readonly key: string; readonly help: string }[],
  report: Report,
): void {
  if (map.isPartial === true) return;
  const first = map.entries[0]?.keyRange ?? map.range;
  for (const { key, help } of required) {
    if (entryOf(map, key) === undefined) report('AEG1005', first, `${where} has no \`${key}\``, { help });
  }
}

const REMOVE_HELP = 'give it a value, or remove the key to get the default';

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
