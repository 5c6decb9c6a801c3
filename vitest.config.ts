import { defineConfig } from 'vitest/config';

const fromRoot = (path: string): string => new URL(path, import.meta.url).pathname;

export default defineConfig({
  // the examples import the package by its name
  resolve: {
    alias: [
      { find: /^agent-aegis$/, replacement: fromRoot('src/index.ts') },
      { find: /^agent-aegis\/policy$/, replacement: fromRoot('src/browser.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // one worker a core: vitest leaves one core free, which on a machine of two is half of it
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
