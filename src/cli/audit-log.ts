import { AUDIT_CODES, type AuditCode } from '../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { EffectiveSettings } from '../config/index.ts';
import type { OpenedReader, SqliteDriver, StoreFailure } from '../store/index.ts';
import type { Context } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { openSettings } from './open-settings.ts';
import { problem } from './problem.ts';
import { resolvePath } from './resolve-path.ts';
import { settingFile } from './setting-file.ts';

/** An open log, under the name by which the user knows it. */
export interface OpenedLog extends OpenedReader {
  readonly file: string;
}

/** Reads the log that was asked for, or says why it cannot be read. The log is closed when `use` has ended. */
export async function withLog(
  context: Context,
  use: (log: OpenedLog) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = logFile(context);
  if (!file.ok) return file.error;
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  return await withLogAt(context, file.value, driver.value, use);
}

/** As `withLog`, for a log that is named. */
export async function withLogAt(
  context: Context,
  file: string,
  driver: SqliteDriver,
  use: (log: OpenedLog) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { openReader, StoreError } = await import('../store/index.ts');
  const { cryptography } = context;
  const opened = openReader(resolvePath(context.cwd, file), { driver, cryptography });
  if (!opened.ok) return context.refuse([storeDiagnostic(opened.error, file)]);
  if (opened.value.isCopy) {
    context.notice(`the folder of ${file} cannot be written: a copy is read, as the log was a moment ago`);
  }
  try {
    return await use({ ...opened.value, file });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return context.refuse([storeDiagnostic(error.failure, file)]);
  } finally {
    opened.value.reader.close();
  }
}

/** The log that was asked for, as it is shown; else the exit code, after what is wrong with the settings was said. */
export function logFile(context: Context): Result<string, ExitCode> {
  const given = context.given.value('db');
  if (given !== undefined) return ok(given);
  const opened = openSettings(context);
  if (!opened.ok) return err(context.refuse(opened.error.diagnostics, opened.error.sources));
  return ok(logFileOf(context, opened.value.settings));
}

/** The log that the command line names, else the settings. */
export function logFileOf(context: Context, settings: EffectiveSettings): string {
  return context.given.value('db') ?? settingFile(context, settings, 'audit.path');
}

/** SQLite, or what to do to have it. */
export async function sqliteOf(context: Context): Promise<Result<SqliteDriver, Diagnostic>> {
  const driver = await context.loadSqlite();
  if (driver !== undefined) return ok(driver);
  const help =
    'install it beside Aegis: `npm install better-sqlite3@12`; Node 22.13 and later bring their own';
  return err(problem('AEG9045', 'this Node has no SQLite, and better-sqlite3 is not installed', { help }));
}

/** A diagnostic of the audit log. */
export function auditProblem(code: AuditCode, message: string, help?: string): Diagnostic {
  return { code, severity: AUDIT_CODES[code].severity, message, ...(help === undefined ? {} : { help }) };
}

/** Why a log could not be opened, read or added to, as the user is told. */
export function storeDiagnostic(failure: StoreFailure, file: string): Diagnostic {
  const log = `\`${file}\``;
  switch (failure) {
    case 'missing':
      return auditProblem(
        'AEG4010',
        `there is no audit log ${log}`,
        'the first `aegis check` makes it; another one is named with `--db`, or `audit.path` in aegis.yaml',
      );
    case 'not-a-log':
      return auditProblem('AEG4011', `${log} is not an audit log`);
    case 'predecessor':
      return auditProblem(
        'AEG4011',
        `${log} is an audit log of an earlier form`,
        `\`aegis audit import ${file} --db aegis_audit.db\` takes its entries over`,
      );
    case 'locked':
      return auditProblem('AEG4012', `another process keeps ${log} locked`, 'try again when it has ended');
    case 'full':
      return auditProblem(
        'AEG4013',
        `there is no room left for ${log}`,
        'free some room; what was logged is safe',
      );
    case 'not-writable':
      return auditProblem(
        'AEG4014',
        `${log} cannot be written`,
        'its folder must exist, and both must be writable',
      );
    case 'not-readable':
      return auditProblem('AEG4014', `${log} cannot be read`, 'it must be a file that you may read');
    case 'damaged':
      return auditProblem(
        'AEG4015',
        `SQLite cannot read ${log}`,
        'the file is damaged: go back to a copy of it',
      );
    case 'newer':
      return auditProblem('AEG4016', `${log} was made by a later version of Aegis`, 'update Aegis');
    case 'altered-end':
      return auditProblem(
        'AEG4017',
        `the last entry of ${log} is not what was written, so nothing is added behind it`,
        `\`aegis audit verify --db ${file}\` says what was changed; begin a new log`,
      );
    case 'contradicts-checkpoint':
      return auditProblem(
        'AEG4018',
        `${log} is no longer what was signed last, so nothing is signed`,
        `\`aegis audit verify --db ${file}\` says what was changed`,
      );
  }
}
