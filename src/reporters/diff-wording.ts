import {
  CHANGE_KINDS,
  outcomeText,
  type ChangedRule,
  type ChangeKind,
  type DecidedOutcome,
  type DecisionChange,
  type FieldChange,
  type StructuralChange,
} from '../analysis/index.ts';
import type { Json } from '../base/index.ts';
import { DEFAULT_RULE } from '../model/index.ts';
import type { ComparedPolicies, ReplayedActions } from './compared-policies.ts';

/** What the kinds of changes are called. */
export const KIND_NAMES: Readonly<Record<ChangeKind, string>> = {
  loosened: 'loosened',
  tightened: 'tightened',
  risk: 'risk only',
  reason: 'reason only',
};

/** The changes by kind, without kinds that have none. */
export function changesByKind(
  changes: readonly DecisionChange[],
): readonly (readonly [ChangeKind, readonly DecisionChange[]])[] {
  return CHANGE_KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind)] as const).filter(
    ([, ofKind]) => ofKind.length > 0,
  );
}

/** `rule refunds (modified)`; for a rule with another name, both. */
export function changedRuleText({ kind, old, new: now }: ChangedRule): string {
  const name = now?.name ?? old?.name ?? '';
  if (name === DEFAULT_RULE) return 'the defaults (modified)';
  const former = old !== undefined && now !== undefined && old.name !== name ? `, was \`${old.name}\`` : '';
  return `rule \`${name}\` (${kind}${former})`;
}

/** `block, risk high -> auto, risk low`, or the reasons where these alone differ. */
export function turnText({ kind, old, new: now, example }: DecisionChange): string {
  if (kind !== 'reason') return outcomesText(old, now);
  return `${outcomeText(now)}: ${quoted(example.old.reason)} -> ${quoted(example.new.reason)}`;
}

export function outcomesText(old: DecidedOutcome, now: DecidedOutcome): string {
  return `${outcomeText(old)} -> ${outcomeText(now)}`;
}

/** Which rules decide the example. */
export function decidersText({ old, new: now }: DecisionChange['example']): string {
  return `decided by ${deciderName(old.rule)}, now by ${deciderName(now.rule)}`;
}

function deciderName(rule: string): string {
  return rule === DEFAULT_RULE ? 'the defaults' : `\`${rule}\``;
}

/** What the comparison comes to, one sentence a line. */
export function diffVerdict({ diff, ranOut, replay }: ComparedPolicies): readonly string[] {
  const { equivalence, changes, notProved } = diff;
  const counts = changesByKind(changes).map(([kind, ofKind]) => `${ofKind.length} ${KIND_NAMES[kind]}`);
  const reasons = changes.filter(({ kind }) => kind === 'reason').length;
  const open =
    notProved.length === 0
      ? []
      : [`not proved (${ranOut}): more may change by ${notProved.map(changedRuleText).join(', ')}`];
  return [...verdict(), ...open, ...(replay === undefined ? [] : [replayText(replay)])];

  function verdict(): readonly string[] {
    switch (equivalence) {
      case 'proved': {
        const but =
          reasons === 0 ? '' : `; ${reasons} ${reasons === 1 ? 'reason differs' : 'reasons differ'}`;
        return [`equivalent: proved: every action has the same approval and risk${but}`];
      }
      case 'refuted': {
        const rest = notProved.length === 0 ? '; all other decisions stay: proved' : '';
        return [`${counts.join(', ')}${rest}`];
      }
      case 'not-proved':
        return ['no difference was found'];
    }
  }
}

export function replayText({ file, actions, changed }: ReplayedActions): string {
  return `${changed} of ${actions} ${actions === 1 ? 'action' : 'actions'} of ${file} ${changed === 1 ? 'is' : 'are'} decided otherwise`;
}

/** One line of the table of what the policies say. */
export interface StructureRow {
  readonly change: string;
  readonly what: string;
  readonly details: string;
}

export function structureRows(structure: readonly StructuralChange[]): readonly StructureRow[] {
  return structure.map((change) => ({
    change: change.kind,
    what: subject(change),
    details: details(change),
  }));
}

function subject({ what, name }: StructuralChange): string {
  switch (what) {
    case 'rule':
      return `rule ${name}`;
    case 'invariant':
      return `invariant ${name}`;
    case 'defaults':
      return 'defaults';
    case 'timezone':
      return 'time zone';
  }
}

function details({ what, kind, oldIndex, newIndex, fields }: StructuralChange): string {
  const places =
    kind === 'moved' && oldIndex !== undefined && newIndex !== undefined
      ? [`place ${oldIndex + 1} -> ${newIndex + 1}`]
      : [];
  const changed = fields.map((field) =>
    what === 'timezone' ? turned(field) : `${field.field}: ${turned(field)}`,
  );
  return [...places, ...changed].join('; ');
}

function turned({ old, new: now }: FieldChange): string {
  return `${valueText(old)} -> ${valueText(now)}`;
}

const MOST_CHARACTERS = 120;

function valueText(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function quoted(text: string): string {
  return `"${text}"`;
}
