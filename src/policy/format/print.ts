import { keyOf, roleOf } from './arrange.ts';
import type { Comment } from './comments.ts';
import { LAYOUTS, type Role } from './layout.ts';
import type { Entry, Group, Part } from './parts.ts';
import { keyText, scalarLines } from './scalar-text.ts';

/** What fits on a line of this many UTF-16 units stays on one. */
const LINE_WIDTH = 110;

/** The lines of a block collection whose entries stand `indent` spaces from the left. */
export function printGroup(group: Group, role: Role, indent: number, text: string): readonly string[] {
  const pad = ' '.repeat(indent);
  const { blanks } = LAYOUTS[role];
  const lines: string[] = [];
  const put = (line: readonly string[], hasBlankBefore: boolean): void => {
    if (hasBlankBefore && lines.length > 0) lines.push('');
    lines.push(...line);
  };
  group.entries.forEach((entry, index) => {
    const comments = ownLineComments(entry);
    const printed = printEntry(entry, role, indent, text);
    const isApart = blanks === 'one' || (role === 'policy' && keyOf(entry) === 'invariants');
    [...comments, printed].forEach((piece, at) => {
      const isForced = at === 0 && index > 0 && isApart;
      const own = 'offset' in piece ? piece.hasBlankBefore : entry.hasBlankBefore;
      put('offset' in piece ? [pad + piece.text] : piece, isForced || (blanks !== 'none' && own));
    });
  });
  for (const comment of group.dangling) {
    put([pad + comment.text], blanks !== 'none' && comment.hasBlankBefore);
  }
  return lines;
}

/** Two comments do not fit at the end of one line. */
function ownLineComments({ leading, trailing }: Entry): readonly Comment[] {
  return trailing.length > 1 ? [...leading, ...trailing] : leading;
}

function printEntry(entry: Entry, role: Role, indent: number, text: string): readonly string[] {
  const pad = ' '.repeat(indent);
  const only = entry.trailing.length === 1 ? entry.trailing[0] : undefined;
  const end = only === undefined ? '' : ` ${only.text}`;
  const { value } = entry;
  const valueRole = roleOf(entry, role);
  const head = headOf(entry, pad, text);
  if (value.kind === 'leaf') {
    const lines = scalarLines(value, text, { isFlow: false, isWord: isWord(entry, role) });
    return printLeaf(head, lines, `${pad}  `, end);
  }
  const inline =
    entry.key === undefined && value.kind === 'map' ? emptyText(value) : inlineText(value, valueRole, text);
  const anchor = value.anchor === undefined ? '' : ` &${value.anchor}`;
  if (inline !== undefined && fits(`${head}${anchor} ${inline}`, value))
    return [`${head}${anchor} ${inline}${end}`];
  const below = printGroup(value, valueRole, indent + 2, text);
  const isCompact = entry.key === undefined && anchor === '' && end === '';
  if (!isCompact) return [`${head}${anchor}${end}`, ...below];
  return [`${pad}- ${(below[0] ?? '').trimStart()}`, ...below.slice(1)];
}

function headOf({ key }: Entry, pad: string, text: string): string {
  if (key === undefined) return `${pad}-`;
  const shown = keyText(key, text, false);
  // YAML reads a longer key only after a question mark.
  return shown.length > 1000 ? `${pad}? ${shown}\n${pad}:` : `${pad}${shown}:`;
}

function printLeaf(head: string, lines: readonly string[], pad: string, end: string): readonly string[] {
  const [first = '', ...rest] = lines;
  const isBlockScalar = /^(?:&\S+ )?[|>]-?$/.test(first) && rest.length > 0;
  const indented = rest.map((line) => (line === '' ? '' : pad + line));
  if (isBlockScalar || indented.length === 0) return [`${head} ${first}${end}`, ...indented];
  return [`${head} ${first}`, ...indented.slice(0, -1), `${indented.at(-1) ?? ''}${end}`];
}

function fits(line: string, group: Group): boolean {
  return line.length <= LINE_WIDTH || group.entries.length === 0;
}

/** Short collections of scalars stand between brackets; `undefined` for what needs lines of its own. */
function inlineText(part: Part, role: Role, text: string, isWordHere = false): string | undefined {
  if (part.kind === 'leaf') {
    const lines = scalarLines(part, text, { isFlow: true, isWord: isWordHere });
    return lines.length === 1 ? lines[0] : undefined;
  }
  const empty = emptyText(part);
  if (empty !== undefined) return empty;
  if (!mayBeInline(part, role) || hasComments(part)) return undefined;
  const members = part.entries.map((entry) => {
    const value = inlineText(entry.value, roleOf(entry, role), text, isWord(entry, role));
    if (value === undefined) return undefined;
    const anchored = entry.value.kind !== 'leaf' && entry.value.anchor !== undefined;
    const shown = anchored ? `&${entry.value.anchor} ${value}` : value;
    return entry.key === undefined ? shown : `${keyText(entry.key, text, true)}: ${shown}`;
  });
  if (!members.every((member) => member !== undefined)) return undefined;
  return part.kind === 'list' ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
}

function emptyText(group: Group): string | undefined {
  if (group.entries.length > 0 || group.dangling.length > 0) return undefined;
  return group.kind === 'list' ? '[]' : '{}';
}

/** Lists of scalars, maps of scalars and such lists, claims of these; beside the policy what the author wrote so. */
function mayBeInline(group: Group, role: Role): boolean {
  if (role === 'other') return group.isFlow;
  if (role === 'rules' || role === 'invariants') return false;
  if (role === 'policy') return group.entries.length === 1 && group.entries[0]?.value.kind === 'leaf';
  const isFlat = (part: Part): boolean => part.kind === 'leaf' || part.entries.length === 0;
  const isFlatList = (part: Part): boolean =>
    part.kind === 'list' && part.entries.every(({ value }) => isFlat(value));
  const isFlatMap = (part: Part): boolean =>
    part.kind === 'map' && part.entries.every(({ value }) => isFlat(value) || isFlatList(value));
  if (group.kind === 'list') return isFlatList(group);
  if (role !== 'claim') return isFlatMap(group);
  return group.entries.every(({ value }) => isFlat(value) || isFlatList(value) || isFlatMap(value));
}

function hasComments(part: Part): boolean {
  if (part.kind === 'leaf') return false;
  return (
    part.dangling.length > 0 ||
    part.entries.some(
      ({ leading, trailing, value }) => leading.length > 0 || trailing.length > 0 || hasComments(value),
    )
  );
}

function isWord(entry: Entry, role: Role): boolean {
  return LAYOUTS[role].words.includes(keyOf(entry) ?? '');
}
