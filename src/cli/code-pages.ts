import type { Context } from './command.ts';

/** The page of a diagnostic code, `docs/codes/<code>.md`. */
export interface CodePage {
  readonly code: string;
  /** What follows the code in the heading. */
  readonly title: string;
  readonly text: string;
}

const MAX_PAGE_BYTES = 1_000_000;

type Shelf = Pick<Context, 'files' | 'packageRoot'>;

/** The page of one code, or `undefined` when there is none. */
export function readCodePage(shelf: Shelf, code: string): CodePage | undefined {
  if (!/^AEG\d{4}$/.test(code)) return undefined;
  const read = shelf.files.readBytes(`${shelf.packageRoot}/docs/codes/${code}.md`, MAX_PAGE_BYTES);
  if (!read.ok) return undefined;
  const text = new TextDecoder().decode(read.value);
  return { code, title: /^# AEG\d{4}: (.*)$/m.exec(text)?.[1] ?? '', text };
}

/** All pages, by code. */
export function codePages(shelf: Shelf): readonly CodePage[] {
  const list = shelf.files.list(`${shelf.packageRoot}/docs/codes`);
  if (!list.ok) return [];
  return list.value
    .map((entry) => entry.name.replace(/\.md$/, ''))
    .sort()
    .flatMap((code) => readCodePage(shelf, code) ?? []);
}
