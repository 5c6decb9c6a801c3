import { canonicalJson } from '../../base/index.ts';
import { parseGlob } from '../../automata/index.ts';
import { DIMENSIONS } from '../../model/index.ts';
import type { AnalyzedPolicy, Line } from '../analyzed-policy.ts';
import { ask } from '../ask.ts';
import type { Budget } from '../budget.ts';
import type { NameOverlaps } from '../diff-name-overlaps.ts';
import type { Space } from '../space.ts';
import { TRUE } from '../truth-mask.ts';
import type { Finding } from './finding.ts';
import { decidesLike, idOf } from './rule-id.ts';

/**
 * For each rule the earlier ones with which its order matters: both hold for some action, they decide differently, and
 * the later is not simply the general case. Pairs whose globs are literals and stars and that have no conditions need
 * no search; of a pair that is out of budget it is said that the order may matter.
 */
export function orderFindings(
  analyzed: AnalyzedPolicy,
  overlaps: NameOverlaps,
  budget: Budget,
): readonly Finding[] {
  const rules = analyzed.lines.slice(0, -1);
  const plain = new PlainGlobs(analyzed.space);
  return rules.flatMap((later) => {
    const earlier = rules
      .slice(0, later.index)
      .filter((one) => isOrdered(analyzed, one, later, { overlaps, plain, budget }));
    if (earlier.length === 0) return [];
    const ids = earlier.map((one) => idOf(analyzed, one));
    return [{ kind: 'order-matters' as const, rule: idOf(analyzed, later), earlier: ids }];
  });
}

interface Means {
  readonly overlaps: NameOverlaps;
  readonly plain: PlainGlobs;
  readonly budget: Budget;
}

function isOrdered(analyzed: AnalyzedPolicy, earlier: Line, later: Line, means: Means): boolean {
  if (decidesLike(earlier, later) || !means.overlaps.mayBothBeTrue(earlier.box, later.box)) return false;
  if (contains(analyzed, later, earlier)) return false;
  const isCertain =
    earlier.box.formula === undefined &&
    later.box.formula === undefined &&
    means.plain.areAll(earlier) &&
    means.plain.areAll(later);
  if (isCertain) return true;
  const constraints = [earlier, later].map(({ box }) => ({ box, allowed: TRUE }));
  return ask(analyzed.space, { constraints, broken: () => [] }, means.budget).kind !== 'none';
}

/** Whether the later rule holds wherever the earlier one does, as far as its text shows. */
function contains({ policy, space }: AnalyzedPolicy, later: Line, earlier: Line): boolean {
  const conditions = policy.rules[later.index]?.conditions;
  const isSame =
    canonicalJson(conditions ?? {}) === canonicalJson(policy.rules[earlier.index]?.conditions ?? {});
  if (conditions !== undefined && !isSame) return false;
  return DIMENSIONS.every((dimension) => {
    const [wide, narrow] = [later.box.names[dimension], earlier.box.names[dimension]];
    if (wide.isAll) return true;
    if (narrow.isAll) return false;
    const names = space.names[dimension];
    const covering = new Set(wide.globs.map((glob) => names.textOf(glob)));
    return narrow.globs.every((glob) => {
      const text = names.textOf(glob);
      if (covering.has(text)) return true;
      const fresh = plainWith(text, FRESH);
      return fresh !== undefined && names.matching(fresh).some((one) => covering.has(one.text));
    });
  });
}

/**
 * A character that no glob has, in the place of each star: a glob covers all that another one matches exactly when it
 * matches the other's text with this in it.
 */
const FRESH = '\u{10FFFD}';

/** The glob with its stars replaced, when it has literals and stars only. */
function plainWith(text: string, star: string): string | undefined {
  const glob = parseGlob(text);
  if (!glob.ok) return undefined;
  let plain = '';
  for (const node of glob.value.nodes) {
    if (node.kind === 'literal') plain += node.text;
    else if (node.kind === 'any-run') plain += star;
    else return undefined;
  }
  return plain;
}

/** Which globs have literals and stars only, so that how their heads and tails agree says all about them. */
class PlainGlobs {
  private readonly space: Space;
  private readonly known = new Map<string, boolean>();

  constructor(space: Space) {
    this.space = space;
  }

  areAll({ box }: Line): boolean {
    return DIMENSIONS.every((dimension) =>
      box.names[dimension].globs.every((glob) => this.isPlain(this.space.names[dimension].textOf(glob))),
    );
  }

  private isPlain(text: string): boolean {
    const known = this.known.get(text) ?? plainWith(text, '') !== undefined;
    this.known.set(text, known);
    return known;
  }
}
