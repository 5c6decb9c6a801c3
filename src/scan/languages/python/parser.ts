import { Language, Parser } from 'web-tree-sitter';
import { copySyntax, type SyntaxTree } from './syntax.ts';

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

/** Starts the parser. Given the bytes, it reads no file and asks no network. */
export async function createPythonParser({ runtime, grammar }: ParserModules): Promise<PythonParser> {
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name } as Parameters<
    typeof Parser.init
  >[0]);
  const language = await Language.load(grammar);
  let parser = newParser(language);
  return {
    parse: (text, offset) => {
      try {
        return parse(parser, text, offset);
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

function parse(parser: Parser, text: string, offset: number): SyntaxTree | undefined {
  const tree = parser.parse(text);
  if (tree === null) return undefined;
  try {
    return copySyntax(tree, text, offset);
  } finally {
    tree.delete();
  }
}
