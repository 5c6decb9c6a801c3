import { exampleJson, type ChangedRule, type DecisionChange } from '../analysis/index.ts';
import type { Json } from '../base/index.ts';
import type { ActionInput } from '../decision/index.ts';
import type { Decision } from '../model/index.ts';
import type { ComparedPolicies, ComparedPolicy, ReplayedActions } from './compared-policies.ts';
import { jsonText } from './diagnostics-json.ts';

/** A comparison as one JSON document; its form is specs/cli/diff.schema.json. */
export function jsonDiff({ old, new: now, diff, ranOut, replay }: ComparedPolicies): string {
  const count = (kind: DecisionChange['kind']): number =>
    diff.changes.filter((change) => change.kind === kind).length;
  return jsonText({
    schemaVersion: 1,
    old: policyJson(old),
    new: policyJson(now),
    equivalence: diff.equivalence,
    counts: {
      loosened: count('loosened'),
      tightened: count('tightened'),
      risk: count('risk'),
      reason: count('reason'),
    },
    changes: diff.changes.map(changeJson),
    notProved: diff.notProved.map((rule) => ({ rule: ruleJson(rule), ranOut })),
    structure: diff.structure as unknown as Json,
    ...(replay === undefined ? {} : { replay: replayJson(replay) }),
  });
}

function policyJson({ from, loaded }: ComparedPolicy): Json {
  return { from, hash: loaded.policy.hash };
}

function changeJson({ kind, rule, old, new: now, example }: DecisionChange): Json {
  const { asked, assuming } = example;
  return {
    kind,
    rule: ruleJson(rule),
    old: { approval: old.approval, riskLevel: old.riskLevel },
    new: { approval: now.approval, riskLevel: now.riskLevel },
    example: {
      action: exampleJson(example),
      ...(asked.length === 0 ? {} : { asked: asked.map(({ text, answer }) => ({ text, answer })) }),
      ...(assuming.length === 0 ? {} : { assuming }),
      old: decisionJson(example.old),
      new: decisionJson(example.new),
    },
  };
}

function ruleJson({ kind, old, new: now }: ChangedRule): Json {
  return {
    change: kind,
    ...(old === undefined ? {} : { old: { index: old.index, name: old.name } }),
    ...(now === undefined ? {} : { new: { index: now.index, name: now.name } }),
  };
}

function decisionJson({ approval, riskLevel, rule, reason }: Decision): Json {
  return { approval, riskLevel, rule, reason };
}

function replayJson({ file, actions, changed, classes }: ReplayedActions): Json {
  return {
    file,
    actions,
    changed,
    classes: classes.map(({ kind, old, new: now, count, examples }) => ({
      kind,
      old: { approval: old.approval, riskLevel: old.riskLevel },
      new: { approval: now.approval, riskLevel: now.riskLevel },
      count,
      examples: examples.map(({ position, action, old: was, new: is }) => ({
        position,
        action: actionJson(action),
        old: decisionJson(was),
        new: decisionJson(is),
      })),
    })),
  };
}

function actionJson({ at, ...action }: ActionInput): Json {
  return {
    ...(action as Record<string, Json>),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
}
