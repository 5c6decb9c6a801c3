import { canonicalJson, type Json } from '../base/index.ts';
import { DEFAULT_RULE, type Invariant, type Policy, type Rule } from '../model/index.ts';
import { isNamed, nameOf, type Alignment } from './align-rules.ts';
import type { AnalyzedPolicy, Line } from './analyzed-policy.ts';

/** A part of a rule, an invariant or the defaults that is not as it was; absent where there was, or is, none. */
export interface FieldChange {
  /** As it is written in a policy, such as `match.type`. */
  readonly field: string;
  readonly old?: Json;
  readonly new?: Json;
}

/** One difference in what two policies say, whatever it does to decisions. */
export interface StructuralChange {
  readonly what: 'rule' | 'defaults' | 'timezone' | 'invariant';
  /** What is both moved and modified is modified; a new name alone is `renamed`. */
  readonly kind: 'added' | 'removed' | 'modified' | 'moved' | 'renamed';
  /** The name in the new policy, or in the old one for what is removed. */
  readonly name: string;
  /** The place in the old policy, counted from 0. */
  readonly oldIndex?: number;
  readonly newIndex?: number;
  readonly fields: readonly FieldChange[];
}

/** What two policies say differently: rules in the order of the new policy, then defaults, time zone, invariants. */
export function structureOf(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  alignment: Alignment,
): readonly StructuralChange[] {
  return [
    ...ruleChanges(before, after, alignment),
    ...defaultsChange(before.policy, after.policy),
    ...timezoneChange(before.policy, after.policy),
    ...invariantChanges(before.policy.invariants, after.policy.invariants),
  ];
}

function ruleChanges(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  { changes, toNew }: Alignment,
): readonly StructuralChange[] {
  const changed = changes.flatMap(({ kind, old, new: now }): readonly StructuralChange[] => {
    if (old !== undefined && now !== undefined) {
      const isMoved = kind === 'moved' || isElsewhere(old, now, toNew);
      return isDefaults(before, old) ? [] : between(before, after, old, now, isMoved);
    }
    if (now !== undefined)
      return [{ what: 'rule', kind: 'added', name: nameOf(after, now), newIndex: now.index, fields: [] }];
    if (old !== undefined)
      return [{ what: 'rule', kind: 'removed', name: nameOf(before, old), oldIndex: old.index, fields: [] }];
    return [];
  });
  const same = [...toNew].flatMap(([from, to]): readonly StructuralChange[] => {
    const [old, now] = [before.lines[from] as Line, after.lines[to] as Line];
    return isDefaults(before, old) ? [] : between(before, after, old, now, false);
  });
  return [...changed, ...same].sort((a, b) => placeOf(a, toNew) - placeOf(b, toNew));
}

function isDefaults({ lines }: AnalyzedPolicy, { index }: Line): boolean {
  return index === lines.length - 1;
}

/** Whether another rule that both have is on the other side of it now. */
function isElsewhere(old: Line, now: Line, toNew: ReadonlyMap<number, number>): boolean {
  return [...toNew].some(([from, to]) => from < old.index !== to < now.index);
}

function placeOf({ oldIndex, newIndex }: StructuralChange, toNew: ReadonlyMap<number, number>): number {
  if (newIndex !== undefined) return newIndex;
  const next = [...toNew].filter(([from]) => from > (oldIndex ?? 0)).map(([, to]) => to);
  return Math.min(...next) - 0.5;
}

function between(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  old: Line,
  now: Line,
  isMoved: boolean,
): readonly StructuralChange[] {
  const fields = fieldChanges(
    ruleFields(before.policy.rules[old.index] as Rule, isNamed(before, old)),
    ruleFields(after.policy.rules[now.index] as Rule, isNamed(after, now)),
  );
  const isRenamed = fields.length === 1 && fields[0]?.field === 'name';
  if (fields.length === 0 && !isMoved) return [];
  const kind = fields.length === 0 || (isMoved && isRenamed) ? 'moved' : isRenamed ? 'renamed' : 'modified';
  const name = nameOf(after, now);
  return [{ what: 'rule', kind, name, oldIndex: old.index, newIndex: now.index, fields }];
}

type Fields = Readonly<Record<string, Json | undefined>>;

function ruleFields(rule: Rule, hasName: boolean): Fields {
  return {
    name: hasName ? rule.name : undefined,
    description: rule.description,
    'match.type': [...rule.match.type].sort(),
    'match.target': [...rule.match.target].sort(),
    'match.agent': [...rule.match.agent].sort(),
    conditions: rule.conditions,
    risk_level: rule.riskLevel,
    approval: rule.approval,
    reason: rule.reason,
    tags: [...rule.tags],
  };
}

function fieldChanges(old: Fields, now: Fields): readonly FieldChange[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    const [was, is] = [old[field], now[field]];
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
    return [
      {
        field,
        ...(was === undefined ? {} : { old: was }),
        ...(is === undefined ? {} : { new: is }),
      },
    ];
  });
}

function defaultsChange(old: Policy, now: Policy): readonly StructuralChange[] {
  const fieldsOf = ({ defaults }: Policy): Fields => ({
    risk_level: defaults.riskLevel,
    approval: defaults.approval,
  });
  const fields = fieldChanges(fieldsOf(old), fieldsOf(now));
  return fields.length === 0 ? [] : [{ what: 'defaults', kind: 'modified', name: DEFAULT_RULE, fields }];
}

function timezoneChange(old: Policy, now: Policy): readonly StructuralChange[] {
  const fields = fieldChanges({ timezone: old.timezone }, { timezone: now.timezone });
  return fields.length === 0 ? [] : [{ what: 'timezone', kind: 'modified', name: 'timezone', fields }];
}

function invariantChanges(old: readonly Invariant[], now: readonly Invariant[]): readonly StructuralChange[] {
  const oldByName = new Map(old.map((invariant, index) => [invariant.name, { invariant, index }]));
  const names = new Set(now.map(({ name }) => name));
  const come = now.flatMap((invariant, newIndex): StructuralChange[] => {
    const { name } = invariant;
    const former = oldByName.get(name);
    if (former === undefined) return [{ what: 'invariant', kind: 'added', name, newIndex, fields: [] }];
    const fields = fieldChanges(invariantFields(former.invariant), invariantFields(invariant));
    if (fields.length === 0) return [];
    return [{ what: 'invariant', kind: 'modified', name, oldIndex: former.index, newIndex, fields }];
  });
  const gone = old.flatMap(({ name }, oldIndex): StructuralChange[] =>
    names.has(name) ? [] : [{ what: 'invariant', kind: 'removed', name, oldIndex, fields: [] }],
  );
  return [...gone, ...come];
}

function invariantFields({ description, tags, region, except, claim }: Invariant): Fields {
  const json = { region, except, claim } as unknown as Readonly<Record<string, Json>>;
  const { region: inside, except: outside, claim: claimed } = json;
  return {
    description,
    match: (inside as { readonly match: Json }).match,
    conditions: (inside as { readonly conditions?: Json }).conditions,
    except: outside,
    claim: claimed,
    tags: [...tags],
  };
}
