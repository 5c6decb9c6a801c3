import { TYPESCRIPT_EXTENSIONS } from './extensions.ts';
import type { FrontEndSource } from './scan-input.ts';

/** The WebAssembly modules of the Python parser, as bytes. */
export interface PythonParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

export interface FrontEndOptions {
  /** Whether parsers may reserve gigabytes of addresses, without using the memory, to be faster. */
  readonly mayReserve?: boolean;
}

/**
 * The languages that can be scanned. Each parser is loaded when the first file needs it; `pythonParser` is then asked
 * for the bytes that the Python parser consists of.
 */
export function createFrontEndSources(
  pythonParser: () => PythonParserModules,
  options: FrontEndOptions = {},
): readonly FrontEndSource[] {
  return [
    {
      language: 'typescript',
      extensions: TYPESCRIPT_EXTENSIONS,
      create: async () => (await import('./languages/typescript/index.ts')).createTypeScriptFrontEnd(options),
    },
    {
      language: 'python',
      extensions: ['.py', '.pyi', '.ipynb'],
      create: async () => (await import('./languages/python/index.ts')).createPythonFrontEnd(pythonParser()),
    },
  ];
}
