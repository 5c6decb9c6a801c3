import type { Expr, Extent, StringExpr } from '../../ir.ts';
import { textOf, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

type Part = string | Expr;

/** A string literal, an f-string, or several written side by side. */
export function lowerString(lowering: Lowering, place: Place, node: Syntax): StringExpr {
  const parts: Part[] = [];
  for (const literal of node.type === 'concatenated_string' ? node.children : [node]) {
    if (literal.type === 'string') pushLiteral(lowering, place, literal, parts);
    else parts.push(lowering.expression(place, literal));
  }
  return stringOf(place, node, parts);
}

export function stringOf(place: Place, extent: Extent, parts: readonly Part[]): StringExpr {
  return {
    kind: 'string',
    start: extent.start,
    end: extent.end,
    scope: place.scope,
    parts: mergeConstants(parts),
  };
}

function mergeConstants(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

function pushLiteral(lowering: Lowering, place: Place, literal: Syntax, parts: Part[]): void {
  if (literal.children.length === 0) {
    const { start, end, raw } = literalContent(lowering.text, literal);
    parts.push(decode(lowering.text.slice(start, end), raw));
    return;
  }
  const raw = /^[a-z]*r/i.test(lowering.text.slice(literal.start, literal.start + 2));
  for (const child of literal.children) {
    switch (child.type) {
      case 'string_start':
      case 'string_end':
        break;
      case 'string_content':
        parts.push(decode(textOf(lowering, child).replaceAll('{{', '{').replaceAll('}}', '}'), raw));
        break;
      case 'interpolation':
        parts.push(lowerInterpolation(lowering, place, child));
        break;
      default:
        parts.push(lowering.expression(place, child));
    }
  }
}

function lowerInterpolation(lowering: Lowering, place: Place, node: Syntax): Expr {
  const [value, ...format] = node.children.map((child) => lowering.expression(place, child));
  return value ?? format[0] ?? lowering.expression(place, undefined);
}

export interface LiteralContent extends Extent {
  /** True for `r"..."`: backslashes mean themselves. */
  readonly raw: boolean;
}

/** What stands between the quotes of a string literal; tolerates a missing end. */
export function literalContent(text: string, literal: Extent): LiteralContent {
  const opening = /^([a-z]*)("""|'''|"|')/i.exec(
    text.slice(literal.start, Math.min(literal.end, literal.start + 6)),
  );
  const [whole = '', prefix = '', quotes = ''] = opening ?? [];
  const start = literal.start + whole.length;
  const closed = quotes !== '' && literal.end - quotes.length >= start && text.endsWith(quotes, literal.end);
  return { start, end: closed ? literal.end - quotes.length : literal.end, raw: /r/i.test(prefix) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
  '\r\n': '',
};

/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences; named characters stay as written. */
function decode(content: string, raw: boolean): string {
  if (raw || !content.includes('\\')) return content;
  return content.replace(ESCAPE, decodeEscape);
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[^]))/g;

function decodeEscape(
  written: string,
  hex: string | undefined,
  short: string | undefined,
  long: string | undefined,
  octal: string | undefined,
  simple: string | undefined,
): string {
  const code = hex ?? short ?? long;
  if (code !== undefined) return characterOf(parseInt(code, 16), written);
  if (octal !== undefined) return characterOf(parseInt(octal, 8), written);
  if (simple === '\\' || simple === "'" || simple === '"') return simple;
  return ESCAPES[simple ?? ''] ?? written;
}

const LAST_CODE_POINT = 0x10ffff;

function characterOf(code: number, written: string): string {
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : written;
}

const CONVERSION = /%(?:%|[-#0 +]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[diouxXeEfFgGcrsa])/g;

/**
 * `"https://%s/v1" % host`: the constant parts with the values between them. When values and conversions do not match
 * one to one, the constants and then the value as a whole.
 */
export function formatString(format: StringExpr, value: Expr): readonly Part[] {
  const values = value.kind === 'list' ? value.items : [value];
  const pieces = format.parts.map((part) => (typeof part === 'string' ? splitFormat(part) : [part]));
  const slots = pieces.flat().filter((piece) => piece === undefined).length;
  let next = 0;
  const fill = (piece: Part | undefined): Part =>
    piece ?? (slots === values.length ? values[next++] : undefined) ?? '';
  const parts = pieces.flat().map(fill);
  return slots === values.length ? parts : [...parts, value];
}

/** The constant texts, with `undefined` for each conversion. */
function splitFormat(text: string): readonly (string | undefined)[] {
  const pieces: (string | undefined)[] = [];
  let from = 0;
  for (const match of text.matchAll(CONVERSION)) {
    pieces.push(text.slice(from, match.index));
    pieces.push(match[0] === '%%' ? '%' : undefined);
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return pieces.filter((piece) => piece !== '');
}
