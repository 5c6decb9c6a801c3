import { readRedactionKey, type Redaction } from '../audit/index.ts';
import { err, ok, type Diagnostic, type HashAlgorithm, type Result } from '../base/index.ts';
import type { EffectiveSettings } from '../config/index.ts';
import { privateKeyAt } from './audit-keys.ts';
import { auditProblem, logFileOf } from './audit-log.ts';
import type { Context } from './command.ts';
import { openSettings, type SettingsProblems } from './open-settings.ts';
import { readText } from './read-text.ts';
import { settingFile } from './setting-file.ts';

/** What `audit:` in `aegis.yaml` asks of everything that adds to a log. Files are named as they are shown. */
export interface AuditSettings {
  readonly file: string;
  readonly algorithm: HashAlgorithm;
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly redaction: Redaction;
  /** Absent where no key is set: then nothing is signed by itself. */
  readonly checkpoints?: CheckpointSettings;
}

export interface CheckpointSettings {
  readonly privateKey: Uint8Array;
  /** Entries after the last checkpoint. */
  readonly every: number;
  readonly seconds: number;
  /** Where the newest one is kept beside the log. */
  readonly file?: string;
}

/** All that holds for adding to the log, its keys read; or everything that is wrong with it. */
export function auditSettings(context: Context): Result<AuditSettings, SettingsProblems> {
  const opened = openSettings(context);
  if (!opened.ok) return opened;
  const { settings } = opened.value;
  const key = redactionKey(context, settings);
  const checkpoints = checkpointSettings(context, settings);
  const problems = [key, checkpoints].flatMap((read) => (read.ok ? [] : [read.error]));
  if (!key.ok || !checkpoints.ok) return err({ diagnostics: problems, sources: [] });
  return ok({
    file: logFileOf(context, settings),
    algorithm: settings['audit.algorithm'].value,
    synchronous: settings['audit.synchronous'].value === 'normal' ? 'NORMAL' : 'FULL',
    redaction: {
      paths: settings['audit.redact'].value,
      ...(key.value === undefined ? {} : { key: key.value }),
    },
    ...(checkpoints.value === undefined ? {} : { checkpoints: checkpoints.value }),
  });
}

function redactionKey(
  context: Context,
  settings: EffectiveSettings,
): Result<Uint8Array | undefined, Diagnostic> {
  const file = settingFile(context, settings, 'audit.redaction_key');
  if (file === '') return ok(undefined);
  const help = '`aegis audit keygen --redaction` makes one';
  const text = readText(context, file);
  if (!text.ok) return err({ ...text.error, help: text.error.help ?? help });
  const key = readRedactionKey(text.value);
  return key === undefined
    ? err(auditProblem('AEG4030', `\`${file}\` is no key for redaction`, help))
    : ok(key);
}

function checkpointSettings(
  context: Context,
  settings: EffectiveSettings,
): Result<CheckpointSettings | undefined, Diagnostic> {
  const keyFile = settingFile(context, settings, 'audit.checkpoint_key');
  if (keyFile === '') return ok(undefined);
  const privateKey = privateKeyAt(context, keyFile);
  if (!privateKey.ok) return privateKey;
  const file = settingFile(context, settings, 'audit.checkpoint_file');
  return ok({
    privateKey: privateKey.value,
    every: settings['audit.checkpoint_every'].value,
    seconds: settings['audit.checkpoint_seconds'].value,
    ...(file === '' ? {} : { file }),
  });
}
