import {
  analyzedIn,
  Budget,
  checkInvariants,
  DEFAULT_LIMITS,
  diffPolicies,
  reachOf,
  Space,
} from '../analysis/index.ts';
import { originOf, type GeneratedPolicy } from '../autopolicy/index.ts';
import { canonicalJson, createSource, err, ok, type Json, type Result } from '../base/index.ts';
import type { Approval, Invariant, Policy, Rule } from '../model/index.ts';
import {
  editPolicyText,
  freeName,
  loadPolicyOrReference,
  readDocument,
  type LoadedPolicy,
  type PolicyEdit,
} from '../policy/index.ts';

/** A policy file with what a text says added to it. */
export interface AppendedPolicy {
  readonly loaded: LoadedPolicy;
  /** Rules that decided something before, and nothing now. */
  readonly silenced: readonly string[];
  /** Words of the text that would decide more if the policy were not stricter there. */
  readonly kept: readonly string[];
  /** Invariants of the text of which it is not proved that they hold here. */
  readonly notProved: readonly string[];
}

/**
 * The policy with the rules of a text where they decide: what refuses before all that is looser, with its exceptions right
 * above it; what would never be reached there before the rule that stands in its way, since it is about a part of it. What
 * says nothing that is not said is left out, so that adding a text twice adds nothing.
 */
export function appended(loaded: LoadedPolicy, made: GeneratedPolicy): Result<AppendedPolicy, string> {
  const zone = made.loaded.policy.timezone;
  const isTimed = made.notes.some(({ code }) => code === 'AEG8036') || made.meaning.timezone !== undefined;
  if (isTimed && zone !== loaded.policy.timezone)
    return err(
      `its times are in ${loaded.policy.timezone}, those of the text in ${zone}; name the zone of the policy in the text`,
    );
  let now = loaded;
  for (const one of placed(loaded.policy, newRules(loaded.policy, made))) {
    const next = edited(now, { kind: 'insert-rule', ...one });
    if (!next.ok) return next;
    now = next.value;
  }
  const rest = made.meaning.rest?.approval;
  if (rest !== undefined && rest !== now.policy.defaults.approval) {
    const next = edited(now, { kind: 'set-default', approval: rest });
    if (!next.ok) return next;
    now = next.value;
  }
  const before = deadNames(loaded.policy);
  const dead = deadNames(now.policy);
  const silenced = loaded.policy.rules
    .map(({ name }) => name)
    .filter((name) => dead.has(name) && !before.has(name));
  const kept = keptStricter(loaded.policy, now.policy, newRules(loaded.policy, made));
  return withInvariants({ loaded: now, silenced, kept, notProved: [] }, made);
}

/** A rule to be added, with the words it came from. */
interface NewRule {
  readonly rule: Rule;
  readonly comment: string;
}

interface PlacedRule extends NewRule {
  readonly before: number;
}

function newRules(policy: Policy, { loaded, rules, source }: GeneratedPolicy): readonly NewRule[] {
  let named = policy;
  return rules.flatMap((draft) => {
    const written = loaded.policy.rules.find(({ name }) => name === draft.name);
    if (written === undefined) return [];
    const rule = { ...written, name: freeName(named, written.name) };
    named = { ...named, rules: [...named.rules, rule] };
    return [{ rule, comment: originOf(draft, source.text) }];
  });
}

/** Where each goes, in the order in which they are to be inserted. */
function placed(policy: Policy, added: readonly NewRule[]): readonly PlacedRule[] {
  let rules = policy.rules;
  let least = 0;
  for (const segment of segmentsOf(added)) {
    const strictest = Math.max(...segment.map(({ rule }) => RANKS[rule.approval]));
    const looser = rules.findIndex((rule, i) => i >= least && RANKS[rule.approval] < strictest);
    const at = looser === -1 ? rules.length : looser;
    rules = rules.toSpliced(at, 0, ...segment.map(({ rule }) => rule));
    least = at + segment.length;
  }
  const isNew = new Set(added.map(({ rule }) => rule));
  const order = withoutRepeated({ ...policy, rules: withExceptionsRaised(policy, rules, isNew) }, isNew);
  return order.flatMap((rule, before) => {
    const one = added.find((other) => other.rule === rule);
    return one === undefined ? [] : [{ ...one, before }];
  });
}

const RANKS: Readonly<Record<Approval, number>> = { auto: 0, approve: 1, block: 2 };

/** Rules that must stay together: an exception and what it is an exception of. */
function segmentsOf(added: readonly NewRule[]): readonly (readonly NewRule[])[] {
  const rank = ({ rule }: NewRule): number => RANKS[rule.approval];
  const segments: NewRule[][] = [];
  added.forEach((one, i) => {
    const last = segments.at(-1);
    const isCut = Math.min(...added.slice(0, i).map(rank)) >= Math.max(...added.slice(i).map(rank));
    const isSame = last?.every((other) => rank(other) === rank(one)) ?? false;
    if (last === undefined || (isCut && !isSame)) segments.push([one]);
    else last.push(one);
  });
  return segments;
}

/** A looser rule that is never reached is about a part of what stands before it, so it goes above that. */
function withExceptionsRaised(
  policy: Policy,
  rules: readonly Rule[],
  isNew: ReadonlySet<Rule>,
): readonly Rule[] {
  let order = rules;
  for (const rule of rules.filter((one) => isNew.has(one))) {
    const covers = coversOf({ ...policy, rules: order }, rule);
    const [first] = covers;
    if (first === undefined || covers.some(({ approval }) => RANKS[approval] <= RANKS[rule.approval]))
      continue;
    const others = order.filter((one) => one !== rule);
    order = others.toSpliced(others.indexOf(first), 0, rule);
  }
  return order;
}

/** The rules before one that leave nothing of it, in their order; none where it takes part somewhere. */
function coversOf(policy: Policy, rule: Rule): readonly Rule[] {
  const analyzed = analyzedIn(new Space(), policy);
  const line = analyzed.lines.find(({ index }) => policy.rules[index] === rule);
  if (line === undefined) return [];
  const reach = reachOf(analyzed, line, new Budget(DEFAULT_LIMITS));
  if (reach.kind !== 'dead') return [];
  return reach.cover
    .map(({ index }) => index)
    .sort((a, b) => a - b)
    .flatMap((index) => policy.rules[index] ?? []);
}

/** Leaves out the new rules that are never reached, and those that are there already and change nothing. */
function withoutRepeated(policy: Policy, isNew: ReadonlySet<Rule>): readonly Rule[] {
  let now = policy;
  for (const rule of policy.rules.filter((one) => isNew.has(one)).toReversed()) {
    const hasTwin = now.rules.some((other) => other !== rule && meaningOf(other) === meaningOf(rule));
    if (!hasTwin && coversOf(now, rule).length === 0) continue;
    const without = { ...now, rules: now.rules.filter((other) => other !== rule) };
    if (diffPolicies(now, without).equivalence === 'proved') now = without;
  }
  return now.rules;
}

function meaningOf({ match, conditions, approval }: Rule): string {
  return canonicalJson({ match, conditions: conditions ?? null, approval } as unknown as Json);
}

/** The words of rules that, standing before all that was there, would decide more loosely than is decided now. */
function keptStricter(old: Policy, now: Policy, added: readonly NewRule[]): readonly string[] {
  const before = new Set(old.rules.map(({ name }) => name));
  const kept = added.filter(({ rule }, i) => {
    if (rule.approval === 'block') return false;
    const own = new Set(added.slice(0, i + 1).map((one) => one.rule.name));
    const isOwn = ({ name }: Rule): boolean => !before.has(name) && own.has(name);
    const raised = { ...now, rules: [...now.rules.filter(isOwn), ...now.rules.filter((one) => !isOwn(one))] };
    return diffPolicies(now, raised).changes.some(({ kind }) => kind === 'loosened');
  });
  return [...new Set(kept.map(({ comment }) => comment))];
}

function deadNames(policy: Policy): ReadonlySet<string> {
  const analyzed = analyzedIn(new Space(), policy);
  const budget = new Budget(DEFAULT_LIMITS);
  const dead = analyzed.lines
    .slice(0, -1)
    .filter((line) => reachOf(analyzed, line, budget).kind === 'dead')
    .flatMap(({ index }) => policy.rules[index]?.name ?? []);
  return new Set(dead);
}

/** With the claims of the text that are not made already and hold here. */
function withInvariants(
  before: AppendedPolicy,
  { loaded: { policy } }: GeneratedPolicy,
): Result<AppendedPolicy, string> {
  let now = before;
  for (const invariant of policy.invariants) {
    const there = now.loaded.policy.invariants;
    if (there.some((other) => claimOf(other) === claimOf(invariant))) continue;
    const name = freeInvariantName(there, invariant.name);
    const wanted = { ...invariant, name };
    const [proof] = checkInvariants({ ...now.loaded.policy, invariants: [wanted] });
    if (proof?.result.kind !== 'proved') {
      now = { ...now, notProved: [...now.notProved, name] };
      continue;
    }
    const next = edited(now.loaded, { kind: 'add-invariant', invariant: wanted });
    if (!next.ok) return next;
    now = { ...now, loaded: next.value };
  }
  return ok(now);
}

function claimOf({ region, except, claim }: Invariant): string {
  return canonicalJson({ region, except, claim } as unknown as Json);
}

function freeInvariantName(there: readonly Invariant[], wanted: string): string {
  const taken = new Set(there.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}

function edited(loaded: LoadedPolicy, edit: PolicyEdit): Result<LoadedPolicy, string> {
  const { file, text } = loaded.source;
  const changed = editPolicyText(file, text, edit);
  if (!changed.ok) return changed;
  const document = readDocument(file, new TextEncoder().encode(changed.value));
  const again = document.ok ? loadPolicyOrReference(document.value) : undefined;
  if (again?.ok !== true || again.value.kind !== 'policy') return err('the text would not load');
  return ok({ ...again.value, source: createSource(file, changed.value) });
}
