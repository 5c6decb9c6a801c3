import type { Diagnostic } from '../../base/index.ts';
import {
  compilePolicy,
  decide,
  explain,
  type ActionInput,
  type CompiledPolicy,
} from '../../decision/index.ts';
import type { LoadedPolicy } from '../../policy/index.ts';
import {
  simulationFormat,
  type Simulation,
  type SimulationFormat,
  type SimulationTotals,
} from '../../reporters/index.ts';
import { readActions } from '../actions-file.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { parseInstant } from '../instant.ts';
import { openPolicy } from '../open-policy.ts';
import { openOutlets, type Outlets } from '../outlets.ts';
import { chunksOf } from '../read-chunks.ts';
import { actionsFromArguments } from '../simulate-arguments.ts';
import { splitOperands } from '../split-operands.ts';

/** Beyond so many unreadable lines only their number is told. */
const MAX_TOLD = 20;

export async function runSimulate(context: Context): Promise<ExitCode> {
  const operands = splitOperands(context, 'action');
  const given = actionsFromArguments(context, operands.others);
  if (!given.ok) return context.refuse(given.error);
  const outcome = openPolicy(context, operands.policy);
  if (outcome.kind !== 'loaded') return context.refuse(outcome.diagnostics, outcome.sources);
  const at = instantOf(context, outcome.loaded);
  if (!at.ok) return context.refuse([at.error]);
  const chunks = given.value.kind === 'file' ? await chunksOf(context, given.value.file) : undefined;
  if (chunks?.ok === false) return context.refuse([chunks.error]);
  const source =
    given.value.kind === 'file' && chunks?.ok === true
      ? readActions(given.value.file === '-' ? '<stdin>' : given.value.file, chunks.value)
      : asStream(given.value.kind === 'file' ? [] : given.value.actions);
  return await decideAll(context, outcome.loaded, at.value, source);
}

type ActionStream = AsyncIterable<
  | { readonly ok: true; readonly value: ActionInput }
  | { readonly ok: false; readonly error: readonly Diagnostic[] }
>;

interface Given {
  readonly at: { readonly instant: number; readonly wasGiven: boolean };
  readonly isExplained: boolean;
  readonly expected: string | undefined;
}

/** What came of all actions. `unreadable` counts the lines that are no actions. */
interface Outcome {
  readonly totals: SimulationTotals;
  readonly unreadable: number;
}

async function decideAll(
  context: Context,
  loaded: LoadedPolicy,
  at: Given['at'],
  actions: ActionStream,
): Promise<ExitCode> {
  const given = { at, isExplained: context.given.flag('explain'), expected: context.given.value('expect') };
  const opened = await openOutlets(context, (wish, paint) =>
    simulationFormat(wish.format, { paint, loaded, isExplained: given.isExplained }),
  );
  if (!opened.ok) return context.refuse([opened.error]);
  const outlets = opened.value;
  try {
    const outcome = await streamDecisions(context, loaded, given, actions, outlets);
    if (context.interrupted.aborted) return await outlets.discard();
    await outlets.write((format) => format.tail(outcome.totals));
    await outlets.commit();
    return exitCodeOf(context, outcome);
  } catch (error) {
    await outlets.discard();
    throw error;
  }
}

/** Decides one action after the other and writes each decision at once, so that a log of any length streams through. */
async function streamDecisions(
  context: Context,
  loaded: LoadedPolicy,
  given: Given,
  actions: ActionStream,
  outlets: Outlets<SimulationFormat>,
): Promise<Outcome> {
  const compiled = compilePolicy(loaded.policy, { timeZoneData: context.timeZoneData });
  const totals: SimulationTotals = { auto: 0, approve: 0, block: 0, unexpected: 0 };
  let unreadable = 0;
  for await (const action of actions) {
    if (context.interrupted.aborted || outlets.isUnread()) break;
    if (action.ok) {
      const simulation = simulateOne(compiled, action.value, given);
      totals[simulation.decision.approval] += 1;
      if (simulation.isUnexpected) totals.unexpected += 1;
      await outlets.write((format) => format.item(simulation));
    } else {
      unreadable += 1;
      if (unreadable <= MAX_TOLD) context.refuse(action.error);
    }
  }
  return { totals, unreadable };
}

function exitCodeOf(context: Context, { totals, unreadable }: Outcome): ExitCode {
  if (unreadable > MAX_TOLD) context.notice(`${unreadable - MAX_TOLD} more lines are no actions`);
  if (unreadable > 0) return EXIT.unable;
  return totals.unexpected > 0 ? EXIT.found : EXIT.done;
}

function simulateOne(
  compiled: CompiledPolicy,
  action: ActionInput,
  { at, isExplained, expected }: Given,
): Simulation {
  const instant = action.at ?? at.instant;
  const shown = action.at !== undefined || at.wasGiven ? { at: instant } : {};
  const explanation = isExplained ? explain(compiled, action, instant) : undefined;
  const decision = explanation?.decision ?? decide(compiled, action, instant);
  return {
    action,
    decision,
    ...shown,
    ...(explanation === undefined ? {} : { explanation }),
    ...(expected === undefined ? {} : { expected }),
    isUnexpected: expected !== undefined && decision.approval !== expected,
  };
}

function instantOf(
  context: Context,
  loaded: LoadedPolicy,
): { ok: true; value: { instant: number; wasGiven: boolean } } | { ok: false; error: Diagnostic } {
  const written = context.given.value('at');
  if (written !== undefined) {
    const parsed = parseInstant(written, loaded.policy.timezone);
    return parsed.ok ? { ok: true, value: { instant: parsed.value, wasGiven: true } } : parsed;
  }
  const instant = context.clock.now();
  context.notice(`at: ${new Date(instant).toISOString()} (the present; --at takes another instant)`);
  return { ok: true, value: { instant, wasGiven: false } };
}

async function* asStream(actions: readonly ActionInput[]): ActionStream {
  for (const value of actions) yield await Promise.resolve({ ok: true as const, value });
}
