import { defineConfig } from 'vitest/config';

/**
 * For `npm run mutate`: the tests of the rooms that are mutated, with few random cases each. Left out is what makes
 * megabytes to show that time is linear: a slower or wrong mutant shows elsewhere, or not at all in the score.
 */
export default defineConfig({
  test: {
    include: ['test/{automata,policy,decision}/**/*.test.ts'],
    exclude: ['test/policy/robustness.test.ts'],
    setupFiles: ['test/mutation-setup.ts'],
    testTimeout: 60_000,
    isolate: false,
    env: { AEGIS_RUNS: '10' },
  },
});
