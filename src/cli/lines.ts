/** A line of a stream, counted from 1, without its line end. */
export type StreamLine =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'not-utf8' | 'too-long'; readonly line: number };

/** A longer line is passed over, so that memory stays bounded whatever the stream holds. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** The lines of a stream of bytes, one at a time; lines end in LF or CRLF, a BOM at the start is dropped. */
export async function* streamLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamLine> {
  for await (const lines of lineGroups(chunks)) yield* lines;
}

/** As `streamLines`, all lines at once that came to their end with the same chunk: what has arrived by now. */
export async function* lineGroups(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly StreamLine[]> {
  let line = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array): void => {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    const lines: StreamLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      take(chunk.subarray(from, at));
      lines.push(decodeLine(line, parts, length));
      line += 1;
      parts = [];
      length = 0;
      from = at + 1;
    }
    // A copy: the stream may use the chunk's memory again.
    if (from < chunk.length) take(chunk.slice(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [decodeLine(line, parts, length)];
}

const LF = 0x0a;
const WITHOUT_BOM = new TextDecoder('utf-8', { fatal: true });
const AS_IT_IS = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeLine(line: number, parts: readonly Uint8Array[], length: number): StreamLine {
  if (length > MAX_LINE_BYTES) return { kind: 'too-long', line };
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  try {
    const text = (line === 1 ? WITHOUT_BOM : AS_IT_IS).decode(bytes);
    return { kind: 'text', line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    return { kind: 'not-utf8', line };
  }
}
