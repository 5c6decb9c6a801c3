import { nearest } from '../base/index.ts';
import { APPROVALS, RISK_LEVELS } from '../model/index.ts';
import {
  entryOf,
  readChoice,
  readMap,
  readString,
  reportUnknownKeys,
  type Located,
} from '../policy/index.ts';
import type { SuiteContext } from './suite-context.ts';
import type { Expectation } from './suite.ts';

const EXPECT_KEYS = ['approval', 'risk_level', 'rule'] as const;

/** What an `expect` map asks of a decision. */
export function readExpectation(node: Located, context: SuiteContext): Expectation {
  const { report } = context;
  const map = readMap(node, '`expect`', report);
  if (map === undefined) return {};
  reportUnknownKeys(map, '`expect`', EXPECT_KEYS, report);
  const at = (key: (typeof EXPECT_KEYS)[number]): Located | undefined => entryOf(map, key)?.value;
  const [approval, risk, rule] = [at('approval'), at('risk_level'), at('rule')];
  const expected = {
    approval: approval && readChoice(approval, '`approval`', APPROVALS, report),
    riskLevel: risk && readChoice(risk, '`risk_level`', RISK_LEVELS, report),
    rule: rule && readRuleName(rule, context),
  };
  return Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
}

function readRuleName(node: Located, { ruleNames, report }: SuiteContext): string | undefined {
  const rule = readString(node, '`rule`', report)?.value;
  if (rule === undefined || ruleNames.includes(rule)) return rule;
  const meant = nearest(rule, ruleNames);
  report('AEG8013', node.range, `the policy has no rule \`${rule}\``, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: 'is this the right policy for the suite? Where no rule matches, the rule is `<default>`',
  });
  return undefined;
}
