import type { Language } from '../ir.ts';
import type { AegisRole, PathMeaning } from '../resolve/meaning.ts';
import type { PathRow, PathType } from '../resolve/path-matcher.ts';
import rows from './aegis-rows.json' with { type: 'json' };

interface AegisRow {
  readonly language: Language;
  readonly modules: readonly string[];
  readonly types: Readonly<Record<string, PathType>>;
  readonly names: readonly {
    readonly path: string;
    readonly name: string;
    readonly role: AegisRole;
    readonly only?: readonly string[];
  }[];
}

/** The names of Aegis that govern what they are put around; the facts are in aegis-rows.json. */
export const AEGIS_ROWS: readonly PathRow<PathMeaning>[] = (rows as readonly AegisRow[]).map(
  ({ language, modules, types, names }) => ({
    language,
    modules,
    types: {
      ...types,
      made: { values: names.flatMap(({ path, role }) => (role === 'instruments' ? [] : [`${path}()`])) },
    },
    paths: names.map(({ path, ...meaning }) => ({ path, payload: { kind: 'aegis', ...meaning } })),
  }),
);
