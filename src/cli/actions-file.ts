import { err, ok, repeatedKey, type Diagnostic, type Json, type Result, type Span } from '../base/index.ts';
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
  const span = spanOf(file, line.line);
  if (line.kind !== 'text') {
    const message = line.kind === 'not-utf8' ? 'the line is not UTF-8' : 'the line is longer than 4 MiB';
    return err([{ ...problem('AEG9019', message), span }]);
  }
  let json: Json;
  try {
    json = JSON.parse(line.text) as Json;
  } catch {
    const help = 'each line is one action, such as {"type": "delete_user", "target": "crm"}';
    return err([{ ...problem('AEG9019', 'the line is not JSON', { help }), span }]);
  }
  const repeated = repeatedKey(line.text);
  if (repeated !== undefined) {
    const help = 'readers disagree about which of the two counts; write it once';
    return err([{ ...problem('AEG9019', `the line has the key \`${repeated}\` twice`, { help }), span }]);
  }
  const action = parseAction(json);
  if (action.ok) return ok(action.value);
  return err(action.error.map((diagnostic) => ({ ...diagnostic, span: diagnostic.span ?? span })));
}

/** The beginning of the line: offsets count within it, because nobody holds the whole stream. */
function spanOf(file: string, line: number): Span {
  const position = { line, column: 1, offset: 0 };
  return { file, start: position, end: position };
}
