import { sortDiagnostics, type Diagnostic } from '../../base/index.ts';
import { DEFAULT_RULE } from '../../model/index.ts';
import type { LoadedPolicy } from '../../policy/index.ts';
import { ANALYSIS_CODES, type AnalysisCode } from '../analysis-codes.ts';
import { exampleText, outcomeText } from './example-text.ts';
import type { Finding } from './finding.ts';
import { Places } from './places.ts';
import type { RuleId } from './rule-id.ts';

export interface FindingContext {
  /** Whether what is not proved is an error; a warning otherwise. */
  readonly isProofRequired?: boolean;
  /** What ran out where something is not proved; the budget of steps unless said. */
  readonly ranOut?: 'budget' | 'time';
}

/** The findings about a policy at their places in its text. */
export function findingDiagnostics(
  findings: readonly Finding[],
  loaded: LoadedPolicy,
  { isProofRequired = false, ranOut = 'budget' }: FindingContext = {},
): readonly Diagnostic[] {
  const places = new Places(loaded);
  return sortDiagnostics(
    findings.map((finding): Diagnostic => {
      const code = CODE_OF[finding.kind];
      if (finding.kind !== 'not-proved')
        return { code, severity: ANALYSIS_CODES[code].severity, ...wordingOf(finding, places) };
      const severity = notProvedSeverity(finding, isProofRequired);
      return { code, severity, ...notProved(finding, places, ranOut) };
    }),
  );
}

/** Whether a rule could be left out is good to know, and no claim that anyone relies on. */
function notProvedSeverity({ about }: Of<'not-proved'>, isProofRequired: boolean): Diagnostic['severity'] {
  if (about === 'effect') return 'info';
  return isProofRequired ? 'error' : ANALYSIS_CODES.AEG2012.severity;
}

const CODE_OF: Readonly<Record<Finding['kind'], AnalysisCode>> = {
  shadowed: 'AEG2001',
  redundant: 'AEG2002',
  'never-true': 'AEG2003',
  'only-when-unknown': 'AEG2004',
  'no-effect': 'AEG2005',
  'invariant-refuted': 'AEG2010',
  'invariant-empty': 'AEG2011',
  'not-proved': 'AEG2012',
};

type Wording = Omit<Diagnostic, 'code' | 'severity'>;
type Of<Kind extends Finding['kind']> = Extract<Finding, { readonly kind: Kind }>;

function wordingOf(finding: Exclude<Finding, { readonly kind: 'not-proved' }>, places: Places): Wording {
  switch (finding.kind) {
    case 'shadowed':
    case 'redundant':
      return dead(finding, places);
    case 'never-true':
      return neverTrue(finding, places);
    case 'only-when-unknown':
      return onlyWhenUnknown(finding, places);
    case 'no-effect':
      return {
        ...places.rule(finding.rule),
        message: `the rule ${quoted(finding.rule)} changes no decision: without it the same approval and risk follow`,
        help: 'keep it for its reason, or remove it',
      };
    case 'invariant-refuted':
      return refuted(finding, places);
    case 'invariant-empty':
      return {
        ...places.invariant(finding.invariant),
        message: `the invariant \`${finding.invariant.name}\` is about no action, so it says nothing`,
        help: 'no action is in its match and conditions and outside of every `except`',
      };
  }
}

function dead({ kind, rule, cover }: Of<'shadowed' | 'redundant'>, places: Places): Wording {
  const names = listed(cover.map(quoted));
  const covers = cover.length === 1 ? `${names} comes first and covers` : `${names} come first and cover`;
  const them = cover.length === 1 ? quoted(cover[0] as RuleId) : 'them';
  const meaning = `would decide ${places.outcome(rule)}`;
  return {
    ...places.rule(rule),
    message: `the rule \`${rule.name}\` is never reached: ${covers} all of it`,
    ...(kind === 'shadowed' ? { label: meaning } : {}),
    related: cover.flatMap((one) => places.related(one, `decides ${places.outcome(one)}`)),
    help: kind === 'shadowed' ? `move it before ${them}, or remove it` : 'remove it: no decision changes',
  };
}

function neverTrue({ rule, example }: Of<'never-true'>, places: Places): Wording {
  return {
    ...places.rule(rule),
    message: `the conditions of the rule \`${rule.name}\` are never true`,
    help:
      example === undefined
        ? 'they contradict each other: no action and no time meets all of them'
        : `they contradict each other; the rule counts only where they are unknown, such as for ${exampleText(example)}`,
  };
}

function onlyWhenUnknown({ rule, example }: Of<'only-when-unknown'>, places: Places): Wording {
  return {
    ...places.rule(rule),
    message: `the rule \`${rule.name}\` decides nothing when everything is known`,
    help: `earlier rules take every action for which it holds; it counts only where something is unknown, such as for ${exampleText(example)}: ${outcomeText(example.decision)}`,
  };
}

function refuted({ invariant, example, by }: Of<'invariant-refuted'>, places: Places): Wording {
  const who = by.name === DEFAULT_RULE ? 'the defaults' : `the rule ${quoted(by)}`;
  return {
    ...places.invariant(invariant),
    message: `the invariant \`${invariant.name}\` does not hold: \`${example.action.type}\` is decided ${outcomeText(example.decision)} by ${who}`,
    related: places.related(by, 'lets it through'),
    help: `counterexample: ${exampleText(example)}`,
  };
}

function notProved(finding: Of<'not-proved'>, places: Places, ranOut: 'budget' | 'time'): Wording {
  const help =
    ranOut === 'time'
      ? 'the time of `--timeout` was over; the default budget needs no clock'
      : 'fewer globs with stars at both ends, or fewer rules on the same parameters, cost less';
  switch (finding.about) {
    case 'effect':
      return {
        ...places.rule(finding.rule),
        message: `whether the rule ${quoted(finding.rule)} changes any decision: not proved (${ranOut})`,
        help,
      };
    case 'reach':
      return {
        ...places.rule(finding.rule),
        message: `whether the rule ${quoted(finding.rule)} is ever reached: not proved (${ranOut})`,
        help,
      };
    case 'invariant':
      return {
        ...places.invariant(finding.invariant),
        message: `the invariant \`${finding.invariant.name}\` is not proved (${ranOut}), and not refuted`,
        help,
      };
  }
}

function quoted({ name }: RuleId): string {
  return `\`${name}\``;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
