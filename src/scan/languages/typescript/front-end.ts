import type { FrontEnd } from '../../ir.ts';
import { lowerModule } from './lower-module.ts';
import { parse } from './parse.ts';

/** The front-end for TypeScript and JavaScript; one is enough for any number of texts. */
export function createTypeScriptFrontEnd(): Promise<FrontEnd> {
  return Promise.resolve({
    language: 'typescript',
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    lower: (file, text) => {
      const parsed = parse(file, text);
      return 'unreadable' in parsed ? parsed : lowerModule({ file, text, ...parsed });
    },
  });
}
