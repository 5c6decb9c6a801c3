import { defineConfig } from 'vitest/config';

/** For `npm run mutate`: the tests of the rooms that are mutated, with fewer random cases each. */
export default defineConfig({
  test: {
    include: ['test/{automata,policy,decision}/**/*.test.ts'],
    testTimeout: 60_000,
    env: { AEGIS_RUNS: '10' },
  },
});
