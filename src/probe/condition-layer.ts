import {
  approvalOf,
  belowBy,
  participantsAt,
  reachOf,
  thresholdGaps,
  zoneOf,
  type AnalyzedPolicy,
  type Constraint,
  type Line,
} from '../analysis/index.ts';
import type { Json } from '../base/index.ts';
import { decide } from '../decision/index.ts';
import type { Action, ConditionMap, Match, Rule } from '../model/index.ts';
import { freeName, type PolicyEdit } from '../policy/index.ts';
import { lineNamed, nameOfLine, type Gap, type Subject } from './gap.ts';
import { MONEY_PARAMETERS } from './lexicon.ts';
import { shown } from './proved-layer.ts';

/** Where a negative amount runs without a person, though the policy looks at the amount: proved. */
export function negativeAmounts(subject: Subject): readonly Gap[] {
  const { analyzed, budget } = subject;
  const asked = new Set<string>();
  return analyzed.policy.rules.flatMap((rule) =>
    moneyPaths(rule.conditions).flatMap((path): readonly Gap[] => {
      const key = JSON.stringify([rule.match, path]);
      if (asked.has(key)) return [];
      asked.add(key);
      const region = negative(analyzed, rule.match, path);
      for (const line of analyzed.lines.filter(({ approvalRank }) => approvalRank === 0)) {
        const point = belowBy(analyzed, [region], approvalOf, 1, line, budget);
        if (typeof point === 'string') continue;
        const seen = shown(
          analyzed,
          point,
          (candidate) => participantsAt(analyzed, candidate).at(-1)?.line === line,
        );
        if (isIndifferent(analyzed, seen, path)) continue;
        return [negativeGap(analyzed, rule, path, line, seen)];
      }
      return [];
    }),
  );
}

function negativeGap(
  analyzed: AnalyzedPolicy,
  rule: Rule,
  path: string,
  line: Line,
  seen: ReturnType<typeof shown>,
): Gap {
  const { policy } = analyzed;
  const name = nameOfLine(analyzed, line);
  const edit: PolicyEdit = {
    kind: 'insert-rule',
    before: line.index,
    rule: {
      name: freeName(policy, 'ask_about_negative'),
      match: rule.match,
      conditions: { param_exists: { [path]: true }, param_lt: { [path]: 0 } },
      riskLevel: 'high',
      approval: 'approve',
    },
  };
  return {
    finding: {
      category: 'condition-bypass',
      severity: 'high',
      class: 'money',
      message: `a negative \`${path}\` runs without a person (\`${seen.action.type}\`)`,
      ...seen,
      rule: name,
      reliesOnApproval: false,
      evidence: { kind: 'proved' },
    },
    candidates: [edit],
    isOpenIn: ({ analyzed: changed, budget }) => {
      const same = lineNamed(changed, name);
      if (same?.approvalRank !== 0) return false;
      return belowBy(changed, [negative(changed, rule.match, path)], approvalOf, 1, same, budget) !== 'none';
    },
  };
}

function negative({ space, policy }: AnalyzedPolicy, match: Match, path: string): Constraint {
  const conditions = { param_exists: { [path]: true }, param_lt: { [path]: 0 } };
  return { box: space.box(match, conditions, zoneOf(policy.timezone)), allowed: 1 };
}

/** Whether the action runs whatever the amount: then it is not about money. */
function isIndifferent(
  { compiled }: AnalyzedPolicy,
  { action, at }: { readonly action: Action; readonly at?: number },
  path: string,
): boolean {
  if (!isPlainPath(path)) return false;
  const large = withParameter(action, path, 1e12);
  return decide(compiled, large, at).approval === 'auto';
}

const NUMERIC = ['param_gt', 'param_gte', 'param_lt', 'param_lte'];

/** The paths of numeric conditions, at any depth, that end in the name of an amount. */
function moneyPaths(conditions: ConditionMap | undefined): readonly string[] {
  if (conditions === undefined) return [];
  const found = Object.entries(conditions).flatMap(([key, operand]): readonly string[] => {
    if (NUMERIC.includes(key)) return Object.keys(operand as ConditionMap).filter(isMoney);
    if (key === 'not') return moneyPaths(operand as ConditionMap);
    return key === 'all' || key === 'any' ? (operand as readonly ConditionMap[]).flatMap(moneyPaths) : [];
  });
  return [...new Set(found)];
}

function isMoney(path: string): boolean {
  const last = (path.split('.').at(-1) ?? '').toLowerCase();
  return MONEY_PARAMETERS.some((word) => last.includes(word));
}

/** Values that two rules leave to neither, and that run without a person: proved. */
export function thresholdEdges(subject: Subject): readonly Gap[] {
  const { analyzed, budget } = subject;
  const { policy } = analyzed;
  return thresholdGaps(analyzed, budget).flatMap((gap): readonly Gap[] => {
    if (gap.kind !== 'threshold-gap' || gap.example.decision.approval !== 'auto') return [];
    const { above, below, path, value } = gap;
    const { action, at, decision } = gap.example;
    const upper = policy.rules[above.index] as Rule;
    const edge = { [path]: value };
    return [
      {
        finding: {
          category: 'threshold-edge',
          severity: 'medium',
          message: `\`${above.name}\` and \`${below.name}\` leave \`${path}\` ${value} to neither, and it runs without a person`,
          action,
          ...(at === undefined ? {} : { at }),
          decision,
          rule: above.name,
          reliesOnApproval: false,
          evidence: { kind: 'proved' },
        },
        candidates: [
          {
            kind: 'insert-rule',
            before: Math.max(above.index, below.index) + 1,
            rule: {
              name: freeName(policy, 'ask_about_edge'),
              match: upper.match,
              conditions: { param_exists: { [path]: true }, param_gte: edge, param_lte: edge },
              riskLevel: upper.riskLevel,
              approval: 'approve',
            },
          },
        ],
        isOpenIn: (changed) => decide(changed.analyzed.compiled, action, at).approval === 'auto',
      },
    ];
  });
}

/** Strings that a protective rule asks for exactly, in another case or with a space: tried. */
export function oddValues({ analyzed, budget }: Subject): readonly Gap[] {
  return analyzed.lines.slice(0, -1).flatMap((line) => {
    const rule = analyzed.policy.rules[line.index];
    const asked = rule === undefined || line.approvalRank === 0 ? [] : exactStrings(rule.conditions);
    if (rule === undefined || asked.length === 0) return [];
    const reach = reachOf(analyzed, line, budget);
    if (reach.kind !== 'decides') return [];
    const { action, at } = reach.point;
    return asked.flatMap(({ path, text }) => oddGap(analyzed, rule, path, text, action, at));
  });
}

function oddGap(
  analyzed: AnalyzedPolicy,
  { name }: Rule,
  path: string,
  text: string,
  action: Action,
  at: number | undefined,
): readonly Gap[] {
  for (const [variant, value] of Object.entries(variantsOf(text))) {
    if (value === text) continue;
    const odd = withParameter(action, path, value);
    const decision = decide(analyzed.compiled, odd, at);
    if (decision.approval !== 'auto') continue;
    return [
      {
        finding: {
          category: 'condition-bypass',
          severity: 'medium',
          message: `\`${name}\` asks for \`${path}\` to be \`${text}\`; \`${value}\` runs without a person (${variant})`,
          action: odd,
          ...(at === undefined ? {} : { at }),
          decision,
          rule: name,
          reliesOnApproval: false,
          evidence: { kind: 'tried', replay: `value/${name}/${path}` },
        },
        candidates: [],
        isOpenIn: (changed) => decide(changed.analyzed.compiled, odd, at).approval === 'auto',
      },
    ];
  }
  return [];
}

function variantsOf(text: string): Readonly<Record<string, string>> {
  return {
    'upper-case': text.toUpperCase(),
    capital: text.charAt(0).toUpperCase() + text.slice(1),
    'lower-case': text.toLowerCase(),
    space: `${text} `,
  };
}

/** Strings that a condition of the whole map compares exactly. */
function exactStrings(
  conditions: ConditionMap = {},
): readonly { readonly path: string; readonly text: string }[] {
  return ['param_eq', 'param_in'].flatMap((key) => {
    const operand = (conditions[key] ?? {}) as Readonly<Record<string, Json>>;
    return Object.entries(operand).flatMap(([path, value]) => {
      const text: Json | undefined = Array.isArray(value) ? (value as readonly Json[])[0] : value;
      return typeof text === 'string' && isPlainPath(path) ? [{ path, text }] : [];
    });
  });
}

function isPlainPath(path: string): boolean {
  return /^[\w-]+$/.test(path);
}

function withParameter(action: Action, path: string, value: Json): Action {
  return { ...action, params: { ...action.params, [path]: value } };
}
