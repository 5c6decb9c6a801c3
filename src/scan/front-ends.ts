import type { FrontEndSource } from './scan-input.ts';

/** The WebAssembly modules of the Python parser, as bytes. */
export interface PythonParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/**
 * The languages that can be scanned. Each parser is loaded when the first file needs it; `pythonParser` is then asked
 * for the bytes that the Python parser consists of.
 */
export function createFrontEndSources(pythonParser: () => PythonParserModules): readonly FrontEndSource[] {
  return [
    {
      language: 'typescript',
      extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
      create: async () => (await import('./languages/typescript/index.ts')).createTypeScriptFrontEnd(),
    },
    {
      language: 'python',
      extensions: ['.py', '.pyi', '.ipynb'],
      create: async () => (await import('./languages/python/index.ts')).createPythonFrontEnd(pythonParser()),
    },
  ];
}
