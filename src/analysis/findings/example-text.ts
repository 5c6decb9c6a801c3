import type { Json } from '../../base/index.ts';
import type { Approval, RiskLevel } from '../../model/index.ts';
import type { Example } from './example.ts';

/** The action of an example as one line of JSON, as `aegis simulate --file` reads it. */
export function exampleJson({ action, at }: Pick<Example, 'action' | 'at'>): Json {
  return {
    ...action,
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
}

/** As `exampleJson`, with what the decision depends on beside the action. */
export function exampleText(example: Omit<Example, 'decision'>): string {
  const { asked, assuming } = example;
  const answers = asked.map(
    ({ text, answer }) =>
      `\`${text}\` ${answer === 'unknown' ? 'has no answer' : `is answered ${answer ? 'yes' : 'no'}`}`,
  );
  const provisos = [...answers, ...assuming.map((claim) => `assuming ${claim}`)];
  return [JSON.stringify(exampleJson(example)), ...provisos].join(', ');
}

/** An approval and a risk as they are told: `approve, risk high`. */
export function outcomeText(outcome: { readonly approval: Approval; readonly riskLevel: RiskLevel }): string {
  return `${outcome.approval}, risk ${outcome.riskLevel}`;
}
