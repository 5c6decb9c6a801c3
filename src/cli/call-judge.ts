import {
  approvalEvent,
  callSections,
  decisionEvent,
  outcomeEvent,
  parsedEvent,
  type EventMaking,
  type FirstEvent,
  type LoggedCall,
  type UnloggedEvent,
} from '../audit/index.ts';
import { err, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { compilePolicy, decide } from '../decision/index.ts';
import {
  PROTECTED_EVERYWHERE,
  protectedFile,
  touchedThing,
  withProtection,
  type JsonObject,
  type ProtectedThing,
} from '../hooks/index.ts';
import type { Decision } from '../model/index.ts';
import { openWriter, type LogReader, type SqliteDriver } from '../store/index.ts';
import type { AskedCall } from './asked-call.ts';
import { storeDiagnostic } from './audit-log.ts';
import { auditSettings } from './audit-settings.ts';
import { AuditWriter, type Recorded, type WriterLife } from './audit-writer.ts';
import type { Context } from './command.ts';
import { inFolder } from './in-folder.ts';
import { openPolicy, type PolicyOutcome } from './open-policy.ts';
import type { SettingsProblems } from './open-settings.ts';
import { resolvePath } from './resolve-path.ts';

/** A decision about a call, and the event that says so. */
export interface JudgedCall {
  readonly asked: AskedCall;
  readonly decision: Decision;
  readonly event: UnloggedEvent;
}

/** A policy and a log that are open. */
export interface CallJudge {
  /** The log, as it is shown. */
  readonly log: string;
  /** The zone of the policy. */
  readonly timezone: string;
  /** Without an instant the present decides, unless the call carries one. */
  judge(asked: AskedCall, at?: number): JudgedCall;
  approval(first: UnloggedEvent, answer: NonNullable<UnloggedEvent['approval']>): UnloggedEvent;
  /** The event that a call ended so; tied to the decision about it, where the log has one. */
  outcome(asked: AskedCall, result: NonNullable<UnloggedEvent['result']>): UnloggedEvent;
  /** Adds events to the log, all or none, before it answers; what is answered is on disk. */
  record(events: readonly UnloggedEvent[]): Promise<Result<Recorded, Diagnostic>>;
  close(): Promise<unknown>;
}

/** Longer than another process needs to add its entries, shorter than a hook may wait. */
const BUSY_TIMEOUT = 1_000;

/**
 * Opens the policy that holds in a folder, and the log that belongs to it: `--db`, else `audit.path`, else
 * `aegis_audit.db` beside the policy.
 */
export function openJudge(
  context: Context,
  folder: string,
  driver: SqliteDriver,
  life: WriterLife,
): Result<CallJudge, SettingsProblems> {
  const there = inFolder(context, folder);
  const outcome = openPolicy(there, policyOperand(context));
  if (outcome.kind !== 'loaded') return err(outcome);
  const policyFolder = resolvePath(resolvePath(folder, outcome.file), '..');
  const beside = inFolder(there, policyFolder);
  const settings = auditSettings(beside);
  if (!settings.ok) return settings;
  const { file, algorithm, synchronous } = settings.value;
  const path = resolvePath(policyFolder, file);
  const { cryptography, hostName: host } = context;
  const how = { driver, cryptography, host, algorithm, synchronous, busyTimeout: BUSY_TIMEOUT };
  const opened = openWriter(path, how);
  if (!opened.ok) return err({ diagnostics: [storeDiagnostic(opened.error, file)], sources: [] });
  const writer = new AuditWriter(beside, settings.value, opened.value, life);
  const kept = writer.keepPolicy(outcome.loaded.hash, outcome.loaded.canonical);
  if (!kept.ok) {
    opened.value.close();
    return err({ diagnostics: [kept.error], sources: [] });
  }
  const things = protectedThings(context, folder, outcome, path);
  return ok(judgeOf(context, outcome, writer, things));
}

type LoadedOutcome = Extract<PolicyOutcome, { readonly kind: 'loaded' }>;

function judgeOf(
  context: Context,
  { loaded }: LoadedOutcome,
  writer: AuditWriter,
  things: readonly ProtectedThing[],
): CallJudge {
  const { cryptography, clock } = context;
  const compiled = compilePolicy(loaded.policy, { timeZoneData: context.timeZoneData });
  const making = (): EventMaking => ({ now: clock.now(), cryptography });
  return {
    log: writer.file,
    timezone: loaded.policy.timezone,
    judge: (asked, at) => {
      const { input, folder } = asked;
      const decided = decide(compiled, input, at ?? input.at ?? clock.now());
      const touched = decided.isAllowed
        ? touchedThing(textsOf(input), things, (path) =>
            context.identifyFile(resolvePath(folder ?? context.cwd, path)),
          )
        : undefined;
      const decision = withProtection(decided, touched);
      return { asked, decision, event: decisionEvent({ ...loggedCall(asked), decision }, making()) };
    },
    approval: (first, answer) => approvalEvent(first, answer, making()),
    outcome: (asked, result) =>
      outcomeEvent(decisionAbout(writer.reader, asked) ?? callSections(loggedCall(asked)), result, making()),
    record: (events) => writer.record(events),
    close: () => writer.close(),
  };
}

/** The first operand, a policy file; without one the policy is looked for. */
function policyOperand(context: Context): string | undefined {
  const operand = context.given.operand('policy');
  return operand === undefined ? undefined : resolvePath(context.cwd, operand);
}

function protectedThings(
  context: Context,
  folder: string,
  { file, loaded }: LoadedOutcome,
  log: string,
): readonly ProtectedThing[] {
  const policies = [file, loaded.source.file].map((name) => resolvePath(folder, name));
  const files = [
    ...policies.map((path) => ['the policy', path] as const),
    ...['', '-wal', '-shm'].map((suffix) => ['the audit log', log + suffix] as const),
  ];
  return [
    ...PROTECTED_EVERYWHERE,
    ...files.map(([thing, path]) => protectedFile(thing, path, context.identifyFile)),
  ];
}

function textsOf({ target, params }: AskedCall['input']): { target?: string; params?: JsonObject } {
  return {
    ...(typeof target === 'string' ? { target } : {}),
    ...(params === undefined ? {} : { params: params as JsonObject }),
  };
}

/** The call as it is logged: a name that is none, which the decision refuses, as its JSON. */
function loggedCall({ input, session, callId }: AskedCall): LoggedCall {
  const name = (value: unknown): string =>
    typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return {
    action: {
      type: name(input.type),
      ...(input.target === undefined ? {} : { target: name(input.target) }),
      ...(input.agent === undefined ? {} : { agent: name(input.agent) }),
      ...(input.params === undefined ? {} : { params: input.params as { readonly [name: string]: Json } }),
      ...(input.description === undefined ? {} : { description: input.description }),
    },
    ...(session === undefined ? {} : { session }),
    ...(callId === undefined ? {} : { callId }),
  };
}

/** A call is decided about shortly before it ends; of so many entries of its session one is it. */
const LOOKED_BACK = 500;

function decisionAbout(reader: LogReader, { session, callId }: AskedCall): FirstEvent | undefined {
  if (callId === undefined) return undefined;
  const filter = session === undefined ? {} : { session };
  const entries = reader.newest({ filter, limit: LOOKED_BACK });
  return entries
    .map(({ event }) => parsedEvent(event))
    .find((event) => event?.event_type === 'policy_decision' && event.action?.call_id === callId);
}
