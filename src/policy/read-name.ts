import type { Located } from './document.ts';
import type { Report } from './report.ts';
import { readString } from './shape.ts';

/** The longest name of a rule, in code points; a test of the schema relies on the same figure. */
export const LONGEST_RULE_NAME = 64;
/** Invariants are named by sentences. */
export const LONGEST_INVARIANT_NAME = 200;

/** A printable name on one line. It does not begin with `<`, so that `<default>` and `<invalid>` are never a rule. */
export function readName(node: Located, what: string, longest: number, report: Report): string | undefined {
  const text = readString(node, what, report);
  if (text === undefined) return undefined;
  const problem = nameProblem(text.value, longest);
  if (problem === undefined) return text.value;
  report('AEG1021', node.range, `${what} ${problem}`, {
    help: `a name has 1 to ${longest} printable characters on one line and does not begin with \`<\``,
  });
  return undefined;
}

function nameProblem(name: string, longest: number): string | undefined {
  if (name.startsWith('<')) return 'begins with `<`, as only `<default>` and `<invalid>` do';
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return 'has a character that cannot be printed on one line';
  if (name.trim() === '') return 'has no visible character';
  const length = Array.from(name).length;
  return length > longest ? `has ${length} characters` : undefined;
}
