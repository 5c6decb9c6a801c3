import { isAlias, type Scalar } from 'yaml';
import type { Leaf } from './parts.ts';

/** How a scalar may be written where it stands. */
export interface ScalarPlace {
  /** Between brackets, where commas and brackets end a text without quotes. */
  readonly isFlow: boolean;
  /** A word of the language, which needs no quotes. */
  readonly isWord: boolean;
}

/**
 * The lines of a scalar, without indentation: the first stands after its key, the others below it, indented. Quotes
 * stay as the author chose them; they are added where the place or an older YAML reads another value without them.
 */
export function scalarLines(leaf: Leaf, text: string, place: ScalarPlace): readonly string[] {
  const { node } = leaf;
  if (node === null) return ['null'];
  if (isAlias(node)) return [`*${node.source}`];
  const lines = valueLines(node, text.slice(leaf.start, leaf.end), place);
  if (node.anchor === undefined) return lines;
  return [`&${node.anchor} ${lines[0] ?? ''}`, ...lines.slice(1)];
}

/** A key on one line. */
export function keyText(key: Scalar, text: string, isFlow: boolean): string {
  const value = String(key.value);
  const [start, end] = key.range ?? [0, 0];
  const written = text.slice(start, end);
  const anchor = key.anchor === undefined ? '' : `&${key.anchor} `;
  if (isWordLike(value)) return anchor + value;
  if (written.includes('\n')) return anchor + JSON.stringify(value);
  const needsQuotes = key.type === 'PLAIN' && (isFlow ? !isSafeInFlow(written) : false);
  return anchor + (needsQuotes ? JSON.stringify(value) : written);
}

function valueLines(node: Scalar, written: string, place: ScalarPlace): readonly string[] {
  const { value, type } = node;
  if (typeof value !== 'string') return [written === '' ? 'null' : written];
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return blockLines(value, written);
  if (place.isWord && isWordLike(value)) return [value];
  if (written.includes('\n')) return flowLines(value, written, type === 'QUOTE_DOUBLE');
  if (type !== 'PLAIN') return [written];
  return [needsQuotes(written, place) ? JSON.stringify(value) : written];
}

function needsQuotes(written: string, { isFlow }: ScalarPlace): boolean {
  return OLD_YAML.test(written) || (isFlow && !isSafeInFlow(written));
}

/** What YAML 1.1 reads as a boolean, a time in base 60, a date or an octal number. */
const OLD_YAML =
  /^(?:y|n|yes|no|on|off|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\d{4}-\d\d?-\d\d?.*|[-+]?0[0-7_]+|[-+]?[0-9][0-9_]*_[0-9_]*)$/i;

function isSafeInFlow(written: string): boolean {
  return /^[\p{L}\p{N}_./+-][\p{L}\p{M}\p{N}_./ +*?@-]*$/u.test(written);
}

function isWordLike(value: string): boolean {
  return (
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && !OLD_YAML.test(value) && !/^(?:null|true|false)$/i.test(value)
  );
}

/** A text in quotes or without, over several lines: each but the first is indented anew. */
function flowLines(value: string, written: string, isDouble: boolean): readonly string[] {
  // A line that ends in an escaped space or line break is not to be trimmed.
  if (isDouble && /\\\s*\n/.test(written)) return [JSON.stringify(value)];
  return written.split('\n').map((line) => line.trim());
}

/** A block scalar with its header; written as a quoted string where indentation or final blank lines carry meaning. */
function blockLines(value: string, written: string): readonly string[] {
  const [first = '', ...body] = written.split('\n');
  const header = /^[|>]-?(?=\s|$)/.exec(first)?.[0];
  const top = body.find((line) => line.trim() !== '');
  if (header === undefined || top === undefined || value.trim() === '') return [JSON.stringify(value)];
  const indent = top.length - top.trimStart().length;
  const isMisread = /^ *\t/.test(top) || body.some((line) => line.trim() === '' && line.length > indent);
  if (isMisread) return [JSON.stringify(value)];
  const last = body.findLastIndex((line) => line.trim() !== '');
  return [header, ...body.slice(0, last + 1).map((line) => line.slice(indent))];
}
