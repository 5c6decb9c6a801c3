import { canonicalJson, err, ok, type Json, type Result } from '../../base/index.ts';
import type { Policy } from '../../model/index.ts';
import type { Located, LocatedList, LocatedMap, LocatedScalar, Range } from '../document.ts';
import { commentsOf } from '../format/comments.ts';
import { loadPolicy } from '../load-policy.ts';
import { readDocument } from '../read-document.ts';
import { entryOf } from '../shape.ts';
import { edited, type PolicyEdit } from './policy-edit.ts';
import {
  itemInBraces,
  itemText,
  scalarText,
  writtenInvariant,
  writtenRule,
  type Written,
} from './rule-text.ts';
import { endOfLine, itemLines, lineStart } from './text-lines.ts';

/** A stretch of the text and what is to stand there instead. */
interface Replacement extends Range {
  readonly text: string;
}

/**
 * The text of a policy or an `aegis.yaml` with the edit made in it: nothing else moves, comments stay, quotes and
 * indentation are like those around. The error says why it cannot be made in this text. INVARIANT: the new text loads
 * to `edited` of what the old one loads to, and has the same comments.
 *
 * @example
 * const text = editPolicyText('policy.yaml', before, { kind: 'set-default', approval: 'approve' });
 */
export function editPolicyText(file: string, text: string, edit: PolicyEdit): Result<string, string> {
  const before = read(file, text);
  if (before === undefined) return err('the file does not load');
  const rules = entryOf(before.map, 'rules')?.value;
  if (rules?.kind !== 'list') return err('the rules are not written as a list');
  const replacements = replacementsFor({ text, map: before.map, rules }, edit);
  if (typeof replacements === 'string') return err(replacements);
  const changed = withReplacements(text, replacements);
  const after = read(file, changed);
  if (after === undefined || !meansTheSame(after.policy, edited(before.policy, edit)))
    return err('an alias or the layout of the file stands in the way');
  const added = edit.kind === 'insert-rule' && !isFlow(text, rules) ? edit.comment : undefined;
  return hasSameComments(text, changed, added) ? ok(changed) : err('a comment would be lost');
}

interface Place {
  readonly text: string;
  readonly map: LocatedMap;
  readonly rules: LocatedList;
}

function read(file: string, text: string): { readonly map: LocatedMap; readonly policy: Policy } | undefined {
  const document = readDocument(file, new TextEncoder().encode(text));
  if (!document.ok || document.value.root.kind !== 'map') return undefined;
  const loaded = loadPolicy(document.value);
  const map = entryOf(document.value.root, 'policy')?.value ?? document.value.root;
  return loaded.ok && map.kind === 'map' ? { map, policy: loaded.value.policy } : undefined;
}

function replacementsFor(place: Place, edit: PolicyEdit): readonly Replacement[] | string {
  switch (edit.kind) {
    case 'widen-glob':
      return widening(place, edit);
    case 'set-approval': {
      const rule = place.rules.items[edit.rule];
      return rule?.kind === 'map' ? [settingApproval(place, rule, edit.approval)] : 'there is no such rule';
    }
    case 'set-default': {
      const defaults = entryOf(place.map, 'defaults')?.value;
      return [
        defaults?.kind === 'map'
          ? settingApproval(place, defaults, edit.approval)
          : addingDefaults(place, edit.approval),
      ];
    }
    case 'insert-rule':
      return [inserting(place.text, place.rules, edit.before, writtenRule(edit.rule), edit.comment)];
    case 'add-invariant':
      return [addingInvariant(place, writtenInvariant(edit.invariant))];
    case 'move-rule':
      return moving(place, edit);
  }
}

function widening(
  { text, rules }: Place,
  { rule, from, to }: Extract<PolicyEdit, { kind: 'widen-glob' }>,
): readonly Replacement[] | string {
  const owner = rules.items[rule];
  const match = owner?.kind === 'map' ? entryOf(owner, 'match')?.value : undefined;
  const type = match?.kind === 'map' ? entryOf(match, 'type')?.value : undefined;
  const scalars = (type?.kind === 'list' ? type.items : [type]).filter(
    (item): item is LocatedScalar => item?.kind === 'scalar' && item.value === from,
  );
  if (owner === undefined || scalars.length === 0) return 'there is no such glob';
  if (scalars.some(({ range }) => !isWithin(range, owner.range))) return 'the glob is written as an alias';
  return scalars.map((scalar) => replacing(text, scalar, to));
}

function settingApproval({ text }: Place, map: LocatedMap, approval: string): Replacement {
  const written = entryOf(map, 'approval')?.value;
  if (written?.kind === 'scalar') return replacing(text, written, approval);
  return addingEntry(text, map, map.entries.length - 1, 'approval', approval);
}

/** Behind the version, which every policy has. */
function addingDefaults({ text, map }: Place, approval: string): Replacement {
  const version = map.entries.findIndex(({ key }) => key === 'version');
  const value = isJsonMap(text, map) ? `{ "approval": "${approval}" }` : `{ approval: ${approval} }`;
  return addingEntry(text, map, version, 'defaults', value);
}

/** A new entry behind one that is there: on a line of its own, or between the braces. */
function addingEntry(text: string, map: LocatedMap, after: number, key: string, value: string): Replacement {
  const previous = map.entries[after];
  const end = previous === undefined ? map.range.end : contentEnd(text, previous.value);
  const isJson = isJsonMap(text, map);
  const entry = isJson ? `"${key}": ${/^[[{]/.test(value) ? value : `"${value}"`}` : `${key}: ${value}`;
  if (isFlow(text, map)) {
    const first = map.entries[0]?.keyRange.start ?? end;
    const separator = isOwnLine(text, first) ? `,${lineBreak(text)}${indentAt(text, first)}` : ', ';
    return { start: end, end, text: separator + entry };
  }
  const at = endOfLine(text, end);
  const column = ' '.repeat(
    (map.entries[0]?.keyRange.start ?? 0) - lineStart(text, map.entries[0]?.keyRange.start ?? 0),
  );
  return { start: at, end: at, text: `${lineBreak(text)}${column}${entry}` };
}

/** At the end of the invariants, or as the last thing in the policy where there are none. */
function addingInvariant({ text, map }: Place, item: Written): Replacement {
  const invariants = entryOf(map, 'invariants')?.value;
  if (invariants?.kind === 'list') return inserting(text, invariants, invariants.items.length, item);
  const isJson = isJsonMap(text, map);
  if (isFlow(text, map))
    return addingEntry(text, map, map.entries.length - 1, 'invariants', `[${itemInBraces(item, isJson)}]`);
  const last = map.entries.at(-1);
  const items = last?.value.kind === 'list' && !isFlow(text, last.value) ? last.value.items : [];
  const lastItem = items.at(-1);
  const at =
    lastItem === undefined
      ? endOfLine(text, last === undefined ? map.range.end : contentEnd(text, last.value))
      : itemLines(text, lastItem.range).end;
  const first = map.entries[0]?.keyRange.start ?? 0;
  const indent = ' '.repeat(first - lineStart(text, first));
  const lines = ['invariants:', ...itemText(item).map((line) => `  ${line}`)];
  const br = lineBreak(text);
  return { start: at, end: at, text: br + br + lines.map((line) => indent + line).join(br) };
}

function inserting(
  text: string,
  rules: LocatedList,
  before: number,
  item: Written,
  comment?: string,
): Replacement {
  const next = rules.items[before];
  const last = rules.items.at(-1);
  if (isFlow(text, rules)) {
    const isJson = last === undefined ? text.trimStart().startsWith('{') : isJsonList(text, rules);
    const written = itemInBraces(item, isJson);
    if (next !== undefined) {
      const gap = isOwnLine(text, next.range.start)
        ? lineBreak(text) + indentAt(text, next.range.start)
        : ' ';
      return { start: next.range.start, end: next.range.start, text: `${written},${gap}` };
    }
    const end = last === undefined ? rules.range.start + 1 : contentEnd(text, last);
    const gap =
      last !== undefined && isOwnLine(text, last.range.start)
        ? lineBreak(text) + indentAt(text, last.range.start)
        : ' ';
    return { start: end, end, text: last === undefined ? written : `,${gap}${written}` };
  }
  const like = next ?? last;
  const lines = itemLines(text, like?.range ?? rules.range);
  const indent = ' '.repeat(lines.column);
  const block = [...(comment === undefined ? [] : [`# ${comment}`]), ...itemText(item)]
    .map((line) => `${indent}${line}`)
    .join(lineBreak(text));
  const gap = lines.hasBlankBefore || rules.items.length === 1 ? lineBreak(text) : '';
  if (next !== undefined)
    return { start: lines.start, end: lines.start, text: `${block}${lineBreak(text)}${gap}` };
  const at = lines.end;
  return { start: at, end: at, text: `${lineBreak(text)}${gap}${block}` };
}

function moving(
  { text, rules }: Place,
  { rule, before }: Extract<PolicyEdit, { kind: 'move-rule' }>,
): readonly Replacement[] | string {
  const moved = rules.items[rule];
  const next = rules.items[before];
  const previous = rules.items[rule - 1];
  if (moved === undefined || next === undefined || previous === undefined || before >= rule)
    return 'a rule can only be moved up';
  if (isFlow(text, rules)) {
    const [from, end] = [contentEnd(text, previous), contentEnd(text, moved)];
    const written = text.slice(moved.range.start, end);
    const gap = isOwnLine(text, next.range.start) ? lineBreak(text) + indentAt(text, next.range.start) : ' ';
    return [
      { start: next.range.start, end: next.range.start, text: `${written},${gap}` },
      { start: from, end, text: '' },
    ];
  }
  const [source, target] = [itemLines(text, moved.range), itemLines(text, next.range)];
  const block = text.slice(source.start, source.end);
  const gap = source.hasBlankBefore ? lineBreak(text) : '';
  const removed = { start: source.hasBlankBefore ? source.blankStart : source.start, end: source.end };
  return [
    { start: target.start, end: target.start, text: `${block}${lineBreak(text)}${gap}` },
    // The line break before what is removed goes with it.
    { start: removed.start - lineBreak(text).length, end: removed.end, text: '' },
  ];
}

function replacing(text: string, { range }: LocatedScalar, value: string): Replacement {
  const first = text.charAt(range.start);
  const quote = first === '"' || first === "'" ? first : '';
  return { ...range, text: scalarText(value, quote) };
}

function isFlow(text: string, node: Located): boolean {
  return /[[{]/.test(text.charAt(node.range.start));
}

function isJsonMap(text: string, map: LocatedMap): boolean {
  return isFlow(text, map) && text.startsWith('"', map.entries[0]?.keyRange.start ?? 0);
}

function isJsonList(text: string, { items }: LocatedList): boolean {
  const [first] = items;
  return text.startsWith('"', first?.kind === 'map' ? (first.entries[0]?.keyRange.start ?? 0) : 0);
}

function contentEnd(text: string, { range }: Located): number {
  return range.start + text.slice(range.start, range.end).trimEnd().length;
}

function isOwnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

function indentAt(text: string, at: number): string {
  return text.slice(lineStart(text, at), at);
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function withReplacements(text: string, replacements: readonly Replacement[]): string {
  return [...replacements]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: put }) => changed.slice(0, start) + put + changed.slice(end), text);
}

/** Names that count the rules change with their places. */
function meansTheSame(a: Policy, b: Policy): boolean {
  const meaning = ({ hash: _ofTheText, rules, ...rest }: Policy): string =>
    canonicalJson({
      ...rest,
      rules: rules.map((rule) => ({ ...rule, name: rule.name.replace(/^rule_\d+$/, '') })),
    } as unknown as Json);
  return meaning(a) === meaning(b);
}

function hasSameComments(before: string, after: string, added: string | undefined): boolean {
  const comments = (text: string): readonly string[] =>
    commentsOf(text.replaceAll('\r\n', '\n')).map((comment) => comment.text);
  const wanted = [...comments(before), ...(added === undefined ? [] : [`# ${added}`])];
  return wanted.sort().join('\n') === comments(after).toSorted().join('\n');
}
