import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { visibleText, type CheckedCall } from '../reporters/index.ts';
import type { CallJudge, JudgedCall } from './call-judge.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';

type Answer = NonNullable<CheckedCall['answer']>['humanDecision'];

/**
 * Asks whoever sits at the terminal about a call, and records what is said. Anything but a typed `yes` refuses it, and so
 * does a terminal that is not there.
 */
export async function askOnTerminal(
  context: Context,
  judge: CallJudge,
  judged: JudgedCall,
  checked: CheckedCall,
): Promise<Result<CheckedCall, Diagnostic>> {
  const seconds = readSeconds(context);
  if (!seconds.ok) return seconds;
  const { said, user } = await ask(context, checked, seconds.value);
  const event = judge.approval(judged.event, {
    channel: 'terminal',
    human_decision: said,
    ...(user === undefined ? {} : { approver: user }),
  });
  const recorded = await judge.record([event]);
  if (!recorded.ok) return recorded;
  const [place] = recorded.value.acknowledgements;
  if (place === undefined) return ok({ ...checked, permission: 'deny' });
  const { log } = checked.entry;
  return ok({
    ...checked,
    permission: said === 'approved' ? 'allow' : 'deny',
    answer: { humanDecision: said, entry: { log, ...place, eventId: event.event_id } },
  });
}

async function ask(
  context: Context,
  { call, decision }: CheckedCall,
  seconds: number,
): Promise<{ readonly said: Answer; readonly user?: string | undefined }> {
  const terminal = context.openTerminal();
  if (terminal === undefined) {
    context.notice('there is no terminal to ask on: the call is refused');
    return { said: 'denied' };
  }
  const question = `\naegis: ${call}\n  ${visibleText(decision.reason)} (${decision.riskLevel})\nMay this run? Type yes within ${seconds} s: `;
  try {
    const line = await terminal.ask(question, seconds * 1_000, context.interrupted);
    const said = line === undefined ? 'expired' : line.trim() === 'yes' ? 'approved' : 'denied';
    return { said, user: terminal.user };
  } finally {
    terminal.close();
  }
}

function readSeconds({ given }: Context): Result<number, Diagnostic> {
  const written = given.value('ask-timeout') ?? '60';
  const seconds = Number(written);
  if (/^\d{1,5}(?:\.\d+)?$/.test(written) && seconds > 0) return ok(seconds);
  const help = 'such as `--ask-timeout 30`';
  return err(problem('AEG9003', `\`${written}\` is no number of seconds`, { help }));
}
