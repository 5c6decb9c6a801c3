import { createSource, err, ok, spanAt, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { parseAction, type ActionInput } from '../decision/index.ts';
import { streamLines, type StreamLine } from './lines.ts';
import { problem } from './problem.ts';

/** Actions in JSON, one a line, as they come; a line that is none is told with its place. Empty lines are passed over. */
export async function* readActions(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Result<ActionInput, readonly Diagnostic[]>> {
  for await (const line of streamLines(chunks)) {
    if (line.kind !== 'text' || line.text.trim() !== '') yield readAction(file, line);
  }
}

function readAction(file: string, line: StreamLine): Result<ActionInput, readonly Diagnostic[]> {
  const span = spanOf(file, line);
  if (line.kind === 'not-utf8') return err([{ ...problem('AEG9019', 'the line is not UTF-8'), span }]);
  if (line.kind === 'too-long')
    return err([{ ...problem('AEG9019', 'the line is longer than 4 MiB'), span }]);
  let json: Json;
  try {
    json = JSON.parse(line.text) as Json;
  } catch {
    const help = 'each line is one action, such as {"type": "delete_user", "target": "crm"}';
    return err([{ ...problem('AEG9019', 'the line is not JSON', { help }), span }]);
  }
  const action = parseAction(json);
  if (action.ok) return ok(action.value);
  return err(action.error.map((diagnostic) => ({ ...diagnostic, span: diagnostic.span ?? span })));
}

function spanOf(file: string, line: StreamLine): Diagnostic['span'] & object {
  const within = spanAt(createSource(file, line.kind === 'text' ? line.text : ''), 0, 0);
  const position = { ...within.start, line: line.line };
  return { file, start: position, end: position };
}
