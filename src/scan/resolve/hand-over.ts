import type { Language } from '../ir.ts';
import { GLOBALS } from './access-path.ts';
import rows from './hand-over.json' with { type: 'json' };
import type { Form, PathMeaning } from './meaning.ts';
import type { PathRow, PathType } from './path-matcher.ts';

interface HandOverRow {
  readonly language: Language;
  readonly modules: readonly string[];
  readonly types?: Readonly<Record<string, PathType>>;
  readonly forms: readonly (Form & { readonly path: string })[];
}

const HAND_OVER = rows as readonly HandOverRow[];

/** The packages in which a project keeps things for all its files, without an import from one to the other. */
export const STORE_MODULES: readonly Pick<HandOverRow, 'language' | 'modules'>[] = HAND_OVER.filter(
  ({ modules, forms }) => !modules.includes(GLOBALS) && forms.some(({ name }) => name === 'store'),
);

/** The functions of the languages and of common libraries that hand values on; the facts are in hand-over.json. */
export const HAND_OVER_ROWS: readonly PathRow<PathMeaning>[] = HAND_OVER.map(
  ({ language, modules, types, forms }) => ({
    language,
    modules,
    ...(types === undefined ? {} : { types }),
    paths: forms.map(({ path, ...form }) => ({ path, payload: { kind: 'form', form } })),
  }),
);
