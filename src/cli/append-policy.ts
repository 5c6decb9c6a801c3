import { diffPolicies } from '../analysis/index.ts';
import { type GeneratedPolicy } from '../autopolicy/index.ts';
import { createSource, err, ok, type Result } from '../base/index.ts';
import {
  editPolicyText,
  freeName,
  loadPolicyOrReference,
  readDocument,
  type InsertedRule,
  type LoadedPolicy,
  type PolicyEdit,
} from '../policy/index.ts';
import { prettyDiff } from '../reporters/index.ts';
import type { Context } from './command.ts';
import { writeFile } from './deliver.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openPolicy } from './open-policy.ts';
import { problem } from './problem.ts';

/**
 * Puts the rules of a generated policy into a policy file, whose layout and comments stay, and shows what that changes.
 * What refuses goes first, what asks before anything that would loosen, what allows last.
 */
export async function appendPolicy(context: Context, made: GeneratedPolicy, file: string): Promise<ExitCode> {
  const opened = openPolicy(context, file);
  if (opened.kind !== 'loaded') return context.refuse(opened.diagnostics, opened.sources);
  const added = withRules(opened.loaded, made);
  if (!added.ok) return context.refuse([problem('AEG9014', `cannot add to \`${file}\`: ${added.error}`)]);
  const after = added.value;
  const diff = diffPolicies(opened.loaded.policy, after.policy);
  const compared = {
    old: { from: opened.file, loaded: opened.loaded },
    new: { from: 'with the text', loaded: after },
    diff,
    ranOut: 'budget' as const,
  };
  context.stderr.write(prettyDiff(compared, context.stderrPaint));
  const output = context.given.value('output') ?? opened.loaded.source.file;
  const failed = await writeFile(context, output, after.source.text);
  if (failed !== undefined) return failed;
  context.notice(`wrote ${output}`);
  return EXIT.done;
}

/** One rule after another, each where it loosens nothing if there is such a place. */
function withRules(
  loaded: LoadedPolicy,
  { loaded: { policy }, meaning }: GeneratedPolicy,
): Result<LoadedPolicy, string> {
  let now = loaded;
  for (const rule of [...policy.rules]) {
    const inserted: InsertedRule = { ...rule, name: freeName(now.policy, rule.name) };
    const next = insertedAt(now, inserted, placeFor(now, inserted));
    if (!next.ok) return next;
    now = next.value;
  }
  if (meaning.rest === undefined) return ok(now);
  return edited(now, { kind: 'set-default', approval: meaning.rest.approval });
}

/** Before the first rule that is looser; the rules that were added keep their order. */
function placeFor({ policy }: LoadedPolicy, { approval }: InsertedRule): number {
  const rank = RANKS[approval];
  const at = policy.rules.findIndex((rule) => RANKS[rule.approval] < rank);
  return at === -1 ? policy.rules.length : at;
}

const RANKS = { auto: 0, approve: 1, block: 2 } as const;

function insertedAt(loaded: LoadedPolicy, rule: InsertedRule, before: number): Result<LoadedPolicy, string> {
  return edited(loaded, { kind: 'insert-rule', before, rule });
}

function edited(loaded: LoadedPolicy, edit: PolicyEdit): Result<LoadedPolicy, string> {
  const { file, text } = loaded.source;
  const changed = editPolicyText(file, text, edit);
  if (!changed.ok) return changed;
  const document = readDocument(file, new TextEncoder().encode(changed.value));
  const again = document.ok ? loadPolicyOrReference(document.value) : undefined;
  if (again?.ok !== true || again.value.kind !== 'policy') return err('the text would not load');
  return ok({ ...again.value, source: createSource(file, changed.value) });
}
