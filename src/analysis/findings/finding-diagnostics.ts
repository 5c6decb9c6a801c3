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
      const severity = severityOf(finding, isProofRequired);
      return { code, severity, ...wordingOf(finding, places, ranOut) };
    }),
  );
}

function severityOf(finding: Finding, isProofRequired: boolean): Diagnostic['severity'] {
  const { severity } = ANALYSIS_CODES[CODE_OF[finding.kind]];
  switch (finding.kind) {
    case 'not-proved':
      // Whether a rule could be left out is good to know, and no claim that anyone relies on.
      if (finding.about === 'effect') return 'info';
      return isProofRequired ? 'error' : severity;
    case 'spelling-escape':
      return finding.example.decision.approval === 'auto' ? severity : 'info';
    default:
      return severity;
  }
}

const CODE_OF: Readonly<Record<Finding['kind'], AnalysisCode>> = {
  shadowed: 'AEG2001',
  redundant: 'AEG2002',
  'never-true': 'AEG2003',
  'only-when-unknown': 'AEG2004',
  'no-effect': 'AEG2005',
  'order-matters': 'AEG2006',
  'threshold-gap': 'AEG2007',
  unguarded: 'AEG2008',
  'spelling-escape': 'AEG2009',
  'invariant-refuted': 'AEG2010',
  'invariant-empty': 'AEG2011',
  'not-proved': 'AEG2012',
};

type Wording = Omit<Diagnostic, 'code' | 'severity'>;
type Of<Kind extends Finding['kind']> = Extract<Finding, { readonly kind: Kind }>;

function wordingOf(finding: Finding, places: Places, ranOut: 'budget' | 'time'): Wording {
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
    case 'order-matters':
      return orderMatters(finding, places);
    case 'threshold-gap':
      return thresholdGap(finding, places);
    case 'unguarded':
      return unguarded(finding, places);
    case 'spelling-escape':
      return spellingEscape(finding, places);
    case 'invariant-refuted':
      return refuted(finding, places);
    case 'not-proved':
      return notProved(finding, places, ranOut);
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

function orderMatters({ rule, earlier }: Of<'order-matters'>, places: Places): Wording {
  const shown = earlier.slice(0, MOST_SHOWN);
  const more = earlier.length > shown.length ? ` and ${earlier.length - shown.length} more` : '';
  const count = earlier.length === 1 ? 'one earlier rule' : `${earlier.length} earlier rules`;
  return {
    ...places.rule(rule),
    message: `the order of the rule ${quoted(rule)} and ${count} matters: ${listed(shown.map(quoted))}${more}`,
    related: shown.flatMap((one) => places.related(one, `comes first; decides ${places.outcome(one)}`)),
    help: 'some actions meet both, and the first decides',
  };
}

/** Beyond so many earlier rules only their number is told. */
const MOST_SHOWN = 5;

function thresholdGap({ above, below, path, value, example }: Of<'threshold-gap'>, places: Places): Wording {
  return {
    ...places.rule(below.index > above.index ? below : above),
    message: `between the rules ${quoted(above)} (above ${value}) and ${quoted(below)} (below ${value}) \`${path}\` of exactly ${value} is in neither: ${outcomeText(example.decision)}`,
    related: places.related(below.index > above.index ? above : below, 'the other one'),
    help: `write \`param_gte\` or \`param_lte\` in one of them; what falls through: ${exampleText(example)}`,
  };
}

function unguarded({ rule, path, example }: Of<'unguarded'>, places: Places): Wording {
  return {
    ...places.rule(rule),
    message: `the rule ${quoted(rule)} also makes actions without \`${path}\` as strict as itself: ${exampleText(example)} is decided ${outcomeText(example.decision)}`,
    help: `if it is only about actions that have one, add \`param_exists: { ${path}: true }\` to its conditions`,
  };
}

function spellingEscape({ rule, protectedType, example }: Of<'spelling-escape'>, places: Places): Wording {
  const { type } = example.action;
  return {
    ...places.rule(rule),
    message: `\`${type}\` escapes the rule ${quoted(rule)}: it is decided ${outcomeText(example.decision)}, \`${protectedType}\` ${places.outcome(rule)}`,
    help: `let a glob cover other spellings, such as \`${openGlob(protectedType)}\`; what escapes: ${exampleText(example)}`,
  };
}

function openGlob(type: string): string {
  return `*${type.replaceAll(/[_\-.]/g, '*')}*`;
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
