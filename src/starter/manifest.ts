import { parse } from 'smol-toml';
import { err, ok, type Result } from '../base/index.ts';

export interface Manifest {
  /** Names of the packages the project depends on, as the ecosystem spells them (Python: lower case, `-`). */
  readonly packages: readonly string[];
  /** The project's name, description and keywords. */
  readonly texts: readonly string[];
}

/** Whether a file of this name says what a project depends on. */
export function manifestNames(name: string): boolean {
  return name === 'package.json' || name === 'pyproject.toml' || /^requirements.*\.txt$/.test(name);
}

/** The packages and texts of a manifest, or why it cannot be understood. */
export function readManifest(name: string, text: string): Result<Manifest, string> {
  if (name === 'package.json') return parsed(() => fromPackageJson(JSON.parse(text.replace(/^\uFEFF/, ''))));
  if (name === 'pyproject.toml') return parsed(() => fromPyproject(parse(text)));
  return ok({ packages: text.split('\n').map(requirementName).filter(isNonEmpty), texts: [] });
}

function parsed(read: () => Manifest): Result<Manifest, string> {
  try {
    return ok(read());
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : undefined;
    return err(`it does not parse (${reason ?? 'unknown reason'})`);
  }
}

function fromPackageJson(json: unknown): Manifest {
  const tables = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  return {
    packages: tables.flatMap((table) => Object.keys(record(at(json, table)))),
    texts: [at(json, 'name'), at(json, 'description'), ...list(at(json, 'keywords'))].filter(isText),
  };
}

function fromPyproject(toml: unknown): Manifest {
  const project = at(toml, 'project');
  const poetry = at(at(toml, 'tool'), 'poetry');
  const requirements = [
    ...list(at(project, 'dependencies')),
    ...Object.values(record(at(project, 'optional-dependencies'))).flatMap(list),
    ...Object.values(record(at(toml, 'dependency-groups'))).flatMap(list),
  ];
  const poetryTables = [poetry, ...Object.values(record(at(poetry, 'group')))];
  const poetryNames = poetryTables.flatMap((table) => Object.keys(record(at(table, 'dependencies'))));
  return {
    packages: [
      ...requirements.filter(isText).map(requirementName).filter(isNonEmpty),
      ...poetryNames.filter((name) => name !== 'python').map(normalised),
    ],
    texts: [project, poetry].flatMap((table) => [at(table, 'name'), at(table, 'description')]).filter(isText),
  };
}

/** The name at the head of a requirement (PEP 508): `langchain[openai]>=0.3 ; python_version > "3.9"` -> `langchain`. */
function requirementName(line: string): string {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1];
  return name === undefined ? '' : normalised(name);
}

/** PEP 503. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function at(value: unknown, key: string): unknown {
  return record(value)[key];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNonEmpty(text: string): boolean {
  return text !== '';
}
