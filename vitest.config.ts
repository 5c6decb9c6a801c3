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
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
