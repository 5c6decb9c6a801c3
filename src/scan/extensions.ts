/** The extensions of files that hold TypeScript or JavaScript, as a whole or in scripts. */
export const TYPESCRIPT_EXTENSIONS: readonly string[] = [
  ...['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
  ...['.vue', '.svelte', '.astro'],
];
