import type { Language } from '../ir.ts';
import rows from './http-clients.json' with { type: 'json' };
import type { ArgumentPlace, PathMeaning, RequestForm } from './meaning.ts';
import type { PathRow, PathType } from './path-matcher.ts';

interface HttpRow {
  readonly language: Language;
  readonly modules: readonly string[];
  readonly types?: Readonly<Record<string, PathType>>;
  readonly requests: readonly RequestLine[];
  /** Functions that only prepare a request, to be sent by another call. */
  readonly prepared?: readonly RequestLine[];
  readonly base?: readonly ArgumentPlace[];
}

type RequestLine = Omit<RequestForm, 'base'> & { readonly path: string };

/** How HTTP clients are called; the facts are in http-clients.json. */
export const HTTP_ROWS: readonly PathRow<PathMeaning>[] = (rows as readonly HttpRow[]).map(
  ({ language, modules, types, requests, prepared = [], base = [] }) => ({
    language,
    modules,
    types: { ...types, prepared: { values: prepared.map(({ path }) => `${path}()`) } },
    paths: [
      ...requests.map(({ path, ...request }) => meaning(path, 'request', { ...request, base })),
      ...prepared.map(({ path, ...request }) => meaning(path, 'prepared-request', { ...request, base })),
    ],
  }),
);

function meaning(
  path: string,
  kind: 'request' | 'prepared-request',
  request: RequestForm,
): { readonly path: string; readonly payload: PathMeaning } {
  return { path, payload: { kind, request } };
}
