import { createRequire } from 'node:module';
import tseslint from 'typescript-eslint';

/** Rooms whose code takes values and gives values, as the table of the house has them; see docs/architecture.md. */
const { forbidden } = createRequire(import.meta.url)('./.dependency-cruiser.cjs');
const PURE = /\((.*)\)/
  .exec(forbidden.find((rule) => rule.name === 'pure-rooms-do-no-io').from.path)[1]
  .split('|');

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'fixtures/**', 'node_modules/**'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      // spreading a string gives its code points, which is what names and columns are counted in
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      'no-console': 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 5],
    },
  },
  {
    files: PURE.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'Buffer',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'fetch',
          'console',
          '__dirname',
          'require',
        ].map((name) => ({
          name,
          message: 'pure rooms have no effects: take a port from base as a parameter',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time comes in as a value or the Clock port' },
        { object: 'Math', property: 'random', message: 'randomness comes in as a port' },
        { object: 'performance', property: 'now', message: 'time comes in as a value or the Clock port' },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
