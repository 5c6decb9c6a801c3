import { spanAt, type Diagnostic, type Source, type Span } from '../base/index.ts';
import type { CommentIr, Extent, Language, ModuleIr } from './ir.ts';
import { SCAN_CODES, type ScanCode } from './scan-codes.ts';
import { TOOL_DANGERS } from './tool-risks/tool-danger.ts';

/** Codes of findings, which a comment may suppress. */
const SUPPRESSIBLE: ReadonlySet<string> = new Set([
  'AEG3001',
  ...Object.values(TOOL_DANGERS).map(({ code }) => code),
]);

/** A comment `aegis-ignore AEG3001: reason` and what it covers. */
export interface Suppression {
  readonly codes: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
  readonly span: Span;
  covers(call: CoveredCall): boolean;
}

/** Where a call stands: the whole of it, and its callee. Offsets. */
export interface CoveredCall extends Extent {
  readonly calleeEnd: number;
}

/** The suppressions in a file and what is wrong with them. */
export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly diagnostics: readonly Diagnostic[];
}

const CURRENT = /^[\s*]*aegis-ignore\b([^:]*)(?::([^]*))?$/;
const LEGACY = /^\s*aegis:\s*ignore\b([^]*)$/;

/**
 * Reads the comments that suppress findings: at the end of a line for the calls that begin or end there, on a line of
 * their own for the next statement. A missing reason is reported and does not undo the suppression.
 */
export function readSuppressions(module: ModuleIr, source: Source): Suppressions {
  const suppressions: Suppression[] = [];
  const diagnostics: Diagnostic[] = [];
  const next = following(module);
  for (const comment of module.comments) {
    const written = readComment(comment.text);
    if (written === undefined) continue;
    const span = spanAt(source, comment.start, comment.end);
    const unknown = written.codes.filter((code) => !SUPPRESSIBLE.has(code));
    const codes = written.codes.filter((code) => SUPPRESSIBLE.has(code));
    if (unknown.length > 0 || codes.length === 0) diagnostics.push(namesNoCode(unknown, span));
    if (codes.length === 0) continue;
    suppressions.push({ codes, reason: written.reason, span, covers: coverage(comment, next, source) });
    if (written.reason === '') diagnostics.push(lacksReason(written.isLegacy, span));
  }
  return { suppressions, diagnostics };
}

/** For a suppression that covered nothing. */
export function unusedSuppression({ span }: Suppression): Diagnostic {
  return {
    code: 'AEG3091',
    severity: SCAN_CODES.AEG3091.severity,
    message: 'this suppression suppresses nothing',
    span,
    help: 'remove it, or move it to the line of the call or directly above its statement',
  };
}

function readComment(text: string): { codes: string[]; reason: string; isLegacy: boolean } | undefined {
  const current = CURRENT.exec(text);
  if (current !== null) {
    const codes = (current[1] ?? '').split(/[\s,]+/).filter((code) => code !== '');
    return { codes, reason: (current[2] ?? '').replace(/\s+/g, ' ').trim(), isLegacy: false };
  }
  return LEGACY.test(text) ? { codes: ['AEG3001'], reason: '', isLegacy: true } : undefined;
}

function namesNoCode(unknown: readonly string[], span: Span): Diagnostic {
  const names = unknown.map((code) => `\`${code}\``).join(', ');
  return diagnostic(
    'AEG3092',
    names === '' ? 'this suppression names no code' : `${names} is no code that a comment can suppress`,
    span,
    'write `aegis-ignore AEG3001: <reason>`',
  );
}

function lacksReason(isLegacy: boolean, span: Span): Diagnostic {
  const help = 'say why the call may go ungoverned: `aegis-ignore AEG3001: <reason>`';
  const message = isLegacy
    ? 'this suppression of the old form has no reason'
    : 'this suppression has no reason';
  return diagnostic('AEG3090', message, span, help);
}

function diagnostic(code: ScanCode, message: string, span: Span, help: string): Diagnostic {
  return { code, severity: SCAN_CODES[code].severity, message, span, help };
}

/** What may follow a comment. */
interface Following {
  /** The end of the widest statement that begins at an offset. */
  readonly statements: ReadonlyMap<number, number>;
  /** One comment, whatever it says. */
  readonly comment: RegExp;
  /** Where the next thing that is no comment begins, by the end of the comment before it. */
  readonly known: Map<number, number>;
}

function following({ statements, language }: ModuleIr): Following {
  const widest = new Map<number, number>();
  for (const { start, end } of statements) widest.set(start, Math.max(end, widest.get(start) ?? end));
  return { statements: widest, comment: COMMENTS[language], known: new Map() };
}

const COMMENTS: Readonly<Record<Language, RegExp>> = {
  typescript: /\/\/[^\n]*|\/\*[^]*?\*\//y,
  python: /#[^\n]*/y,
};

function coverage(comment: CommentIr, next: Following, source: Source): Suppression['covers'] {
  if (!comment.ownLine) return coversLine(comment, source);
  const start = afterComments(comment.end, next, source.text);
  const end = next.statements.get(start);
  return (call) => end !== undefined && call.start >= start && call.start < end;
}

/** A call that is broken over lines may carry the comment on the first, the last, or the line of its parenthesis. */
function coversLine(comment: CommentIr, source: Source): Suppression['covers'] {
  const start = source.text.lastIndexOf('\n', comment.start) + 1;
  const isOnLine = (offset: number): boolean => offset >= start && offset <= comment.start;
  return (call) => isOnLine(call.start) || isOnLine(call.calleeEnd) || isOnLine(call.end);
}

const SPACE = /\s*/y;

function afterComments(end: number, { known, comment }: Following, text: string): number {
  const passed: number[] = [];
  let at = end;
  for (;;) {
    const found = known.get(at);
    const next = found ?? endOfMatch(SPACE, text, at);
    if (found === undefined) passed.push(at);
    const isComment = found === undefined && endOfMatch(comment, text, next) > next;
    if (!isComment) {
      for (const before of passed) known.set(before, next);
      return next;
    }
    at = comment.lastIndex;
  }
}

/** The end of a match of a sticky pattern at `at`; `at` itself when it does not match. */
function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
