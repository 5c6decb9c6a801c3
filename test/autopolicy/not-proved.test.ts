import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatePolicy, type GeneratedPolicy } from '../../src/autopolicy/index.ts';

const CLAUSES = [
  'block deletes on production',
  'never export customers',
  'require approval for refunds over $500',
  'ask a human before deploys on weekends',
  'block payments for support bots',
];

const text = fc.uniqueArray(fc.constantFrom(...CLAUSES), { minLength: 1 }).map((some) => some.join('. '));
/** From nothing at all to what is enough. */
const steps = fc.constantFrom(0, 1, 10, 100, 1_000, 100_000);

function madeWithin(said: string, most: number): GeneratedPolicy {
  const made = generatePolicy(said, { zones: [], limits: { perQuestion: most, perCommand: most } });
  if (!made.ok) throw new Error(made.error.map(({ message }) => message).join('; '));
  return made.value;
}

describe('what is not proved', { timeout: 60_000 }, () => {
  test('is said: every refusal has an invariant in the policy, or else a note and a tag', () => {
    fc.assert(
      fc.property(text, steps, (said, most) => {
        const { loaded, meaning, notes, claims, rules } = madeWithin(said, most);
        expect(loaded.policy.invariants.map(({ name }) => name)).toEqual(claims.map(({ name }) => name));
        for (const statement of meaning.statements) {
          const words = said.slice(statement.place.start, statement.place.end);
          const isClaimed = claims.some(({ from }) => from === statement);
          const isTold = notes.some(
            ({ code, message }) => code === 'AEG8037' && message === `not proved: \`${words}\``,
          );
          expect([words, isClaimed || isTold]).toEqual([words, true]);
          if (!isTold) continue;
          const names = rules.filter(({ from }) => from === statement).map(({ name }) => name);
          const tags = loaded.policy.rules
            .filter(({ name }) => names.includes(name))
            .map((rule) => rule.tags);
          expect(tags.every((some) => some.includes('not-proved'))).toBe(true);
        }
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  test('is nothing where the budget is enough', () => {
    const { notProved, loaded } = madeWithin(CLAUSES.join('. '), 1_000_000);
    expect(notProved).toEqual([]);
    expect(loaded.source.text).not.toContain('not-proved');
  });

  test('keeps its rule, so that the policy is as strict', () => {
    const { loaded, notProved } = madeWithin('block deletes', 0);
    expect(notProved).toHaveLength(1);
    expect(loaded.policy.rules.map(({ approval }) => approval)).toContain('block');
    expect(loaded.policy.invariants).toEqual([]);
  });
});
