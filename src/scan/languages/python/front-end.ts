import type { Extent, FrontEnd } from '../../ir.ts';
import { lowerModule } from './lower-module.ts';
import { createPythonParser, type ParserModules, type PythonParser } from './parser.ts';
import { blankQuietRuns } from './quiet-runs.ts';
import type { Syntax } from './syntax.ts';

/** In levels of the syntax tree, of which brackets make one or two; Python itself stops at 200 open brackets. */
const DEEPEST_NESTING = 500;

/**
 * The front-end for Python. It takes the parser's WebAssembly as bytes, so that it needs no files; one front-end is
 * enough for any number of texts.
 */
export async function createPythonFrontEnd(modules: ParserModules): Promise<FrontEnd> {
  const parser = await createPythonParser(modules);
  return {
    language: 'python',
    extensions: ['.py', '.pyi'],
    lower: (file, text) => {
      const quiet = blankQuietRuns(text);
      const tree = parser.parse(quiet.text, 0);
      if (tree === undefined) return { unreadable: 'the parser gave up' };
      if (tree.nesting > DEEPEST_NESTING)
        return { unreadable: `nested deeper than ${DEEPEST_NESTING} levels` };
      const comments = [...tree.comments, ...quiet.comments].sort((a, b) => a.start - b.start);
      return lowerModule({
        file,
        text,
        tree,
        comments,
        parseExpression: (extent) => parseExpression(parser, text, extent),
      });
    },
  };
}

const PLAIN_NAME = /^[^\W\d]\w*$/u;
const LONGEST_ANNOTATION = 10_000;

/** The one expression in a stretch of the text; `undefined` when it is anything else. */
function parseExpression(parser: PythonParser, text: string, extent: Extent): Syntax | undefined {
  const written = text.slice(extent.start, extent.end);
  const trimmed = written.trim();
  const start = extent.start + written.indexOf(trimmed);
  if (PLAIN_NAME.test(trimmed))
    return { type: 'identifier', start, end: start + trimmed.length, children: [] };
  if (trimmed === '' || trimmed.includes('\\') || trimmed.length > LONGEST_ANNOTATION) return undefined;
  const tree = parser.parse(trimmed, start);
  if (tree === undefined || tree.recovered || tree.nesting > DEEPEST_NESTING) return undefined;
  const [statement, another] = tree.root.children;
  const [expression, second] = statement?.type === 'expression_statement' ? statement.children : [];
  return another === undefined && second === undefined ? expression : undefined;
}
