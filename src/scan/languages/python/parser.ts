import { Language, Parser } from 'web-tree-sitter';
import { copySyntax } from './copy-syntax.ts';
import type { ParserMemory } from './stored-tree.ts';
import type { SyntaxTree } from './syntax.ts';

/** The two WebAssembly modules the parser consists of, as bytes. */
export interface ParserModules {
  /** `web-tree-sitter.wasm` of the package web-tree-sitter. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` of the package tree-sitter-python. */
  readonly grammar: Uint8Array;
}

export interface PythonParser {
  /** The syntax of `text`, with `offset` added to its positions; `undefined` when the parser gave up. */
  parse(text: string, offset: number): SyntaxTree | undefined;
}

let library: Promise<ParserMemory> | undefined;

/** Starts the library, whose one WebAssembly serves all parsers; emscripten puts the memory where it found the options. */
export function startLibrary(runtime: Uint8Array): Promise<ParserMemory> {
  library ??= (async () => {
    const module = { wasmBinary: runtime, locateFile: (name: string) => name };
    await Parser.init(module);
    return module as unknown as ParserMemory;
  })();
  return library;
}

/** Starts the parser. Given the bytes, it reads no file and asks no network. */
export async function createPythonParser({ runtime, grammar }: ParserModules): Promise<PythonParser> {
  const memory = await startLibrary(runtime);
  const language = await Language.load(grammar);
  let parser = newParser(language);
  return {
    parse: (text, offset) => {
      try {
        return parse(memory, parser, text, offset);
      } catch {
        // The parser runs out of memory on some huge inputs; what it leaves behind is not to be used again.
        parser = newParser(language);
        return undefined;
      }
    },
  };
}

function newParser(language: Language): Parser {
  return new Parser().setLanguage(language);
}

function parse(memory: ParserMemory, parser: Parser, text: string, offset: number): SyntaxTree | undefined {
  const tree = parser.parse(text);
  if (tree === null) return undefined;
  try {
    return copySyntax(memory, tree, text, offset);
  } finally {
    tree.delete();
  }
}
