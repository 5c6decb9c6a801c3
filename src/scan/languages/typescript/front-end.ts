import { TYPESCRIPT_EXTENSIONS } from '../../extensions.ts';
import type { FrontEnd, ModuleIr } from '../../ir.ts';
import { isComponent, scriptsOf } from './components.ts';
import { lowerModule } from './lower-module.ts';
import { tooMuchToParse } from './nesting.ts';
import { parse } from './parse.ts';
import { asJson, sharedMemory, type Transfer } from './transfer.ts';

export interface TypeScriptFrontEndOptions {
  /** Whether it may reserve 6 GiB of addresses, without using the memory, to be faster. */
  readonly mayReserve?: boolean;
}

/** The front-end for TypeScript and JavaScript; one is enough for any number of texts. */
export function createTypeScriptFrontEnd({
  mayReserve = false,
}: TypeScriptFrontEndOptions = {}): Promise<FrontEnd> {
  const transfer = mayReserve ? sharedMemory() : asJson;
  return Promise.resolve({
    language: 'typescript',
    extensions: TYPESCRIPT_EXTENSIONS,
    lower: (file, text) => lower(transfer, file, isComponent(file) ? scriptsOf(file, text) : text),
  });
}

function lower(transfer: Transfer, file: string, text: string): ModuleIr | { readonly unreadable: string } {
  const hindrance = tooMuchToParse(text);
  if (hindrance !== undefined) return { unreadable: hindrance };
  const parsed = parse(transfer, file, text);
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
