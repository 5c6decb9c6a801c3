import { describe, expect, test } from 'vitest';
import { generatePolicy } from '../../src/autopolicy/index.ts';
import { compiled } from '../../src/autopolicy/compile-meaning.ts';
import { readText } from '../../src/autopolicy/grammar/read-text.ts';
import { meaningOf } from '../../src/autopolicy/meaning/meaning-of.ts';
import { overridesByWords } from '../../src/autopolicy/meaning/rules.ts';
import { mismatches, ROWS, ZONES } from './rows.ts';

const SAID = ROWS.filter(({ say }) => say !== undefined);
const REFUSED = ROWS.filter(({ refuse }) => refuse !== undefined);

/** What a sentence means, before the analysis takes out what decides nothing. */
function policyOf(text: string) {
  const read = readText(text, ZONES);
  const { meaning, contradictions } = meaningOf(read.clauses);
  expect([...read.problems, ...contradictions]).toEqual([]);
  return compiled(meaning, overridesByWords, text).loaded.policy;
}

describe('the table of sentences', { timeout: 300_000 }, () => {
  test('has 300 sentences that mean something and 60 that do not', () => {
    expect(SAID.length).toBeGreaterThanOrEqual(300);
    expect(REFUSED.length).toBeGreaterThanOrEqual(60);
  });

  test.each(SAID.map((row) => [row.say ?? '', row] as const))('%s', (text, row) => {
    expect(mismatches(policyOf(text), row)).toEqual([]);
  });

  test.each(REFUSED.map(({ refuse = '' }) => [refuse]))('refuses `%s`', (text) => {
    const made = generatePolicy(text, { zones: ZONES });
    expect(made.ok).toBe(false);
  });

  test.each(SAID.filter((_, i) => i % 40 === 0).map((row) => [row.say ?? '', row] as const))(
    'with its claims proved: %s',
    (text, row) => {
      const made = generatePolicy(text, { zones: ZONES });
      expect(made.ok && mismatches(made.value.loaded.policy, row)).toEqual([]);
    },
  );
});
