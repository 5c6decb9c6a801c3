import type { Catalog, CatalogRow, HostRow } from '../catalog/catalog.ts';
import type { Language } from '../ir.ts';
import { STORE_MODULES } from '../resolve/hand-over.ts';
import { TOOL_MODULES } from '../tool-risks/rows.ts';

/** Tells whether a text could have to do with AI: a question asked of every file, so it reads the text once. */
export type MentionTest = (text: string) => boolean;

/**
 * The texts worth parsing in a language: those that mention a catalogued package right after a quote or in an import, a
 * known host, Aegis itself, or a suppression. Mentions in comments count too: this only saves work.
 */
export function createMentionTest(catalog: Catalog, language: Language): MentionTest {
  const modules = [...catalog.rows, ...TOOL_MODULES]
    .filter((row) => row.language === language)
    .flatMap((row) => row.modules);
  const names = language === 'typescript' ? quotedPackages(modules) : pythonModules(modules);
  const pattern = new RegExp([names, ...hostParts(catalog.hosts), SUPPRESSION].join('|'));
  return (text) => pattern.test(text);
}

/** Whether a text imports a package in which the project may keep a client that another file made. */
export function createStoreTest(language: Language): MentionTest {
  const modules = STORE_MODULES.filter((row) => row.language === language).flatMap((row) => row.modules);
  const pattern = new RegExp(language === 'typescript' ? quotedPackages(modules) : pythonModules(modules));
  return (text) => pattern.test(text);
}

/**
 * Names that an import of a catalogued package may begin with: `openai`, `langchain_*` in Python, `ai`,
 * `@anthropic-ai/sdk` in TypeScript.
 */
export function createCataloguedName(
  rows: readonly CatalogRow[],
): (name: string, language: Language) => boolean {
  const python = wholeNames(rows, 'python', (module) => module.split('.')[0] ?? module);
  const typeScript = wholeNames(rows, 'typescript', packageOf);
  return (name, language) => (language === 'python' ? python : typeScript).test(name);
}

function wholeNames(
  rows: readonly CatalogRow[],
  language: Language,
  nameOf: (module: string) => string,
): RegExp {
  const modules = rows.filter((row) => row.language === language).flatMap((row) => row.modules);
  return new RegExp(
    `^(?:${alternatives(modules.map((module) => wildName(nameOf(module), language === 'python' ? String.raw`\w*` : '[^/]*')))})$`,
  );
}

/** `@scope/name/sub` is a module of `@scope/name`. */
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

const SUPPRESSION = 'aegis-ignore|aegis:\\s*ignore';

function quotedPackages(modules: readonly string[]): string {
  const names = modules.map((module) => literal(module.replace(/\/\*$/, '')));
  return `["'\`](?:${alternatives(['agent-aegis', ...names])})(?=["'\`/])`;
}

/** What stands before the name of a module in an import, or in a list of them: `import a as b, openai`. */
const PYTHON_IMPORT = String.raw`\bfrom[\s\\]+|\bimport[\s\\]+(?:[\w.]+(?:[\s\\]+as[\s\\]+\w+)?[\s\\]*,[\s\\]*)*`;

function pythonModules(modules: readonly string[]): string {
  const names = alternatives(['aegis', ...modules.map(dottedModule)]);
  return `(?:${PYTHON_IMPORT})(?:${names})(?!\\w)|["'](?:${names})(?=["'.])`;
}

/** `google.genai` is also mentioned by `from google import genai`. */
function dottedModule(module: string): string {
  const [first = '', ...rest] = module.split('.');
  return wildName(first) + dottedRest(rest);
}

/** How far behind `import` a name of a list is looked for, in characters. */
const LONGEST_NAMES = 400;

function dottedRest(parts: readonly string[]): string {
  const [first, ...rest] = parts;
  if (first === undefined) return '';
  return `(?:\\s*\\.\\s*${wildName(first)}${dottedRest(rest)}|\\s+import\\b[^;]{0,${LONGEST_NAMES}}?\\b${wildName(first)}(?!\\w))`;
}

function wildName(name: string, wild = String.raw`\w*`): string {
  return name.split('*').map(literal).join(wild);
}

/** Of each host, or of each path where any host will do, the longest part that stands in a program as it is. */
function hostParts(hosts: readonly HostRow[]): readonly string[] {
  const written = hosts.flatMap((row) => (row.hosts.length > 0 ? row.hosts : row.paths));
  const parts = written.map(longestPart).filter((part) => part.length >= 4);
  return [...new Set(parts)].sort().map(literal);
}

function longestPart(text: string): string {
  return text.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function alternatives(patterns: readonly string[]): string {
  return [...new Set(patterns)].sort().join('|');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
