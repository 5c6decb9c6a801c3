import type { Expr } from '../../ir.ts';
import { itemOf } from './comprehensions.ts';
import { inBranch, opaque, textOf, type Lowering, type Place } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { childOf, type Syntax } from './syntax.ts';
import { bindTarget } from './targets.ts';

/** Records the head of a compound statement: from its keyword to its last part before the body. */
function openHead(lowering: Lowering, node: Syntax): void {
  const firstBlock = node.children.findIndex(isBody);
  const head = firstBlock === -1 ? node.children : node.children.slice(0, firstBlock);
  const keyword = /^[a-z]+/.exec(lowering.text.slice(node.start, node.start + 'continue'.length))?.[0] ?? '';
  lowering.statements.push({ start: node.start, end: head.at(-1)?.end ?? node.start + keyword.length });
}

const BODY_TYPES: ReadonlySet<string> = new Set([
  'block',
  'elif_clause',
  'else_clause',
  'except_clause',
  'finally_clause',
]);

function isBody(node: Syntax): boolean {
  return BODY_TYPES.has(node.type);
}

/** Runs a body that may be skipped. */
function lowerBranch(lowering: Lowering, place: Place, body: Syntax): void {
  lowering.statement(inBranch(place, body.start), body);
}

const MAIN = /^__name__\s*==\s*["']__main__["']$/;

/** `if`, its `elif`s and `else`. */
export function lowerIf(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  const [condition] = node.children;
  const checksTypes = condition !== undefined && /(?:^|\.)TYPE_CHECKING$/.test(textOf(lowering, condition));
  const isMain = condition !== undefined && MAIN.test(textOf(lowering, condition));
  for (const child of node.children) {
    if (isMain && child.type === 'block') lowering.mainBlocks.push(opaque(place, child, []));
    if (child.type === 'block')
      lowerBranch(lowering, checksTypes ? { ...place, typeOnly: true } : place, child);
    else if (child.type === 'elif_clause') lowerElif(lowering, place, child);
    else if (child.type === 'else_clause') lowerElse(lowering, place, child);
    else lowering.expression(place, child);
  }
}

function lowerElif(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  for (const child of node.children) {
    if (child.type === 'block') lowerBranch(lowering, place, child);
    else lowering.expression(place, child);
  }
}

/** The `else` of a condition, a loop or a `try`. */
function lowerElse(lowering: Lowering, place: Place, node: Syntax): void {
  for (const child of node.children) lowerBranch(lowering, place, child);
}

export function lowerFor(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  const [target, iterable, ...bodies] = node.children;
  if (target === undefined || iterable === undefined || isBody(iterable)) {
    lowerLoose(lowering, place, node);
    return;
  }
  const values = lowering.expression(place, iterable);
  const body = bodies.find((child) => child.type === 'block');
  const inside = inBranch(place, body?.start ?? node.end);
  bindTarget(lowering, inside, target, { value: itemOf(place, target, values), at: target.start });
  for (const child of bodies) lowerBody(lowering, place, child);
}

export function lowerWhile(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  for (const child of node.children) lowerBody(lowering, place, child);
}

function lowerBody(lowering: Lowering, place: Place, child: Syntax): void {
  if (child.type === 'block') lowerBranch(lowering, place, child);
  else if (child.type === 'else_clause') lowerElse(lowering, place, child);
  else lowering.expression(place, child);
}

/** A statement with parts missing. */
function lowerLoose(lowering: Lowering, place: Place, node: Syntax): void {
  for (const child of node.children) lowering.expression(place, child);
}

/** `finally` always runs; the other parts may not, or not to their end. */
export function lowerTry(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  for (const child of node.children) {
    if (child.type === 'except_clause') lowerExcept(lowering, place, child);
    else if (child.type === 'finally_clause') lowerLoose(lowering, place, child);
    else lowerBody(lowering, place, child);
  }
}

function lowerExcept(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  const body = childOf(node, 'block');
  const inside = inBranch(place, body?.start ?? node.end);
  const [first, second] = node.children.filter((child) => child.type !== 'block');
  const named = first?.type === 'as_pattern' ? first.children : [first, second];
  const [classes, alias] = named;
  if (classes !== undefined) lowerCaught(lowering, { outer: place, inside }, classes, alias);
  for (const child of node.children) {
    if (child.type === 'block') lowering.statement(inside, child);
    else if (child !== first && child !== second) lowering.expression(place, child);
  }
  if (first?.type === 'as_pattern' && second !== undefined) lowering.expression(place, second);
}

/** `except Class as name`: an instance of the class, or of one of a tuple of classes. */
function lowerCaught(
  lowering: Lowering,
  { outer, inside }: { readonly outer: Place; readonly inside: Place },
  classes: Syntax,
  alias: Syntax | undefined,
): void {
  const caught = lowering.expression(outer, classes);
  if (alias === undefined) return;
  const type = { instanceOf: caught.kind === 'list' ? caught.items : [caught] };
  bindTarget(lowering, inside, alias, { value: opaque(inside, alias, []), at: alias.start, type });
}

export function lowerWith(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  for (const child of node.children) {
    if (child.type === 'block') lowering.statement(place, child);
    else if (child.type === 'with_clause') lowerWithClause(lowering, place, child);
    else lowering.expression(place, child);
  }
}

function lowerWithClause(lowering: Lowering, place: Place, clause: Syntax): void {
  for (const item of clause.children) {
    if (item.type !== 'with_item') lowering.expression(place, item);
    for (const value of item.type === 'with_item' ? item.children : []) lowerWithItem(lowering, place, value);
  }
}

/** `value as target`; in the older form with brackets several of them stand in a tuple. */
function lowerWithItem(lowering: Lowering, place: Place, node: Syntax): void {
  if (node.type === 'tuple' || node.type === 'parenthesized_expression') {
    for (const child of node.children) lowerWithItem(lowering, place, child);
    return;
  }
  if (node.type !== 'as_pattern') {
    lowering.expression(place, node);
    return;
  }
  const [valueNode, target] = node.children;
  const opened = lowering.expression(place, valueNode);
  if (target === undefined) return;
  const { start, end } = node;
  const value: Expr = { kind: 'enter', start, end, scope: place.scope, value: opened };
  bindTarget(lowering, place, target, { value, at: target.start });
}

export function lowerMatch(lowering: Lowering, place: Place, node: Syntax): void {
  openHead(lowering, node);
  const subjects = node.children
    .filter((child) => child.type !== 'block')
    .map((child) => lowering.expression(place, child));
  const [only] = subjects;
  const { start, end } = node;
  const subject: Expr =
    only !== undefined && subjects.length === 1
      ? only
      : { kind: 'list', start, end, scope: place.scope, items: subjects };
  for (const block of node.children.filter((child) => child.type === 'block')) {
    for (const child of block.children) {
      if (child.type === 'case_clause') lowerCase(lowering, place, child, subject);
      else lowering.statement(place, child);
    }
  }
}

function lowerCase(lowering: Lowering, place: Place, node: Syntax, subject: Expr): void {
  openHead(lowering, node);
  const body = childOf(node, 'block');
  const inside = inBranch(place, body?.start ?? node.start);
  const patterns = node.children.filter((child) => child.type === 'case_pattern');
  patterns.forEach((pattern, index) => {
    const item = itemOf(inside, pattern, subject);
    bindPattern(lowering, inside, pattern, patterns.length === 1 ? subject : { ...item, index });
  });
  for (const child of node.children) {
    if (child.type === 'block') lowering.statement(inside, child);
    else if (child.type !== 'case_pattern') lowering.expression(inside, child);
  }
}
