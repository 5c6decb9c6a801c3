import { exampleText, type ChangedRule } from '../analysis/index.ts';
import type { Severity, Span } from '../base/index.ts';
import type { ComparedPolicies } from './compared-policies.ts';
import { changedRuleText, decidersText, diffVerdict, KIND_NAMES, turnText } from './diff-wording.ts';
import { githubAnnotation } from './github-annotation.ts';
import { visibleText } from './visible-text.ts';

/** Changed decisions as annotations of GitHub Actions, at the rules of the new policy: loosened ones are warnings. */
export function githubDiff(compared: ComparedPolicies): string {
  const { diff } = compared;
  const changes = diff.changes.map((change) => {
    const lines = [
      `${turnText(change)} by ${changedRuleText(change.rule)}`,
      exampleText(change.example),
      decidersText(change.example),
    ];
    return annotation(
      compared,
      change.kind === 'loosened' ? 'warning' : 'info',
      `policy ${KIND_NAMES[change.kind]}`,
      lines,
      change.rule,
    );
  });
  const open = diff.notProved.map((rule) =>
    annotation(
      compared,
      'warning',
      'policy diff not proved',
      [`more decisions may change by ${changedRuleText(rule)}`],
      rule,
    ),
  );
  return [...changes, ...open, annotation(compared, 'info', 'policy diff', diffVerdict(compared))].join('');
}

function annotation(
  compared: ComparedPolicies,
  severity: Severity,
  title: string,
  lines: readonly string[],
  rule?: ChangedRule,
): string {
  const span = rule === undefined ? undefined : spanOf(compared, rule);
  const text = lines.map(visibleText).join('\n');
  return githubAnnotation({ severity, title, text, ...(span === undefined ? {} : { span }) });
}

/** Where the rule stands now; what is gone has no place. */
function spanOf({ new: { loaded } }: ComparedPolicies, { new: now }: ChangedRule): Span | undefined {
  return now === undefined ? undefined : loaded.ruleSpans[now.index];
}
