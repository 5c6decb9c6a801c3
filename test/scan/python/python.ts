import { readFileSync } from 'node:fs';
import { createPythonFrontEnd } from '../../../src/scan/languages/python/index.ts';
import type { FrontEnd, ModuleIr } from '../../../src/scan/ir.ts';

function packageFile(path: string): Uint8Array {
  return readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url));
}

export const RUNTIME: Uint8Array = packageFile('web-tree-sitter/web-tree-sitter.wasm');
export const GRAMMAR: Uint8Array = packageFile('tree-sitter-python/tree-sitter-python.wasm');

export const python: FrontEnd = await createPythonFrontEnd({
  runtime: RUNTIME,
  grammar: GRAMMAR,
});

/** The IR of a text that is readable. */
export function lower(text: string): ModuleIr {
  const module = python.lower('app/main.py', text);
  if ('unreadable' in module) throw new Error(module.unreadable);
  return module;
}
