import type { FileReader, ReadFailure } from '../../base/index.ts';
import { readNotebook, type Notebook } from '../notebooks/read-notebook.ts';
import type { ScanCode } from '../scan-codes.ts';
import { skippedText } from './default-skips.ts';

/** A file's text, or why it has none. `ignored` is passed over by default and only counted. */
export type SourceText =
  | { readonly kind: 'text'; readonly text: string; readonly notebook?: Notebook }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'skipped'; readonly code: ScanCode; readonly why: string };

/** Why something could not be read, as it is told. */
export const READ_FAILURES: Readonly<Record<ReadFailure, string>> = {
  missing: 'it does not exist',
  'not-a-file': 'it is not a regular file',
  'not-a-directory': 'it is not a folder',
  'no-permission': 'no permission to read it',
  'too-large': 'it is too large',
  unreadable: 'the system refused to read it',
};

/** Pictures and tables in a notebook may be many times as large as its code, and no parser sees them. */
const NOTEBOOK_FACTOR = 10;

/**
 * Reads a source file as UTF-8; the text of a notebook is its code. A byte order mark is not part of the text; UTF-16 is read when it has one, and Latin-1 in
 * Python when the file declares it.
 */
export function readSource(
  files: Pick<FileReader, 'readBytes'>,
  path: string,
  maxFileSize: number,
  isNamed: boolean,
): SourceText {
  const isNotebook = path.endsWith('.ipynb');
  const limit = isNotebook ? maxFileSize * NOTEBOOK_FACTOR : maxFileSize;
  const bytes = files.readBytes(path, limit);
  if (!bytes.ok) {
    return bytes.error === 'too-large'
      ? tooLarge(limit)
      : { kind: 'skipped', code: 'AEG3002', why: READ_FAILURES[bytes.error] };
  }
  const text = decode(bytes.value, path);
  if (text === undefined) return { kind: 'skipped', code: 'AEG3003', why: 'not UTF-8 text' };
  if (text.includes('\0')) return { kind: 'skipped', code: 'AEG3003', why: 'binary' };
  if (isNotebook) return notebookText(text, maxFileSize);
  const why = isNamed ? undefined : skippedText(text);
  return why === undefined ? { kind: 'text', text } : { kind: 'ignored', why };
}

function notebookText(json: string, maxFileSize: number): SourceText {
  const read = readNotebook(json);
  switch (read.kind) {
    case 'notebook': {
      const { notebook } = read;
      return notebook.code.length > maxFileSize
        ? tooLarge(maxFileSize)
        : { kind: 'text', text: notebook.code, notebook };
    }
    case 'other-language':
      return { kind: 'ignored', why: 'notebook in another language' };
    case 'unreadable':
      return { kind: 'skipped', code: 'AEG3006', why: read.why };
  }
}

function tooLarge(limit: number): SourceText {
  return { kind: 'skipped', code: 'AEG3004', why: `larger than ${sizeText(limit)}` };
}

function decode(bytes: Uint8Array, path: string): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return /\.pyi?$/.test(path) && declaresLatin1(bytes)
      ? new TextDecoder('latin1').decode(bytes)
      : undefined;
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Python sources may name their encoding in the first two lines (PEP 263). */
function declaresLatin1(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  return /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*coding[:=][ \t]*(?:latin-?1|iso-?8859-1|cp1252|windows-1252)\b/i.test(
    head,
  );
}

function sizeText(bytes: number): string {
  return bytes >= 1_000_000
    ? `${bytes / 1_000_000} MB`
    : bytes >= 1000
      ? `${bytes / 1000} kB`
      : `${bytes} bytes`;
}
