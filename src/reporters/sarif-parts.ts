import type { CodeInfo, Json, Severity, Source, Span } from '../base/index.ts';
import { lineHashes } from './line-hashes.ts';

/** The levels of the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS 2020). */
export const SARIF_LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** The frame of a SARIF file with one run of Aegis. */
export function sarifLog(
  version: string,
  id: string,
  rules: readonly Json[],
  run: { readonly invocation: Json; readonly results: readonly Json[] },
): Json {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Aegis', semanticVersion: version, version, rules } },
        automationDetails: { id },
        columnKind: 'utf16CodeUnits',
        invocations: [run.invocation],
        results: run.results,
      },
    ],
  };
}

/** What turning places into SARIF needs. */
export interface SarifPlaces {
  readonly sources: ReadonlyMap<string, Source>;
  /** GitHub's hash of the line, by which it knows a result again after lines have moved. */
  lineHash(span: Span): string | undefined;
}

/** The places of these texts; hashes are worked out once for each file. */
export function sarifPlaces(sources: readonly Source[]): SarifPlaces {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const hashes = new Map<string, ReadonlyMap<number, string>>();
  return {
    sources: byFile,
    lineHash: ({ file, start }) => {
      const source = byFile.get(file);
      if (source === undefined) return undefined;
      const known = hashes.get(file) ?? lineHashes(source.text);
      hashes.set(file, known);
      return known.get(start.line);
    },
  };
}

/** A stretch of a file as a SARIF location. */
export function locationJson(span: Span, places: SarifPlaces): Json {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(span.file), uriBaseId: '%SRCROOT%' },
      region: {
        startLine: span.start.line,
        startColumn: columnOf(span, 'start', places),
        endLine: span.end.line,
        endColumn: columnOf(span, 'end', places),
      },
    },
  };
}

/** Columns count UTF-16 units here, code points elsewhere. */
function columnOf(span: Span, side: 'start' | 'end', { sources }: SarifPlaces): number {
  const { line, column, offset } = span[side];
  const lineStart = sources.get(span.file)?.lineStarts[line - 1];
  return lineStart === undefined ? column : offset - lineStart + 1;
}

/** A relative reference (RFC 3986): a colon in its first segment would make it a scheme. */
export function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** What SARIF says of a code; its page, in Markdown, is the help. */
export function ruleJson(
  code: string,
  info: CodeInfo | undefined,
  page: string | undefined,
  properties: Json,
): Json {
  const title = info?.title ?? code;
  const text = page === undefined ? `aegis explain ${code}` : plainText(page);
  return {
    id: code,
    name: ruleName(title),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: page === undefined ? sentence(title) : firstParagraph(page) },
    help: { text, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: SARIF_LEVELS[info?.severity ?? 'warning'] },
    properties,
  };
}

/** The text between the title and the first heading or empty line. */
function firstParagraph(page: string): string {
  const [paragraph = ''] = page.replace(/^# [^\n]*\n+/, '').split(/\n\s*\n|\n(?=#)/);
  return plainText(paragraph).replace(/\s+/g, ' ');
}

function plainText(markdown: string): string {
  return markdown
    .replace(/^#+ /gm, '')
    .replace(/^```.*\n/gm, '')
    .trim();
}

function ruleName(title: string): string {
  return title
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
