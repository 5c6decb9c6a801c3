import { exampleText } from '../analysis/index.ts';
import type { ComparedPolicies } from './compared-policies.ts';
import {
  changedRuleText,
  changesByKind,
  diffVerdict,
  KIND_NAMES,
  outcomesText,
  structureRows,
  turnText,
} from './diff-wording.ts';
import { visibleText } from './visible-text.ts';

/** A comparison with one line for each thing there is to say, starting with what it is. */
export function compactDiff(compared: ComparedPolicies): string {
  const { diff, replay } = compared;
  const changes = changesByKind(diff.changes).flatMap(([kind, ofKind]) =>
    ofKind.map(
      (change) =>
        `${KIND_NAMES[kind]}: ${turnText(change)}: ${changedRuleText(change.rule)}: ${exampleText(change.example)}`,
    ),
  );
  const structure = structureRows(diff.structure).map(({ change, what, details }) =>
    [change, what, details].filter((part) => part !== '').join(': '),
  );
  const replayed = (replay?.classes ?? []).map(
    ({ kind, old, new: now, count }) => `replayed: ${count} ${KIND_NAMES[kind]}: ${outcomesText(old, now)}`,
  );
  return [...changes, ...structure, ...replayed, ...diffVerdict(compared)]
    .map((line) => `${visibleText(line)}\n`)
    .join('');
}
