import { canonicalJson, type Json } from '../base/index.ts';
import { DEFAULT_RULE, type Rule } from '../model/index.ts';
import type { AnalyzedPolicy, Line } from './analyzed-policy.ts';
import { atomsOf } from './truth-mask.ts';

/**
 * A rule that is not the same at the same place in both policies: only such rules can make a decision differ. The lines
 * of a policy that are in no change stand in the same order in the other.
 */
export interface RuleChange {
  readonly kind: 'added' | 'removed' | 'modified' | 'moved';
  readonly old?: Line;
  readonly new?: Line;
}

export interface Alignment {
  /** In the order of the new policy, removed rules where they stood. */
  readonly changes: readonly RuleChange[];
  /** By index of a line of the old policy: that of the same line in the new one. */
  readonly toNew: ReadonlyMap<number, number>;
  readonly toOld: ReadonlyMap<number, number>;
}

/**
 * Which rules of two policies are the same: a longest common subsequence of what they match, require and decide. Names,
 * reasons and descriptions do not count, so that a new name is no change.
 */
export function alignRules(before: AnalyzedPolicy, after: AnalyzedPolicy): Alignment {
  const toNew = longestCommonSubsequence(meanings(before), meanings(after));
  const toOld = new Map([...toNew].map(([from, to]) => [to, from]));
  return { changes: changesOf(before, after, toNew, toOld), toNew, toOld };
}

/** By line: what it does, as a text. The defaults are never the same as a rule. */
function meanings({ policy, lines }: AnalyzedPolicy): readonly string[] {
  return lines.map((line, index) => {
    const rule = policy.rules[index];
    if (rule === undefined) return canonicalJson([policy.defaults.approval, policy.defaults.riskLevel]);
    return canonicalJson(meaningOf(rule, readsTime(line) ? policy.timezone : ''));
  });
}

function meaningOf({ match, conditions, approval, riskLevel }: Rule, timezone: string): Json {
  const { type, target, agent } = match;
  return [
    [...type].sort(),
    [...target].sort(),
    [...agent].sort(),
    conditions ?? null,
    approval,
    riskLevel,
    timezone,
  ];
}

function readsTime({ box }: Line): boolean {
  return box.formula !== undefined && atomsOf(box.formula).some(({ reads }) => reads.kind === 'time');
}

/** From index to index of equal texts, ascending in both, as many as there can be. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) pairs.set(start, start++);
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end += 1;
    pairs.set(a.length - end, b.length - end);
  }
  const rows = a.length - end - start;
  const columns = b.length - end - start;
  const width = columns + 1;
  const longest = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] as number;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        a[start + row] === b[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (a[start + row] === b[start + column]) pairs.set(start + row++, start + column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Rules of the same name are one change, and so are rules that do the same at another place. */
function changesOf(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  toNew: ReadonlyMap<number, number>,
  toOld: ReadonlyMap<number, number>,
): readonly RuleChange[] {
  const gone = before.lines.filter(({ index }) => !toNew.has(index));
  const come = after.lines.filter(({ index }) => !toOld.has(index));
  const pairs = new Map<Line, Line>();
  const left = new Set(gone);
  const pair = (isPair: (old: Line, line: Line) => boolean): void => {
    for (const line of come) {
      const old = pairs.has(line) ? undefined : [...left].find((candidate) => isPair(candidate, line));
      if (old === undefined) continue;
      pairs.set(line, old);
      left.delete(old);
    }
  };
  const [oldMeanings, newMeanings] = [meanings(before), meanings(after)];
  pair((old, line) => oldMeanings[old.index] === newMeanings[line.index]);
  pair((old, line) => nameOf(before, old) === nameOf(after, line));
  const changed = come.map((line): { readonly place: number; readonly change: RuleChange } => {
    const old = pairs.get(line);
    if (old === undefined) return { place: line.index, change: { kind: 'added', new: line } };
    const kind = oldMeanings[old.index] === newMeanings[line.index] ? 'moved' : 'modified';
    return { place: line.index, change: { kind, old, new: line } };
  });
  const removed = [...left].map((old) => ({
    place: placeInNew(old.index, toNew),
    change: { kind: 'removed', old } as const,
  }));
  return [...changed, ...removed].sort((a, b) => a.place - b.place).map(({ change }) => change);
}

/** The name of a rule, or what stands for the defaults. */
export function nameOf({ policy }: AnalyzedPolicy, { index }: Line): string {
  return policy.rules[index]?.name ?? DEFAULT_RULE;
}

/** Just before the next rule that both have. */
function placeInNew(oldIndex: number, toNew: ReadonlyMap<number, number>): number {
  const next = [...toNew.keys()].filter((index) => index > oldIndex).sort((a, b) => a - b)[0];
  return next === undefined ? Infinity : (toNew.get(next) as number) - 0.5;
}
