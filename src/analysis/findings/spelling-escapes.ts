import { canonicalName, parseGlob, type Glob } from '../../automata/index.ts';
import { APPROVALS } from '../../model/index.ts';
import { participantsAt, type AnalyzedPolicy, type Line } from '../analyzed-policy.ts';
import type { Point } from '../point.ts';
import type { Reach } from '../reachability.ts';
import { exampleOf, type Example } from './example.ts';
import type { Finding } from './finding.ts';
import { idOf } from './rule-id.ts';

/**
 * Rules that a spelling of their own names escapes: a prefix, a suffix or a separator more or less, and the decision is
 * looser. Only where the glob is literal on that side; each spelling is decided by the engine.
 */
export function spellingEscapes(
  analyzed: AnalyzedPolicy,
  reaches: readonly { readonly line: Line; readonly reach: Reach }[],
): readonly Finding[] {
  return reaches.flatMap(({ line, reach }) => {
    if (line.approvalRank === 0 || line.box.names.type.isAll || reach.kind !== 'decides') return [];
    const escapes = analyzed.policy.rules[line.index]?.match.type.flatMap((text) =>
      escapesOf(analyzed, line, reach.point, text),
    );
    const [best] = [...(escapes ?? [])].sort((a, b) => rankOf(a.example) - rankOf(b.example));
    return best === undefined
      ? []
      : [{ kind: 'spelling-escape' as const, rule: idOf(analyzed, line), ...best }];
  });
}

interface Escape {
  /** A name that the rule protects, and the looser one. */
  readonly protectedType: string;
  readonly example: Example;
}

function escapesOf(analyzed: AnalyzedPolicy, line: Line, point: Point, text: string): readonly Escape[] {
  const glob = parseGlob(text);
  const parts = glob.ok ? partsOf(glob.value) : undefined;
  if (parts === undefined) return [];
  const named = (type: string): Point => ({ ...point, action: { ...point.action, type } });
  const protectedType = plainName(parts);
  if (!decidesAlone(analyzed, line, named(protectedType))) return [];
  return spellings(parts, protectedType).flatMap((type) => {
    if (canonicalName(type) !== type) return [];
    const participants = participantsAt(analyzed, named(type));
    const isLooser = participants.every((one) => one.line.approvalRank < line.approvalRank);
    return isLooser ? [{ protectedType, example: exampleOf(analyzed, named(type)) }] : [];
  });
}

function decidesAlone(analyzed: AnalyzedPolicy, line: Line, point: Point): boolean {
  const participants = participantsAt(analyzed, point);
  return participants.length === 1 && participants[0]?.line === line;
}

function rankOf({ decision }: Example): number {
  return APPROVALS.indexOf(decision.approval);
}

/** A glob of literals and stars: one literal between what may be stars. */
interface Parts {
  readonly literal: string;
  readonly isOpenBefore: boolean;
  readonly isOpenAfter: boolean;
}

function partsOf({ nodes }: Glob): Parts | undefined {
  const literals = nodes.filter(
    (node): node is Extract<Glob['nodes'][number], { readonly kind: 'literal' }> => node.kind === 'literal',
  );
  const [only] = literals;
  const isPlain = nodes.every(({ kind }) => kind === 'literal' || kind === 'any-run');
  if (only === undefined || literals.length > 1 || !isPlain) return undefined;
  return {
    literal: only.text,
    isOpenBefore: nodes[0]?.kind === 'any-run',
    isOpenAfter: nodes.at(-1)?.kind === 'any-run',
  };
}

function plainName({ literal, isOpenBefore, isOpenAfter }: Parts): string {
  const after = isOpenAfter && /[_\-.]$/.test(literal) ? 'user' : '';
  const before = isOpenBefore && /^[_\-.]/.test(literal) ? 'user' : '';
  return before + literal + after;
}

/** The same thing by other names, those that an honest tool might have first. */
function spellings({ literal, isOpenBefore, isOpenAfter }: Parts, name: string): readonly string[] {
  const before = isOpenBefore ? [] : ['bulk_', 'batch_', 'force_', 'bulk'].map((prefix) => prefix + name);
  const after = isOpenAfter ? [] : ['_all', '_user', 's', 'all'].map((suffix) => name + suffix);
  const separated = /[_\-.]/.test(literal)
    ? ['', '-', '_', '.'].map((separator) => name.replaceAll(/[_\-.]/g, separator))
    : [];
  return [...before, ...after, ...separated].filter((spelling) => spelling !== name && spelling !== '');
}
