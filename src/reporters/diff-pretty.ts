import { exampleText, type ChangeKind, type DecisionChange } from '../analysis/index.ts';
import { actionText } from './action-text.ts';
import type { ComparedPolicies, ReplayedActions } from './compared-policies.ts';
import {
  changedRuleText,
  changesByKind,
  decidersText,
  diffVerdict,
  KIND_NAMES,
  outcomesText,
  replayText,
  structureRows,
  turnText,
} from './diff-wording.ts';
import type { Colour, Paint } from './paint.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** A comparison for people: the changed decisions with an example each, what the policies say otherwise, the verdict. */
export function prettyDiff(compared: ComparedPolicies, paint: Paint): string {
  const { old, new: now, diff, replay } = compared;
  const sections = [
    [`old  ${visibleText(old.from)}`, `new  ${visibleText(now.from)}`],
    ...changesByKind(diff.changes).map(([kind, changes]) => [
      colourOf(kind, paint)(paint.bold(KIND_NAMES[kind])),
      ...changes.flatMap((change) => changeLines(change, paint)),
    ]),
    ...(diff.structure.length === 0 ? [] : [[paint.bold('what the policies say'), ...table(compared)]]),
    ...(replay === undefined || replay.changed === 0 ? [] : [replayLines(replay, paint)]),
    diffVerdict(compared).map((line, index) =>
      index === 0 ? paint.bold(visibleText(line)) : visibleText(line),
    ),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function changeLines(change: DecisionChange, paint: Paint): readonly string[] {
  return [
    `  ${visibleText(turnText(change))}  ${paint.dim(visibleText(changedRuleText(change.rule)))}`,
    `    ${visibleText(exampleText(change.example))}`,
    `    ${visibleText(decidersText(change.example))}`,
  ];
}

function table({ diff }: ComparedPolicies): readonly string[] {
  const rows = structureRows(diff.structure).map(({ change, what, details }) => ({
    change,
    what: visibleText(what),
    details: visibleText(details),
  }));
  const width = Math.max(...rows.map(({ what }) => textWidth(what)));
  return rows.map(({ change, what, details }) =>
    `  ${change.padEnd('modified'.length)}  ${what}${' '.repeat(width - textWidth(what))}  ${details}`.trimEnd(),
  );
}

function replayLines(replay: ReplayedActions, paint: Paint): readonly string[] {
  return [
    paint.bold(visibleText(replayText(replay))),
    ...replay.classes.flatMap(({ kind, old, new: now, count, examples }) => [
      `  ${count}  ${colourOf(kind, paint)(KIND_NAMES[kind])}: ${outcomesText(old, now)}`,
      ...examples.map(({ position, action }) => `    action ${position}: ${actionText(action)}`),
    ]),
  ];
}

function colourOf(kind: ChangeKind, paint: Paint): Colour {
  switch (kind) {
    case 'loosened':
      return paint.red;
    case 'tightened':
      return paint.green;
    case 'risk':
    case 'reason':
      return paint.yellow;
  }
}
