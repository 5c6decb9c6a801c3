import {
  analyzedIn,
  Budget,
  checkInvariants,
  exampleText,
  findWitness,
  reachOf,
  Space,
  type InvariantAnalysis,
  type Limits,
} from '../analysis/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { mayOverlap, isWithin } from './meaning/compare.ts';
import { isStricter, overridesByWords, regionsOf, type Overrides } from './meaning/rules.ts';
import type { Meaning, Statement } from './meaning/statement.ts';
import { regionJson, type Claim, type NamedRule } from './policy-text.ts';
import { compiled, withRules } from './compile-meaning.ts';

/** A policy of which every claim is proved, and what the text says that it could not keep. */
export interface CheckedPolicy {
  readonly loaded: LoadedPolicy;
  readonly rules: readonly NamedRule[];
  readonly claims: readonly Claim[];
  /** Statements that decide nothing, with the one that decides in their stead. */
  readonly lost: readonly { readonly statement: Statement; readonly to: Statement }[];
  readonly overlaps: readonly Overlap[];
  /** Statements of which a claim, or whether their rule ever decides, would have cost more than the budget. */
  readonly notProved: readonly Statement[];
}

/** Two statements of which the stricter was kept, with an action that shows it. */
export interface Overlap {
  readonly looser: Statement;
  readonly stricter: Statement;
  readonly example: string | undefined;
}

/** A policy is written for people: the questions about it are few, and each costs little or is given up. */
const LIMITS: Limits = { perQuestion: 100_000, perCommand: 1_000_000 };

/**
 * The policy of a meaning without dead rules, with every claim proved. An exception that would break a claim stands no
 * longer above the stricter statement.
 */
export function checked(meaning: Meaning, text: string, limits: Limits = LIMITS): CheckedPolicy {
  const dropped = new Set<Statement>();
  const overrides: Overrides = (looser, stricter) =>
    !dropped.has(looser) && overridesByWords(looser, stricter);
  for (;;) {
    const draft = compiled(meaning, overrides, text);
    const invariants = checkInvariants(draft.loaded.policy, { limits });
    const guilty = guiltyOf(invariants, draft.rules).filter((one) => !dropped.has(one));
    if (guilty.length === 0) return finished({ meaning, overrides, text, limits }, draft, invariants);
    for (const one of guilty) dropped.add(one);
  }
}

/** The statements whose rules let something through that a claim excludes. */
function guiltyOf(
  invariants: readonly InvariantAnalysis[],
  rules: readonly NamedRule[],
): readonly Statement[] {
  return invariants.flatMap(({ result }) => {
    if (result.kind !== 'refuted') return [];
    const rule = rules.find(({ name }) => name === result.by.name);
    return rule === undefined ? [] : [rule.and ?? rule.from];
  });
}

interface Asked {
  readonly meaning: Meaning;
  readonly overrides: Overrides;
  readonly text: string;
  readonly limits: Limits;
}

function finished(
  { meaning, overrides, text, limits }: Asked,
  draft: ReturnType<typeof compiled>,
  invariants: readonly InvariantAnalysis[],
): CheckedPolicy {
  const { dead, unclear } = deadRules(draft.loaded, draft.rules, limits);
  const proved = new Set(
    invariants.flatMap(({ invariant, result }) => (result.kind === 'proved' ? [invariant.name] : [])),
  );
  const claims = draft.claims.filter(({ name }) => proved.has(name));
  const notProved = new Set([
    ...draft.claims.filter(({ name }) => !proved.has(name)).map(({ from }) => from),
    ...unclear.map(({ from }) => from),
  ]);
  const rules = draft.rules
    .filter((rule) => !dead.has(rule))
    .map((rule) => (notProved.has(rule.from) ? { ...rule, isNotProved: true as const } : rule));
  const isChanged =
    notProved.size > 0 || rules.length < draft.rules.length || claims.length < draft.claims.length;
  const loaded = isChanged ? withRules(meaning, rules, claims, text) : draft.loaded;
  const lost = meaning.statements.flatMap((statement) => {
    const own = draft.rules.filter(({ from }) => from === statement);
    if (own.length === 0 || statement.isImplied || own.some((rule) => !dead.has(rule))) return [];
    const to = own
      .flatMap((rule) => dead.get(rule) ?? [])
      .find(({ approval }) => approval !== statement.approval);
    return to === undefined ? [] : [{ statement, to: to.from }];
  });
  const overlaps = overlapsOf({ meaning, overrides, text, limits }, loaded);
  return { loaded, rules, claims, lost, notProved: [...notProved], overlaps };
}

interface DeadRules {
  readonly dead: ReadonlyMap<NamedRule, readonly NamedRule[]>;
  /** Rules of which it would have cost more than the budget to know. */
  readonly unclear: readonly NamedRule[];
}

/**
 * The rules that take part nowhere, with those before them that leave nothing. All may be left out at once: the first
 * rule that is true at a point takes part there.
 */
function deadRules({ policy }: LoadedPolicy, rules: readonly NamedRule[], limits: Limits): DeadRules {
  const analyzed = analyzedIn(new Space(), policy);
  const budget = new Budget(limits);
  const at = (name: string): NamedRule | undefined => rules.find((rule) => rule.name === name);
  const dead = new Map<NamedRule, readonly NamedRule[]>();
  const unclear: NamedRule[] = [];
  for (const line of analyzed.lines.slice(0, -1)) {
    const reach = reachOf(analyzed, line, budget);
    const rule = at(policy.rules[line.index]?.name ?? '');
    if (rule !== undefined && reach.kind === 'not-proved') unclear.push(rule);
    if (reach.kind !== 'dead' || rule === undefined) continue;
    dead.set(
      rule,
      reach.cover.flatMap((cover) => at(policy.rules[cover.index]?.name ?? '') ?? []),
    );
  }
  return { dead, unclear };
}

/** Where one clause says more than is kept: not where another is plainly about a part of it. */
function overlapsOf(asked: Asked, { policy }: LoadedPolicy): readonly Overlap[] {
  const { meaning, overrides } = asked;
  const { statements, rest } = meaning;
  const pairs = statements.flatMap((looser) =>
    statements.flatMap((stricter) => {
      const isKept =
        isStricter(stricter, looser) &&
        !stricter.isImplied &&
        stricter.place.start !== looser.place.start &&
        mayOverlap(looser.phrase, stricter.phrase) &&
        !overrides(looser, stricter) &&
        !isWithin(stricter.phrase, looser.phrase);
      return isKept ? [{ looser, stricter }] : [];
    }),
  );
  const open =
    rest === undefined || rest.phrase.isRest === true || rest.isImplied
      ? []
      : statements.flatMap((stricter) =>
          isStricter(stricter, rest) && stricter.exceptionTo === undefined && !stricter.isImplied
            ? [{ looser: rest, stricter }]
            : [],
        );
  const told = new Set<string>();
  return [...open, ...pairs].flatMap(({ looser, stricter }) => {
    const key = `${looser.place.start}-${stricter.place.start}`;
    if (told.has(key)) return [];
    told.add(key);
    const example = exampleOf(policy, stricter, asked);
    return [{ looser, stricter, example }];
  });
}

function exampleOf(
  policy: LoadedPolicy['policy'],
  stricter: Statement,
  { meaning: { statements }, overrides, limits }: Asked,
): string | undefined {
  const [region] = regionsOf(
    stricter,
    statements,
    statements.some((other) => overrides(stricter, other)),
  );
  if (region === undefined) return undefined;
  const answer = findWitness(
    policy,
    { ...(regionJson(region) as { match: Readonly<Record<string, string>> }), approval: [stricter.approval] },
    { most: 1, limits },
  );
  if (!answer.ok || answer.value.kind !== 'found') return undefined;
  const [witness] = answer.value.witnesses;
  return witness === undefined ? undefined : exampleText(witness);
}
