import { exampleText } from '../analysis/index.ts';
import type { ComparedPolicies, ReplayedActions } from './compared-policies.ts';
import {
  changedRuleText,
  changesByKind,
  diffVerdict,
  KIND_NAMES,
  outcomesText,
  replayText,
  structureRows,
  turnText,
} from './diff-wording.ts';
import { codeSpan, escapedMarkdown } from './markdown-text.ts';
import { actionText } from './action-text.ts';

/** A comparison for a comment on a pull request: the verdict, then tables. */
export function markdownDiff(compared: ComparedPolicies): string {
  const { old, new: now, diff, replay } = compared;
  const [verdict = '', ...more] = diffVerdict(compared);
  const changes = changesByKind(diff.changes).flatMap(([kind, ofKind]) =>
    ofKind.map((change) => [
      KIND_NAMES[kind],
      escapedMarkdown(turnText(change)),
      escapedMarkdown(changedRuleText(change.rule)),
      codeSpan(exampleText(change.example)),
    ]),
  );
  const structure = structureRows(diff.structure).map(({ change, what, details }) => [
    change,
    escapedMarkdown(what),
    escapedMarkdown(details),
  ]);
  return (
    [
      '## Aegis diff',
      `${codeSpan(old.from)} → ${codeSpan(now.from)}`,
      [`**${escapedMarkdown(verdict)}**`, ...more.map(escapedMarkdown)].join('\\\n'),
      ...table(['Change', 'Decision', 'By', 'Example'], changes),
      ...table(['Change', 'What', 'Details'], structure),
      ...(replay === undefined ? [] : replayParts(replay)),
    ].join('\n\n') + '\n'
  );
}

function replayParts(replay: ReplayedActions): readonly string[] {
  const rows = replay.classes.map(({ kind, old, new: now, count, examples }) => [
    String(count),
    KIND_NAMES[kind],
    escapedMarkdown(outcomesText(old, now)),
    examples.map(({ action }) => codeSpan(actionText(action))).join(', '),
  ]);
  return [escapedMarkdown(replayText(replay)), ...table(['Actions', 'Change', 'Decision', 'Such as'], rows)];
}

/** Nothing where there are no rows. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')];
}
