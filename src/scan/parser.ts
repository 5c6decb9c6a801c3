import type { FrontEndSource } from './scan-input.ts';
import type { FrontEnd, Language, ModuleIr } from './ir.ts';
import { packModule } from './packed/pack-module.ts';

/** A text to parse. */
export interface ParseJob {
  readonly file: string;
  readonly language: Language | undefined;
  readonly text: string;
}

export interface Unreadable {
  readonly unreadable: string;
}

/** A module as `packModule` packs it, or why there is none. */
export type PackedModule = Uint8Array<ArrayBuffer> | Unreadable;

export type Parser = (job: ParseJob) => Promise<ModuleIr | Unreadable>;

/** What was asked of a parser that works elsewhere. */
export type PoolAnswer =
  | { readonly kind: 'parsed'; readonly modules: readonly PackedModule[] }
  /** It broke over these jobs; others may still be given to it. */
  | { readonly kind: 'broken' }
  /** It cannot work here at all. */
  | { readonly kind: 'unavailable' };

/** Parsers on other threads, for when there is enough to parse. */
export interface ParserPool {
  /** How many jobs lists are worked on at a time. */
  readonly size: number;
  /** Never rejects. */
  parse(jobs: readonly ParseJob[]): Promise<PoolAnswer>;
  close(): Promise<void>;
}

/** Why a file has no module that a parser broke over, on whatever thread. */
export const BROKEN: Unreadable = { unreadable: 'the parser failed on it' };

/** Parses texts one by one; the parser of a language is loaded when the first text asks for it. */
export function createParser(frontEnds: readonly FrontEndSource[]): Parser {
  const created = new Map<Language, Promise<FrontEnd> | undefined>();
  return async ({ file, language, text }) => {
    if (language === undefined) return { unreadable: 'no parser for it' };
    if (!created.has(language)) {
      created.set(language, frontEnds.find((source) => source.language === language)?.create());
    }
    const frontEnd = await created.get(language);
    if (frontEnd === undefined) return { unreadable: 'no parser for it' };
    try {
      return frontEnd.lower(file, text);
    } catch {
      return BROKEN;
    }
  };
}

/** What a thread of a pool does. */
export async function parsePacked(
  parser: Parser,
  jobs: readonly ParseJob[],
): Promise<readonly PackedModule[]> {
  const modules: PackedModule[] = [];
  for (const job of jobs) {
    const module = await parser(job);
    modules.push('unreadable' in module ? module : packModule(module));
  }
  return modules;
}
