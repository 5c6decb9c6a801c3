import type { Language } from '../ir.ts';
import type { DangerForm, PathMeaning, ToolForm } from '../resolve/meaning.ts';
import type { PathRow, PathType } from '../resolve/path-matcher.ts';
import dangerRows from './danger-rows.json' with { type: 'json' };
import toolRows from './tool-rows.json' with { type: 'json' };

interface RowHead {
  readonly language: Language;
  readonly modules: readonly string[];
  readonly types?: Readonly<Record<string, PathType>>;
}

interface ToolRow extends RowHead {
  readonly tools: readonly (ToolForm & { readonly path: string })[];
}

interface DangerRow extends RowHead {
  readonly dangers: readonly (DangerForm & { readonly paths: readonly string[] })[];
}

const TOOL_ROWS = toolRows as readonly ToolRow[];

/** How functions become tools, and which calls do harm; the facts are in tool-rows.json and danger-rows.json. */
export const TOOL_RISK_ROWS: readonly PathRow<PathMeaning>[] = [
  ...TOOL_ROWS.map(({ tools, ...row }) => ({
    ...row,
    paths: tools.map(({ path, ...tool }) => ({ path, payload: { kind: 'tool' as const, tool } })),
  })),
  ...(dangerRows as readonly DangerRow[]).map(({ dangers, ...row }) => ({
    ...row,
    paths: dangers.flatMap(({ paths, ...danger }) =>
      paths.map((path) => ({ path, payload: { kind: 'danger' as const, danger } })),
    ),
  })),
];

/** The last names that something which makes a tool in this way is written with. */
export function toolNames(form: ToolForm['form']): readonly string[] {
  const paths = TOOL_ROWS.flatMap(({ tools }) => tools.filter((tool) => tool.form === form));
  return [...new Set(paths.map(({ path }) => path.slice(path.lastIndexOf('.') + 1).replace('$', '')))];
}

/** The packages by which tools are made. */
export const TOOL_MODULES: readonly Pick<RowHead, 'language' | 'modules'>[] = TOOL_ROWS;
