import { AUDIT_CODES, eventProblems, type SchemaProblem } from '../../audit/index.ts';
import type { Diagnostic, Json, Span } from '../../base/index.ts';
import { compactDiagnostics, diagnosticJson, jsonText, prettyDiagnostics } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { streamLines, type StreamLine } from '../lines.ts';
import { chunksOf } from '../read-chunks.ts';

export async function runAgefValidate(context: Context): Promise<ExitCode> {
  const file = context.given.operand('file') ?? '-';
  const chunks = await chunksOf(context, file);
  if (!chunks.ok) return context.refuse([chunks.error]);
  const name = file === '-' ? '<stdin>' : file;
  const checked = await checkEvents(context, name, streamLines(chunks.value));
  const failed = await deliver(context, (format, paint, width) => {
    switch (format) {
      case 'json':
        return jsonText({
          schemaVersion: 1,
          file: name,
          events: checked.events,
          diagnostics: checked.diagnostics.map(diagnosticJson),
        });
      case 'compact':
        return compactDiagnostics(checked.diagnostics);
      default: {
        const problems = prettyDiagnostics(checked.diagnostics, { paint, sources: [], ...width });
        return checked.diagnostics.length > 0 ? problems : `${checked.events} events are of the format\n`;
      }
    }
  });
  return failed ?? (checked.diagnostics.length > 0 ? EXIT.found : EXIT.done);
}

interface Checked {
  readonly events: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** JSONL is checked line by line; a file whose first line is no whole JSON is one JSON text. */
async function checkEvents(
  context: Context,
  file: string,
  lines: AsyncIterable<StreamLine>,
): Promise<Checked> {
  const diagnostics: Diagnostic[] = [];
  let events = 0;
  let whole: string[] | undefined;
  for await (const line of lines) {
    if (line.kind !== 'text') {
      const message = line.kind === 'not-utf8' ? 'the line is not UTF-8' : 'the line is longer than 4 MiB';
      diagnostics.push(diagnostic('AEG4002', message, spanOf(file, line.line)));
    } else if (whole !== undefined) {
      whole.push(line.text);
    } else if (line.text.trim() !== '') {
      const json = parsed(line.text);
      if (json === undefined && events === 0 && diagnostics.length === 0) {
        whole = [...Array<string>(line.line - 1).fill(''), line.text];
      } else {
        events += Array.isArray(json) ? json.length : 1;
        diagnostics.push(...lineProblems(context, file, line.line, json));
      }
    }
  }
  if (whole === undefined) return { events, diagnostics };
  return checkWhole(context, file, whole.join('\n'));
}

function lineProblems(
  context: Context,
  file: string,
  line: number,
  json: Json | undefined,
): readonly Diagnostic[] {
  const span = spanOf(file, line);
  if (json === undefined) return [diagnostic('AEG4002', 'the line is not JSON', span)];
  const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
  return list.flatMap((event) => eventProblems(event, context.cryptography).map((one) => told(one, span)));
}

function checkWhole(context: Context, file: string, text: string): Checked {
  const json = parsed(text);
  const span = spanOf(file, 1);
  if (json === undefined) {
    return { events: 0, diagnostics: [diagnostic('AEG4002', 'neither JSON nor JSON line by line', span)] };
  }
  const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
  const diagnostics = list.flatMap((event, index) =>
    eventProblems(event, context.cryptography).map((one) =>
      told(Array.isArray(json) ? { ...one, pointer: `/${index}${one.pointer}` } : one, span),
    ),
  );
  return { events: list.length, diagnostics };
}

function told({ pointer, message, help }: SchemaProblem, span: Span): Diagnostic {
  const where = pointer === '/' ? 'the event' : `\`${pointer}\``;
  const text = message.startsWith('must') || message.startsWith('is ') || message.startsWith('has ');
  return {
    ...diagnostic('AEG4001', text ? `${where} ${message}` : `${message} in ${where}`, span),
    ...(help === undefined ? {} : { help }),
  };
}

function diagnostic(code: 'AEG4001' | 'AEG4002', message: string, span: Span): Diagnostic {
  return { code, severity: AUDIT_CODES[code].severity, message, span };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The beginning of the line: nobody holds the whole stream. */
function spanOf(file: string, line: number): Span {
  const position = { line, column: 1, offset: 0 };
  return { file, start: position, end: position };
}
