import { err, ok, repeatedKey, type Diagnostic, type Json, type Result } from '../../base/index.ts';
import { parseAction } from '../../decision/index.ts';
import { hookProblem, permissionFor } from '../../hooks/index.ts';
import { jsonCheckedCall } from '../../reporters/index.ts';
import { callOf, isTooDeep, type AskedCall } from '../asked-call.ts';
import { sqliteOf } from '../audit-log.ts';
import { openJudge, type CallJudge } from '../call-judge.ts';
import { checkedCall } from '../checked-call.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { parseInstant } from '../instant.ts';
import { lineGroups, type StreamLine } from '../lines.ts';
import { problem } from '../problem.ts';

/** So many are recorded in one transaction: more would let the first of them wait. */
const MOST_AT_ONCE = 256;

/** Decides about calls as they come, one a line; each is answered once it is recorded, in the order of the lines. */
export async function checkStream(context: Context): Promise<ExitCode> {
  if (context.stdin.isTTY)
    return context.refuse([problem('AEG9017', 'standard input is a terminal', { help: 'pipe calls in' })]);
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const judge = openJudge(context, context.cwd, driver.value, 'long-lived');
  if (!judge.ok) return context.refuse(judge.error.diagnostics, judge.error.sources);
  const at = instantOf(context, judge.value.timezone);
  if (!at.ok) return context.refuse([at.error]);
  try {
    return await answerAll(context, judge.value, at.value);
  } finally {
    context.stdin.close();
    await judge.value.close();
  }
}

function instantOf(context: Context, timezone: string): Result<number | undefined, Diagnostic> {
  const written = context.given.value('at');
  return written === undefined ? ok(undefined) : parseInstant(written, timezone);
}

async function answerAll(context: Context, judge: CallJudge, at: number | undefined): Promise<ExitCode> {
  let worst: ExitCode = EXIT.done;
  for await (const lines of lineGroups(context.stdin.chunks())) {
    for (let from = 0; from < lines.length; from += MOST_AT_ONCE) {
      const exitCode = await answerSome(context, judge, lines.slice(from, from + MOST_AT_ONCE), at);
      worst = exitCode > worst ? exitCode : worst;
      if (context.stdout.isClosed || context.interrupted.aborted) return EXIT.unable;
    }
  }
  return worst;
}

/** Decides about some lines, records all of that at once, and only then answers. */
async function answerSome(
  context: Context,
  judge: CallJudge,
  lines: readonly StreamLine[],
  at: number | undefined,
): Promise<ExitCode> {
  const asked = lines.filter((line) => line.kind !== 'text' || line.text.trim() !== '').map(readLine);
  const judged = asked.map(({ line, call }) => ({
    line,
    call: call.ok ? ok(judge.judge(call.value, at)) : call,
  }));
  const events = judged.flatMap(({ call }) => (call.ok ? [call.value.event] : []));
  const recorded = await judge.record(events);
  const places = recorded.ok ? [...recorded.value.acknowledgements] : [];
  let worst: ExitCode = EXIT.done;
  const answers = judged.map(({ line, call }) => {
    const place = call.ok ? places.shift() : undefined;
    const failed = !call.ok ? call.error : recorded.ok ? undefined : recorded.error;
    if (!call.ok || place === undefined || failed !== undefined) {
      worst = EXIT.unable;
      return failedLine(line, failed);
    }
    const { approval } = call.value.decision;
    if (approval !== 'auto' && worst === EXIT.done) worst = EXIT.found;
    const permission = permissionFor(approval, context.given.flag('grant'));
    return jsonCheckedCall({ ...checkedCall(judge, call.value, permission, place), line });
  });
  context.stdout.write(answers.join(''));
  await context.stdout.drained();
  return worst;
}

function failedLine(line: number, why: Diagnostic | undefined): string {
  const error = { code: why?.code ?? 'AEG4050', message: why?.message ?? 'not recorded' };
  return `${JSON.stringify({ schemaVersion: 1, permission: 'deny', line, error })}\n`;
}

function readLine(line: StreamLine): {
  readonly line: number;
  readonly call: Result<AskedCall, Diagnostic>;
} {
  return { line: line.line, call: readCall(line) };
}

function readCall(line: StreamLine): Result<AskedCall, Diagnostic> {
  switch (line.kind) {
    case 'not-utf8':
      return err(hookProblem('AEG4050', 'the line is not UTF-8'));
    case 'too-long':
      return err(hookProblem('AEG4051', 'the line is longer than 4 MiB'));
    case 'text':
      return readText(line.text);
  }
}

function readText(text: string): Result<AskedCall, Diagnostic> {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return err(hookProblem('AEG4050', 'the line is not JSON'));
  }
  if (isTooDeep(json)) return err(hookProblem('AEG4050', 'the line is nested too deeply'));
  const repeated = repeatedKey(text);
  if (repeated !== undefined)
    return err(hookProblem('AEG4050', `the line has the key \`${repeated}\` twice`));
  const action = parseAction(json);
  if (action.ok) return ok(callOf(action.value));
  const [first] = action.error;
  return err(first ?? hookProblem('AEG4050', 'the line is no action'));
}
