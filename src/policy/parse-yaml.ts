import { Composer, Lexer, Parser, type CST, type Document as YamlDocument, type ParsedNode } from 'yaml';
import type { Range } from './document.ts';
import type { Report } from './report.ts';
import { syntaxMessage } from './syntax-message.ts';

/** Nesting beyond this is refused. */
export const MAX_NESTING = 64;
/** Lexical tokens beyond this are refused; a policy of 10,000 rules has some 300,000. */
const MAX_TOKENS = 600_000;
const MAX_SYNTAX_ERRORS = 100;

/**
 * The one YAML document of a text, or `undefined` after reporting why there is none. Tags and directives are reported
 * but do not stop the reading. INVARIANT: nesting is measured before anything recursive sees the text.
 */
export function parseYaml(text: string, report: Report): YamlDocument.Parsed | undefined {
  const tokens = parseTokens(text, report);
  if (tokens === undefined) return undefined;
  reportDirectives(tokens, report);
  const documents = [...new Composer(COMPOSE_OPTIONS).compose(tokens, true, text.length)];
  const document = documents[0];
  if (document === undefined) return undefined;
  const second = documents[1];
  if (second !== undefined) {
    report(
      'AEG1048',
      secondDocumentRange(second, text),
      'a policy file holds one YAML document, this is a second',
      {
        help: 'remove the `---` or `...` line and what follows it, or make it a file of its own',
      },
    );
  }
  return reportSyntaxErrors(document, text, report) ? undefined : document;
}

const COMPOSE_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  keepSourceTokens: true,
  logLevel: 'silent',
} as const;

function parseTokens(text: string, report: Report): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const here = { start: parser.offset, end: parser.offset + lexeme.length };
    if (lexeme.startsWith('!') && !isScalar) reportTag(here, lexeme, report);
    isScalar = lexeme === SCALAR_MARK;
    for (const token of parser.next(lexeme)) tokens.push(token);
    count += 1;
    if (count > MAX_TOKENS) {
      report('AEG1056', here, `the file has more than ${MAX_TOKENS} YAML tokens`, {
        help: 'is this the right file?',
      });
      return undefined;
    }
    if (nestingOf(parser) > MAX_NESTING) {
      report('AEG1043', here, `this is nested more than ${MAX_NESTING} levels deep`, {
        help: 'flatten it: a list in `any` or `all` needs one level, not one for each item',
      });
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** What the lexer puts before the text of a scalar. */
const SCALAR_MARK = '\u001f';

function nestingOf(parser: Parser): number {
  // The stack also holds the document and the scalar under construction.
  if (parser.stack.length <= MAX_NESTING) return 0;
  return parser.stack.filter((token) => COLLECTIONS.has(token.type)).length;
}

const COLLECTIONS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

function reportTag(range: Range, tag: string, report: Report): void {
  report('AEG1046', range, `\`${tag}\` is a YAML tag, and tags are not part of the policy language`, {
    label: 'quote it if it is a name',
    help: `write ${JSON.stringify(tag)} in quotes if it is meant literally`,
  });
}

function reportDirectives(tokens: readonly CST.Token[], report: Report): void {
  for (const token of tokens) {
    if (token.type !== 'directive' || /^%YAML[ \t]+1\.2[ \t]*$/.test(token.source)) continue;
    const range = { start: token.offset, end: token.offset + token.source.length };
    const help = token.source.startsWith('%YAML')
      ? 'a policy is YAML 1.2, with or without `%YAML 1.2`; remove the line'
      : 'remove the line';
    report('AEG1045', range, `the directive \`${token.source.trim()}\` is not supported`, { help });
  }
}

function secondDocumentRange(document: YamlDocument.Parsed, text: string): Range {
  const contents: ParsedNode | null = document.contents;
  const at = contents === null ? document.range[0] : contents.range[0];
  const start = Math.min(at, Math.max(0, text.length - 1));
  return { start, end: Math.min(start + 1, text.length) };
}

/** True when the document has errors that make its tree unreliable. */
function reportSyntaxErrors(document: YamlDocument.Parsed, text: string, report: Report): boolean {
  const problems = [...document.errors, ...document.warnings].filter(
    // Tags and directives have been reported from the tokens.
    (problem) => problem.code !== 'TAG_RESOLVE_FAILED' && problem.code !== 'BAD_DIRECTIVE',
  );
  for (const problem of problems.slice(0, MAX_SYNTAX_ERRORS)) {
    const { message, help } = syntaxMessage(problem, text);
    const range = { start: problem.pos[0], end: Math.max(problem.pos[1], problem.pos[0]) };
    report('AEG1003', range, message, help === undefined ? {} : { help });
  }
  const left = problems.length - MAX_SYNTAX_ERRORS;
  const next = problems[MAX_SYNTAX_ERRORS];
  if (next !== undefined) {
    report(
      'AEG1003',
      { start: next.pos[0], end: next.pos[1] },
      `and ${left} more syntax errors from here on`,
    );
  }
  return problems.length > 0;
}
