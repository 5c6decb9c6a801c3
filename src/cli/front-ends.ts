import { createFrontEndSources, type FrontEndOptions, type FrontEndSource } from '../scan/index.ts';
import type { Context } from './command.ts';
import { packageData } from './package-data.ts';

/** The languages that are scanned, with the parts of their parsers that the package ships. */
export function frontEnds(
  context: Pick<Context, 'files' | 'packageRoot'>,
  options: FrontEndOptions = {},
): readonly FrontEndSource[] {
  return createFrontEndSources(
    () => ({
      runtime: packageData(context, 'tree-sitter.wasm'),
      grammar: packageData(context, 'tree-sitter-python.wasm'),
    }),
    options,
  );
}
