import { CHANGE_KINDS, changeKind } from '../analysis/index.ts';
import { compilePolicy, decide, type ActionInput, type CompiledPolicy } from '../decision/index.ts';
import { APPROVALS, RISK_LEVELS, type Decision } from '../model/index.ts';
import type { ComparedPolicies, ReplayedActions, ReplayedClass } from '../reporters/index.ts';
import type { Diagnostic, Result } from '../base/index.ts';
import { readActions } from './actions-file.ts';
import { sqliteOf, withLogAt } from './audit-log.ts';
import type { Context } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { isLogName, loggedActions } from './logged-actions.ts';
import { chunksOf } from './read-chunks.ts';

/** Beyond so many unreadable lines only their number is told. */
const MAX_TOLD = 20;
const MAX_EXAMPLES = 3;

/** What came of a file of actions; `unreadable` counts the lines that are no actions, which were told. */
export interface Replay {
  readonly replayed: ReplayedActions;
  readonly unreadable: number;
}

/**
 * Decides the actions of `--replay` by both policies, each at its own time, one after the other, so that a log of any
 * length takes the same memory. `undefined` without the option, an exit code where the file cannot be read.
 */
export async function replayActions(
  context: Context,
  compared: Pick<ComparedPolicies, 'old' | 'new'>,
): Promise<Replay | ExitCode | undefined> {
  const file = context.given.value('replay');
  if (file === undefined) return undefined;
  if (isLogName(file)) return await replayLog(context, file, compared);
  const chunks = await chunksOf(context, file);
  if (!chunks.ok) return context.refuse([chunks.error]);
  const name = file === '-' ? '<stdin>' : file;
  return await replayAll(context, name, readActions(name, chunks.value), compared);
}

async function replayLog(
  context: Context,
  file: string,
  compared: Pick<ComparedPolicies, 'old' | 'new'>,
): Promise<Replay | ExitCode> {
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  let replay: Replay | undefined;
  const exitCode = await withLogAt(context, file, driver.value, async ({ reader }) => {
    replay = await replayAll(context, file, loggedActions(reader), compared);
    return EXIT.done;
  });
  return replay ?? exitCode;
}

type ReadAction = Result<ActionInput, readonly Diagnostic[]>;

async function replayAll(
  context: Context,
  name: string,
  actions: Iterable<ReadAction> | AsyncIterable<ReadAction>,
  { old, new: now }: Pick<ComparedPolicies, 'old' | 'new'>,
): Promise<Replay> {
  const compiled = [old, now].map(({ loaded }) =>
    compilePolicy(loaded.policy, { timeZoneData: context.timeZoneData }),
  ) as [CompiledPolicy, CompiledPolicy];
  const tally = new Tally();
  let unreadable = 0;
  for await (const action of actions) {
    if (context.interrupted.aborted) break;
    if (action.ok) tally.add(compiled, action.value);
    else {
      unreadable += 1;
      if (unreadable <= MAX_TOLD) context.refuse(action.error);
    }
  }
  if (unreadable > MAX_TOLD) context.notice(`${unreadable - MAX_TOLD} more lines are no actions`);
  return { replayed: tally.result(name), unreadable };
}

interface Counted extends ReplayedClass {
  count: number;
  readonly examples: ReplayedClass['examples'][number][];
}

class Tally {
  private actions = 0;
  private changed = 0;
  private readonly classes = new Map<string, Counted>();

  add([before, after]: readonly [CompiledPolicy, CompiledPolicy], action: ActionInput): void {
    this.actions += 1;
    const old = decide(before, action, action.at);
    const now = decide(after, action, action.at);
    const kind = changeKind(old, now);
    if (kind === undefined) return;
    this.changed += 1;
    const key = [kind, old.approval, old.riskLevel, now.approval, now.riskLevel].join();
    const counted = this.classes.get(key) ?? { kind, old, new: now, count: 0, examples: [] };
    this.classes.set(key, counted);
    counted.count += 1;
    if (counted.examples.length < MAX_EXAMPLES)
      counted.examples.push({ position: this.actions, action, old, new: now });
  }

  result(file: string): ReplayedActions {
    const { actions, changed } = this;
    return { file, actions, changed, classes: [...this.classes.values()].sort(byKindAndOutcome) };
  }
}

function byKindAndOutcome(a: ReplayedClass, b: ReplayedClass): number {
  return (
    CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) ||
    rankOf(a.old) - rankOf(b.old) ||
    rankOf(a.new) - rankOf(b.new)
  );
}

function rankOf({ approval, riskLevel }: Pick<Decision, 'approval' | 'riskLevel'>): number {
  return APPROVALS.indexOf(approval) * RISK_LEVELS.length + RISK_LEVELS.indexOf(riskLevel);
}
