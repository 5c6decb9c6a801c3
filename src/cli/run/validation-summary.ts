import type { PolicyAnalysis } from '../../analysis/index.ts';
import { countText, visibleText } from '../../reporters/index.ts';
import type { Validation } from './validation.ts';

/** The verdict and, for a policy that loads, what it is and what was proved. */
export function validationSummary(validation: Validation): readonly string[] {
  const { diagnostics, outcome } = validation;
  const file = visibleText(outcome.file);
  const counted = countText(diagnostics);
  if (!('analysis' in validation)) return [`${file} is not valid: ${counted ?? 'no problem was named'}`];
  const { policy } = validation.outcome.loaded;
  const settings = [...validation.outcome.settings.keys()];
  const verdict = isSound(validation)
    ? `${file} is valid${counted === undefined ? '' : ` (${counted})`}`
    : `${file} is well formed, but not sound (${counted ?? ''})`;
  return [
    `${verdict}: ${countOf(policy.rules.length, 'rule')}`,
    ...proofLines(validation.analysis).map((line) => withCause(line, validation)),
    ...timeoutLine(validation),
    `without a matching rule: ${policy.defaults.approval}, risk ${policy.defaults.riskLevel}; time zone ${policy.timezone}`,
    ...(settings.length === 0 ? [] : [`settings: ${settings.join(', ')}`]),
    `hash ${policy.hash}`,
  ];
}

/** What ran out where something is not proved. */
function withCause(line: string, { timeout }: { readonly timeout?: { readonly isOver: boolean } }): string {
  return line.replace(/ not proved$/, ` not proved (${timeout?.isOver === true ? 'time' : 'budget'})`);
}

/** Whether nothing was found that is an error. */
export function isSound({ diagnostics }: Validation): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error');
}

function proofLines({ rules, invariants }: PolicyAnalysis): readonly string[] {
  return [
    `rules: ${reachText(rules)}`,
    ...(invariants.length === 0
      ? []
      : [
          `invariants: ${tally(
            invariants.map(({ result }) => result.kind),
            INVARIANT_WORDS,
          )}`,
        ]),
  ];
}

function reachText(rules: PolicyAnalysis['rules']): string {
  if (rules.every(({ reach }) => reach === 'decides' || reach === 'only-when-unknown'))
    return 'all reached (proved)';
  return tally(
    rules.map(({ reach }) => reach),
    REACH_WORDS,
  );
}

const REACH_WORDS = {
  decides: 'reached',
  'only-when-unknown': 'reached',
  'never-true': 'never true',
  dead: 'never reached',
  'not-proved': 'not proved',
} as const;

const INVARIANT_WORDS = {
  proved: 'proved',
  refuted: 'refuted',
  'empty-region': 'about no action',
  'not-proved': 'not proved',
} as const;

/** `3 proved, 1 refuted`: how many there are of each word, in the order of the words. */
function tally<Kind extends string>(kinds: readonly Kind[], words: Readonly<Record<Kind, string>>): string {
  return [...new Set(Object.values<string>(words))]
    .flatMap((word) => {
      const count = kinds.filter((kind) => words[kind] === word).length;
      return count === 0 ? [] : [`${count} ${word}`];
    })
    .join(', ');
}

function timeoutLine(validation: Validation): readonly string[] {
  if (!('analysis' in validation) || validation.timeout === undefined) return [];
  const { seconds, isOver } = validation.timeout;
  return [
    isOver
      ? `stopped after ${seconds} s (--timeout): the answer depends on the machine`
      : `within ${seconds} s (--timeout)`,
  ];
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
