import type { Language } from '../ir.ts';
import { GLOBALS } from './access-path.ts';
import { positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { parentsOf } from './path-matcher.ts';
import { constantTexts } from './texts.ts';

/**
 * The rows of a language of which the project imports something: the paths of any other begin nowhere in it. Of a
 * catalogue of hundreds of packages most projects import a handful.
 */
export function rowsInUse<Row extends { readonly language: Language; readonly modules: readonly string[] }>(
  evaluation: Evaluation,
  language: Language,
  rows: readonly Row[],
): readonly Row[] {
  const specifiers = specifiersIn(evaluation, language);
  const parents = new Set(language === 'python' ? [...specifiers].flatMap(parentsOf) : []);
  const isImported = (name: string): boolean => {
    if (name === GLOBALS) return true;
    if (name.endsWith('*')) {
      const prefix = name.slice(0, -1);
      return [...specifiers].some(
        (specifier) => specifier.startsWith(prefix) || prefix.startsWith(`${specifier}.`),
      );
    }
    if (specifiers.has(name)) return true;
    // What is imported may lie inside the module, or hold it.
    return (
      language === 'python' && (parents.has(name) || parentsOf(name).some((parent) => specifiers.has(parent)))
    );
  };
  return rows.filter((row) => row.language === language && row.modules.some(isImported));
}

/** Calls that import what a text names, by the names they are declared with. */
const IMPORTING_CALLS: readonly string[] = ['require', 'import', 'import_module', '__import__'];

function specifiersIn(evaluation: Evaluation, language: Language): ReadonlySet<string> {
  const { project } = evaluation;
  const specifiers = new Set<string>();
  for (const module of project.modules) {
    if (module.ir.language !== language) continue;
    for (const specifier of project.imports.specifiersOf(module)) specifiers.add(specifier);
  }
  const names = new Set(IMPORTING_CALLS.flatMap((name) => [name, ...project.aliasesOf(name)]));
  for (const name of names) {
    for (const { module, call } of project.callsNamed(name)) {
      const given = positional(call, 0) ?? call.arguments[0]?.value;
      if (module.ir.language !== language || given === undefined) continue;
      for (const specifier of constantTexts(evaluation.evaluate(module, given))) specifiers.add(specifier);
    }
  }
  return specifiers;
}
