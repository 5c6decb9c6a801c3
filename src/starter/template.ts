/** One row of `templates/templates.json`: a policy to begin with, and what in a project speaks for it. */
export interface Template {
  /** As given to `--template`, e.g. `crm`. */
  readonly name: string;
  /** The policy's file below `templates/`. */
  readonly file: string;
  readonly title: string;
  /** Packages (npm or PyPI) or imported modules; a trailing `*` stands for the rest. */
  readonly packages: readonly string[];
  /** Words in the names of projects, folders and files. */
  readonly words: readonly string[];
}

/** The template a user means: `crm`, `crm-agent` and any spelling of case mean the same. */
export function findTemplate(templates: readonly Template[], name: string): Template | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_]agent$/, '');
  return templates.find((template) => plain(template.name) === plain(name));
}
