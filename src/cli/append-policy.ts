import { checkInvariants, diffPolicies, type PolicyDiff } from '../analysis/index.ts';
import type { GeneratedPolicy } from '../autopolicy/index.ts';
import { prettyDiff } from '../reporters/index.ts';
import { appended, type AppendedPolicy } from './appended-policy.ts';
import type { Context } from './command.ts';
import { writeFile } from './deliver.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openPolicy } from './open-policy.ts';
import { problem } from './problem.ts';

/**
 * Puts the rules and invariants of a generated policy into a policy file, whose layout and comments stay, and shows what
 * that changes. Nothing is written when it loosens a decision, unless that is asked for.
 */
export async function appendPolicy(context: Context, made: GeneratedPolicy, file: string): Promise<ExitCode> {
  const opened = openPolicy(context, file);
  if (opened.kind !== 'loaded') return context.refuse(opened.diagnostics, opened.sources);
  const { loaded } = opened;
  const added = appended(loaded, made);
  if (!added.ok) return context.refuse([problem('AEG9014', `cannot add to \`${file}\`: ${added.error}`)]);
  const after = added.value;
  if (after.loaded.source.text === loaded.source.text) {
    context.notice(`${opened.file} says all of this already`);
    const output = context.given.value('output');
    return output === undefined ? EXIT.done : await put(context, output, after);
  }
  const diff = diffPolicies(loaded.policy, after.loaded.policy);
  const isRefused = !mayBeWritten(context, diff, after);
  const compared = {
    old: { from: opened.file, loaded },
    new: { from: 'with the text', loaded: after.loaded },
    diff,
    ranOut: 'budget' as const,
  };
  context.stderr.write(prettyDiff(compared, context.stderrPaint));
  for (const name of after.silenced)
    context.notice(`rule \`${name}\` decides nothing any more: what was added is stricter`);
  for (const words of after.kept)
    context.notice(`\`${words}\` and what the policy decides overlap: kept the stricter`);
  for (const name of after.notProved) context.notice(`not proved, and not added as an invariant: ${name}`);
  if (isRefused) return EXIT.found;
  return await put(context, context.given.value('output') ?? loaded.source.file, after);
}

/** Says first what is looser, or may be, and what claim of the file does not hold any more. */
function mayBeWritten(context: Context, diff: PolicyDiff, { loaded: { policy } }: AppendedPolicy): boolean {
  const looser = diff.changes.filter(({ kind }) => kind === 'loosened').length;
  const isLooser = looser > 0 || diff.equivalence === 'not-proved' || diff.notProved.length > 0;
  const isAllowed = context.given.flag('allow-loosening');
  if (isLooser) {
    const what =
      looser > 0
        ? `this loosens what the policy decides, in ${looser} ${looser === 1 ? 'way' : 'ways'}`
        : 'that this loosens nothing is not proved';
    context.notice(isAllowed ? what : `${what}: nothing is written without \`--allow-loosening\``);
  }
  const broken = checkInvariants(policy).filter(({ result }) => result.kind === 'refuted');
  for (const { invariant } of broken)
    context.notice(`\`${invariant.name}\` would not hold any more: nothing is written`);
  return broken.length === 0 && (!isLooser || isAllowed);
}

async function put(context: Context, output: string, { loaded }: AppendedPolicy): Promise<ExitCode> {
  const failed = await writeFile(context, output, loaded.source.text);
  if (failed !== undefined) return failed;
  context.notice(`wrote ${output}`);
  return EXIT.done;
}
