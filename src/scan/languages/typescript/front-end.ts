import type { FrontEnd, ModuleIr } from '../../ir.ts';
import { lowerModule } from './lower-module.ts';
import { tooMuchToParse } from './nesting.ts';
import { parse } from './parse.ts';

/** The front-end for TypeScript and JavaScript; one is enough for any number of texts. */
export function createTypeScriptFrontEnd(): Promise<FrontEnd> {
  return Promise.resolve({
    language: 'typescript',
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    lower,
  });
}

function lower(file: string, text: string): ModuleIr | { readonly unreadable: string } {
  const hindrance = tooMuchToParse(text);
  if (hindrance !== undefined) return { unreadable: hindrance };
  const parsed = parse(file, text);
  if ('unreadable' in parsed) return parsed;
  try {
    return lowerModule({ file, text, ...parsed });
  } catch (error) {
    // Whoever calls may have used up most of the stack already.
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

const TOO_DEEP = { unreadable: 'nested too deeply' };
