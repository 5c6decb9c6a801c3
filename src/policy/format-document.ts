import { visit, type Document as YamlDocument } from 'yaml';
import { AegisBug, canonicalJson, type Json } from '../base/index.ts';
import type { Document } from './document.ts';
import { arrange, keyOf } from './format/arrange.ts';
import { attachComment } from './format/attach-comment.ts';
import { commentsOf, type Comment } from './format/comments.ts';
import type { Role } from './format/layout.ts';
import { partsOf, type Group } from './format/parts.ts';
import { printGroup } from './format/print.ts';
import { parseYaml } from './parse-yaml.ts';
import { readDocument } from './read-document.ts';
import { plainValue } from './shape.ts';

/**
 * The text of a policy or an `aegis.yaml` in canonical layout: keys in the order of the language page, short
 * collections on one line, one blank line between rules, LF, a final line end. Comments stay with what they are about,
 * sections beside the policy keep their style, and JSON in a `.json` file stays JSON. The document is one that
 * `readDocument` gave without problems. INVARIANT: the text holds the same value and the same comments.
 */
export function formatDocument(document: Document): string {
  const { file, text } = document.source;
  if (file.endsWith('.json') && isJson(text)) {
    return `${JSON.stringify(sorted(plainValue(document.root)), null, 2)}\n`;
  }
  const formatted = formatYaml(text.replaceAll('\r\n', '\n'));
  checkSame(document, formatted);
  return formatted;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON takes the order of keys from the YAML layout. */
function sorted(value: Json): Json {
  const formatted = formatYaml(JSON.stringify(value));
  const read = readDocument('policy.yaml', new TextEncoder().encode(formatted));
  return read.ok ? plainValue(read.value.root) : value;
}

function formatYaml(text: string): string {
  const yaml = parseYaml(text, () => undefined);
  if (yaml === undefined) throw new AegisBug('a document that was read cannot be parsed');
  const root = partsOf(yaml, text);
  if (root.kind === 'leaf' || root.entries.length === 0) return text;
  const role = roleOfRoot(root);
  const head = attachAll(root, commentsOf(text));
  arrange(root, role, hasAliases(yaml));
  return `${[...printHead(head), ...printGroup(root, role, 0, text)].join('\n')}\n`;
}

/** Gives every comment to an entry and returns those at the top of the file, which stay there. */
function attachAll(root: Group, comments: readonly Comment[]): Head {
  const first = root.entries[0];
  const head = comments.filter((comment) => first === undefined || comment.offset < first.start);
  for (const comment of comments.slice(head.length)) attachComment(root, comment);
  const hasBlankAfter = head.length > 0 && first?.hasBlankBefore === true;
  if (first !== undefined) first.hasBlankBefore = false;
  return { comments: head, hasBlankAfter };
}

interface Head {
  readonly comments: readonly Comment[];
  readonly hasBlankAfter: boolean;
}

function printHead({ comments, hasBlankAfter }: Head): readonly string[] {
  const lines = comments.flatMap(({ text, hasBlankBefore }, index) =>
    hasBlankBefore && index > 0 ? ['', text] : [text],
  );
  return hasBlankAfter ? [...lines, ''] : lines;
}

function roleOfRoot(root: Group): Role {
  if (root.kind === 'list') return 'other';
  const has = (key: string): boolean => root.entries.some((entry) => keyOf(entry) === key);
  return !has('policy') && (has('rules') || has('version')) ? 'policy' : 'file';
}

function hasAliases(yaml: YamlDocument.Parsed): boolean {
  let found = false;
  visit(yaml, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function checkSame(before: Document, text: string): void {
  const after = readDocument(before.source.file, new TextEncoder().encode(text));
  const isSame =
    after.ok && canonicalJson(plainValue(after.value.root)) === canonicalJson(plainValue(before.root));
  const commentsIn = (of: string): string =>
    commentsOf(of)
      .map((comment) => comment.text)
      .toSorted()
      .join('\n');
  if (isSame && commentsIn(text) === commentsIn(before.source.text.replaceAll('\r\n', '\n'))) return;
  throw new AegisBug('formatting would have changed what the file says');
}
