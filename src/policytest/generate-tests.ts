import type { TestOutcome } from '../analysis/index.ts';
import { compilePolicy, decide } from '../decision/index.ts';
import type { Policy } from '../model/index.ts';

/**
 * A suite, as YAML, with one case for each outcome. What is expected is what the policy decides now, so it is to be read
 * before it is kept. An outcome that depends on the answer to a question cannot be written as a case and is a comment.
 */
export function generateTests(policy: Policy, outcomes: readonly TestOutcome[]): string {
  const names = new Map<string, number>();
  const cases = outcomes.map((outcome) => caseText(policy, outcome, freeName(outcomeText(outcome), names)));
  const isEmpty = cases.every(({ isCase }) => !isCase);
  return [
    '# Written by `aegis test --generate`, one case for each outcome that no test showed. Each expects what the policy',
    '# decides now: read it before you keep it.',
    isEmpty ? 'tests: []' : 'tests:',
    ...cases.map(({ text }) => text),
    '',
  ].join('\n');
}

/** An outcome in words, such as "`bulk` decides" or "`bulk`: `count` is above 100". */
export function outcomeText({ rule, kind, claim = '' }: TestOutcome): string {
  switch (kind) {
    case 'decides':
      return `${rule} decides`;
    case 'unknown':
      return `${rule} while something is unknown`;
    case 'met':
      return `${rule}: ${claim}`;
    case 'not-met':
      return `${rule}: not ${claim}`;
  }
}

function caseText(
  policy: Policy,
  { example }: TestOutcome,
  name: string,
): { readonly isCase: boolean; readonly text: string } {
  const { action, at, asked, assumed } = example;
  if (asked.length > 0 || assumed.size > 0) {
    return { isCase: false, text: `  # ${name}: depends on the answer to a question` };
  }
  const { approval, riskLevel, rule } = decide(compilePolicy(policy), action, at);
  const expect = { approval, risk_level: riskLevel, rule };
  // JSON is YAML, and quotes every name that YAML would read otherwise.
  const lines = [
    `  - name: ${JSON.stringify(name)}`,
    `    action: ${JSON.stringify(action)}`,
    ...(at === undefined ? [] : [`    at: ${JSON.stringify(new Date(at).toISOString())}`]),
    `    expect: ${JSON.stringify(expect)}`,
  ];
  return { isCase: true, text: lines.join('\n') };
}

function freeName(wanted: string, taken: Map<string, number>): string {
  const times = (taken.get(wanted) ?? 0) + 1;
  taken.set(wanted, times);
  return times === 1 ? wanted : `${wanted} (${times})`;
}
