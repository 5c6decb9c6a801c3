import { createTypeScriptFrontEnd } from '../../../src/scan/languages/typescript/index.ts';
import type { FrontEnd, ModuleIr } from '../../../src/scan/ir.ts';

export const typescript: FrontEnd = await createTypeScriptFrontEnd();

/** The IR of a text that is readable. */
export function lower(text: string, file = 'src/agent.ts'): ModuleIr {
  const module = typescript.lower(file, text);
  if ('unreadable' in module) throw new Error(module.unreadable);
  return module;
}
