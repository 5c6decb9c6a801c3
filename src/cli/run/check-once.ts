import { err, ok, type Diagnostic, type Json, type Result } from '../../base/index.ts';
import { hookProblem, permissionFor, type Agent, type HookEvent, type Verdict } from '../../hooks/index.ts';
import { jsonCheckedCall, prettyCheckedCall, type CheckedCall } from '../../reporters/index.ts';
import type { SqliteDriver } from '../../store/index.ts';
import { readAsked, type Asked } from '../asked-call.ts';
import { sqliteOf } from '../audit-log.ts';
import { openJudge, type CallJudge, type JudgedCall } from '../call-judge.ts';
import { checkedCall } from '../checked-call.ts';
import type { Context } from '../command.ts';
import { Deadline } from '../deadline.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { parseInstant } from '../instant.ts';
import type { SettingsProblems } from '../open-settings.ts';
import { problem } from '../problem.ts';
import { resolvePath } from '../resolve-path.ts';

/** Well below the time after which agents end a hook, and let the call run. */
const DEADLINE = 2_000;

/** A larger call is refused unread. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads one call, decides, records, answers. What goes wrong on the way refuses the call. */
export async function checkOnce(context: Context, agent: Agent | undefined): Promise<ExitCode> {
  const deadline = new Deadline(DEADLINE);
  // An agent shows its user what a hook says beside its answer.
  const isHook = context.given.value('hook') !== undefined;
  const talk = isHook ? { ...context, notice: () => undefined } : context;
  try {
    const arrived = await deadline.before(arrival(context));
    if (arrived === undefined) return context.refuse([tooLate()]);
    if (!arrived.ok) return context.refuse([arrived.error]);
    const decided = context.runWithin(deadline.left(), () => decideCall(talk, agent, arrived.value));
    if (decided.kind === 'late') return context.refuse([tooLate()]);
    if (!decided.value.ok) return refuseAll(context, decided.value.error);
    return await recordAndAnswer(context, agent, decided.value.value, deadline);
  } finally {
    deadline.clear();
    context.stdin.close();
  }
}

interface Arrived {
  readonly bytes: Uint8Array;
  readonly driver: SqliteDriver;
}

/** The call as it came, and SQLite, which is loaded meanwhile. */
async function arrival(context: Context): Promise<Result<Arrived, Diagnostic>> {
  const [driver, bytes] = await Promise.all([sqliteOf(context), wholeInput(context)]);
  if (!driver.ok) return driver;
  return bytes.ok ? ok({ bytes: bytes.value, driver: driver.value }) : bytes;
}

async function wholeInput(context: Context): Promise<Result<Uint8Array, Diagnostic>> {
  if (context.stdin.isTTY) {
    const help = 'pipe a call in, such as {"type": "read_file", "target": "README.md"}';
    return err(problem('AEG9017', 'standard input is a terminal', { help }));
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of context.stdin.chunks()) {
    length += chunk.length;
    if (length > MAX_BYTES) return err(hookProblem('AEG4051', 'the call is larger than 4 MiB'));
    parts.push(chunk);
  }
  return ok(Buffer.concat(parts));
}

/** A call that was decided about but is not recorded yet, with everything that is open for it. */
interface Decided {
  readonly judge: CallJudge;
  readonly asked: Asked;
  /** Absent where the call has ended already. */
  readonly judged?: JudgedCall;
}

function decideCall(
  context: Context,
  agent: Agent | undefined,
  { bytes, driver }: Arrived,
): Result<Decided, SettingsProblems> {
  const asked = readAsked(bytes, agent);
  if (!asked.ok) return err({ diagnostics: asked.error, sources: [] });
  const judge = openJudge(context, projectFolder(context, agent), driver, 'one-shot');
  if (!judge.ok) return judge;
  if (asked.value.kind === 'hook' && asked.value.event.kind === 'outcome')
    return ok({ judge: judge.value, asked: asked.value });
  const at = instantOf(context, judge.value.timezone);
  if (!at.ok) return err({ diagnostics: [at.error], sources: [] });
  return ok({
    judge: judge.value,
    asked: asked.value,
    judged: judge.value.judge(asked.value.call, at.value),
  });
}

/** The folder that the agent says is the project's, which the model cannot change by going elsewhere. */
function projectFolder({ env, cwd }: Context, agent: Agent | undefined): string {
  const named = agent?.settings.folderVariable === undefined ? '' : env[agent.settings.folderVariable];
  return named === undefined || named === '' ? cwd : resolvePath(cwd, named);
}

function instantOf(context: Context, timezone: string): Result<number | undefined, Diagnostic> {
  const written = context.given.value('at');
  return written === undefined ? ok(undefined) : parseInstant(written, timezone);
}

async function recordAndAnswer(
  context: Context,
  agent: Agent | undefined,
  { judge, asked, judged }: Decided,
  deadline: Deadline,
): Promise<ExitCode> {
  const event = judged?.event ?? outcomeOf(judge, asked);
  const recording = context.runWithin(deadline.left(), () => judge.record([event]));
  if (recording.kind === 'late') return context.refuse([tooLate()]);
  const recorded = await deadline.before(recording.value);
  if (recorded === undefined) return context.refuse([tooLate()]);
  if (!recorded.ok) return context.refuse([recorded.error]);
  const [place] = recorded.value.acknowledgements;
  if (judged === undefined || place === undefined) {
    await judge.close();
    return await answerHook(context, agent, asked, { permission: 'none', reason: '' });
  }
  const permission = permissionFor(judged.decision.approval, context.given.flag('grant'));
  const checked = checkedCall(judge, judged, permission, place);
  deadline.clear();
  const final =
    context.given.value('ask') === undefined || permission !== 'ask'
      ? ok(checked)
      : await (await import('../ask-on-terminal.ts')).askOnTerminal(context, judge, judged, checked);
  await judge.close();
  return final.ok ? await answer(context, agent, asked, final.value) : context.refuse([final.error]);
}

function outcomeOf(judge: CallJudge, asked: Asked) {
  const event = asked.kind === 'hook' ? asked.event : undefined;
  const isOutcome = event?.kind === 'outcome';
  return judge.outcome(asked.call, {
    status: isOutcome ? event.status : 'success',
    ...(isOutcome && event.error !== undefined ? { error: event.error } : {}),
  });
}

async function answer(
  context: Context,
  agent: Agent | undefined,
  asked: Asked,
  checked: CheckedCall,
): Promise<ExitCode> {
  const { permission, decision } = checked;
  if (agent !== undefined)
    return await answerHook(context, agent, asked, { permission, reason: reasonFor(checked) });
  if (context.given.value('hook') !== undefined) return await say(context, jsonCheckedCall(checked));
  const failed = await deliver(context, (format, paint) =>
    format === 'json' ? jsonCheckedCall(checked) : prettyCheckedCall(checked, paint),
  );
  if (failed !== undefined) return failed;
  return decision.approval === 'auto' || permission === 'allow' ? EXIT.done : EXIT.found;
}

async function answerHook(
  context: Context,
  agent: Agent | undefined,
  asked: Asked,
  verdict: Verdict,
): Promise<ExitCode> {
  const event: HookEvent | undefined = asked.kind === 'hook' ? asked.event : undefined;
  const json: Json = agent === undefined || event === undefined ? {} : agent.answer(event, verdict);
  return await say(context, `${JSON.stringify(json)}\n`);
}

/** An answer that nobody received has let nothing run. */
async function say(context: Context, text: string): Promise<ExitCode> {
  context.stdout.write(text);
  if (await context.stdout.delivered()) return EXIT.done;
  return context.refuse([hookProblem('AEG4056', 'nobody received the answer')]);
}

function reasonFor({ decision, entry }: CheckedCall): string {
  return `Aegis: ${decision.reason} (rule ${decision.rule}, entry ${entry.sequence} of the audit log)`;
}

function refuseAll(context: Context, { diagnostics, sources }: SettingsProblems): ExitCode {
  return context.refuse(diagnostics, sources);
}

function tooLate(): Diagnostic {
  const help = 'the call is refused; look for what keeps the disk or the audit log busy';
  return hookProblem('AEG4052', `the check took longer than ${DEADLINE / 1_000} seconds`, help);
}
