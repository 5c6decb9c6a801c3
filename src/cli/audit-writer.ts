import {
  originOf,
  redactEvent,
  readCheckpoint,
  type SignedCheckpoint,
  type UnloggedEvent,
} from '../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Acknowledgement, LogReader, LogWriter, SqliteDriver, WriteOptions } from '../store/index.ts';
import { checkpointAt } from './audit-keys.ts';
import { auditProblem, sqliteOf, storeDiagnostic } from './audit-log.ts';
import { auditSettings, type AuditSettings, type CheckpointSettings } from './audit-settings.ts';
import type { Context } from './command.ts';
import type { SettingsProblems } from './open-settings.ts';
import { resolvePath } from './resolve-path.ts';
import { replaceFile } from './deliver.ts';

/** `one-shot` signs only when so many entries wait for it; `long-lived` also in time, and when it is closed. */
export type WriterLife = 'one-shot' | 'long-lived';

/** What was recorded, and why no checkpoint over it was signed although it was time for one. */
export interface Recorded {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly unsigned?: Diagnostic;
}

/** The log that the settings name, open to be added to, and made where there is none. */
export async function openAuditWriter(
  context: Context,
  life: WriterLife,
): Promise<Result<AuditWriter, SettingsProblems>> {
  const settings = auditSettings(context);
  if (!settings.ok) return settings;
  const driver = await sqliteOf(context);
  if (!driver.ok) return err({ diagnostics: [driver.error], sources: [] });
  const { file, algorithm, synchronous } = settings.value;
  const opened = await openLogAt(context, file, driver.value, { algorithm, synchronous });
  if (!opened.ok) return err({ diagnostics: [opened.error], sources: [] });
  return ok(new AuditWriter(context, settings.value, opened.value, life));
}

/** Opens a log that is named to add to it, or says why that cannot be. */
export async function openLogAt(
  context: Context,
  file: string,
  driver: SqliteDriver,
  how: Pick<WriteOptions, 'algorithm' | 'synchronous' | 'mustExist'>,
): Promise<Result<LogWriter, Diagnostic>> {
  const { openWriter } = await import('../store/index.ts');
  const { cryptography, hostName: host } = context;
  const path = resolvePath(context.cwd, file);
  const opened = openWriter(path, { driver, cryptography, host, ...how });
  return opened.ok ? opened : err(storeDiagnostic(opened.error, file));
}

/** Adds to a log as the settings want it: without secrets, and signed from time to time. */
export class AuditWriter {
  readonly file: string;
  readonly reader: LogReader;
  readonly #context: Context;
  readonly #settings: AuditSettings;
  readonly #writer: LogWriter;
  readonly #life: WriterLife;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: Context, settings: AuditSettings, writer: LogWriter, life: WriterLife) {
    this.#context = context;
    this.#settings = settings;
    this.#writer = writer;
    this.#life = life;
    this.file = settings.file;
    this.reader = writer.reader;
  }

  /** Adds events, all or none. What is answered is on disk, whether it could be signed or not. */
  async record(events: readonly UnloggedEvent[]): Promise<Result<Recorded, Diagnostic>> {
    const { redaction } = this.#settings;
    const safe = events.map((event) => redactEvent(event, redaction, this.#context.cryptography));
    const added = this.#writer.append(safe);
    if (!added.ok) return err(storeDiagnostic(added.error, this.file));
    const signed = await this.#signWhenDue();
    const acknowledgements = added.value;
    return ok(signed.ok ? { acknowledgements } : { acknowledgements, unsigned: signed.error });
  }

  /** Keeps a policy that decided, once. `policy` is the text that `hash` is SHA-256 of. */
  keepPolicy(hash: string, policy: string): Result<void, Diagnostic> {
    const kept = this.#writer.keepPolicy(hash, policy);
    return kept.ok ? kept : err(storeDiagnostic(kept.error, this.file));
  }

  /** Signs what waits for it, if this writer is long-lived, and closes the log. */
  async close(): Promise<Result<void, Diagnostic>> {
    clearTimeout(this.#timer);
    const { checkpoints } = this.#settings;
    const isLast = this.#life === 'long-lived' && checkpoints !== undefined && this.#writer.unsigned() > 0;
    const signed = isLast ? await this.#sign(checkpoints) : ok(undefined);
    this.#writer.close();
    return signed;
  }

  async #signWhenDue(): Promise<Result<void, Diagnostic>> {
    const { checkpoints } = this.#settings;
    if (checkpoints === undefined) return ok(undefined);
    if (this.#writer.unsigned() >= checkpoints.every) return await this.#sign(checkpoints);
    if (this.#life === 'long-lived') this.#timer ??= this.#signLater(checkpoints);
    return ok(undefined);
  }

  #signLater(checkpoints: CheckpointSettings): ReturnType<typeof setTimeout> {
    const sign = async (): Promise<void> => {
      const signed = await this.#sign(checkpoints);
      if (!signed.ok) this.#context.notice(`no checkpoint was signed: ${signed.error.message}`);
    };
    return setTimeout(() => void sign(), checkpoints.seconds * 1000).unref();
  }

  async #sign(checkpoints: CheckpointSettings): Promise<Result<void, Diagnostic>> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const signed = await signLog(this.#context, this.file, this.#writer, checkpoints);
    return signed.ok ? ok(undefined) : signed;
  }
}

/**
 * Signs what the log is now, keeps the checkpoint in the log and in the file beside it, and answers its text. Nothing is
 * signed that contradicts what either of them has; the file is never made older.
 */
export async function signLog(
  context: Context,
  log: string,
  writer: LogWriter,
  { privateKey, file }: Pick<CheckpointSettings, 'privateKey' | 'file'>,
): Promise<Result<string, Diagnostic>> {
  const kept = file === undefined ? ok(undefined) : keptCheckpoint(context, file, writer);
  if (!kept.ok) return kept;
  const note = writer.checkpoint(privateKey, kept.value);
  if (!note.ok) return err(storeDiagnostic(note.error, log));
  const size = readCheckpoint(note.value)?.size ?? 0;
  if (file === undefined || size === kept.value?.size) return note;
  const failure = await replaceFile(context, file, note.value);
  return failure === undefined ? note : err(failure);
}

/** The checkpoint that the file holds; it must be one of this log, or what it proves would be lost. */
function keptCheckpoint(
  context: Context,
  file: string,
  { log }: LogWriter,
): Result<SignedCheckpoint | undefined, Diagnostic> {
  const stat = context.files.stat(resolvePath(context.cwd, file));
  if (!stat.ok && stat.error === 'missing') return ok(undefined);
  const kept = checkpointAt(context, file);
  if (!kept.ok || kept.value.origin === originOf(log)) return kept;
  const help = 'give every log a file of its own';
  return err(
    auditProblem('AEG4026', `\`${file}\` has a checkpoint of another log: \`${kept.value.origin}\``, help),
  );
}
