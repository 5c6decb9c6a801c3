import { createSource, err, ok, sortDiagnostics, type Diagnostic, type Result } from '../base/index.ts';
import { checkFileCharacters } from './check-characters.ts';
import { decodeText } from './decode-text.ts';
import type { Document } from './document.ts';
import { locateTree } from './locate-tree.ts';
import { parseYaml } from './parse-yaml.ts';
import { reportInto, withoutRepetitions } from './report.ts';

/**
 * The one YAML 1.2 core document (or JSON text) of a file, as a tree that knows where each value stands. `file` is the
 * name shown to the user. Fails when no tree can be relied on; what is wrong beyond that is in `problems`.
 */
export function readDocument(file: string, bytes: Uint8Array): Result<Document, readonly Diagnostic[]> {
  const decoded = decodeText(bytes);
  const text = decoded.text;
  const source = createSource(file, text);
  const problems: Diagnostic[] = [];
  const report = reportInto(problems, source);
  if (!decoded.ok) {
    const { code, range, message, ...advice } = decoded.problem;
    report(code, range, message, advice);
    return err(problems);
  }
  checkFileCharacters(text, report);
  const yaml = parseYaml(text, report);
  if (yaml === undefined) return err(inOrder(problems));
  if (isEmpty(yaml.contents)) {
    report('AEG1001', { start: 0, end: 0 }, 'the file is empty', {
      help: 'a policy begins with `version: "1"` and has `rules:`; `aegis init` writes one',
    });
    return err(inOrder(problems));
  }
  const root = locateTree(yaml, text, report);
  return root === undefined ? err(inOrder(problems)) : ok({ source, root, problems: inOrder(problems) });
}

function inOrder(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return sortDiagnostics(withoutRepetitions(problems));
}

function isEmpty(contents: unknown): boolean {
  if (contents === null) return true;
  const scalar = contents as { readonly value?: unknown; readonly source?: string; readonly items?: unknown };
  return scalar.items === undefined && scalar.value === null && (scalar.source ?? '') === '';
}
