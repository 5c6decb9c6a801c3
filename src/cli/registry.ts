import type { Command } from './command.ts';
import { agefValidate } from './commands/agef-validate.ts';
import { auditCheckpoint } from './commands/audit-checkpoint.ts';
import { auditEvidence } from './commands/audit-evidence.ts';
import { auditExport } from './commands/audit-export.ts';
import { auditImport } from './commands/audit-import.ts';
import { auditKeygen } from './commands/audit-keygen.ts';
import { auditProve } from './commands/audit-prove.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { audit } from './commands/audit.ts';
import { autopolicy } from './commands/autopolicy.ts';
import { check } from './commands/check.ts';
import { compliance } from './commands/compliance.ts';
import { completion } from './commands/completion.ts';
import { config } from './commands/config.ts';
import { diff } from './commands/diff.ts';
import { explain } from './commands/explain.ts';
import { fmt } from './commands/fmt.ts';
import { help } from './commands/help.ts';
import { init } from './commands/init.ts';
import { probe } from './commands/probe.ts';
import { query } from './commands/query.ts';
import { scan } from './commands/scan.ts';
import { regulatory } from './commands/regulatory.ts';
import { schema } from './commands/schema.ts';
import { score } from './commands/score.ts';
import { simulate } from './commands/simulate.ts';
import { stats } from './commands/stats.ts';
import { test } from './commands/test.ts';
import { validate } from './commands/validate.ts';

/** Every command, in the order in which help lists them: a line here is all that the rest needs to know of one. */
export const COMMANDS: readonly Command[] = [
  init,
  autopolicy,
  validate,
  fmt,
  schema,
  diff,
  probe,
  simulate,
  query,
  test,
  scan,
  score,
  check,
  audit,
  auditVerify,
  auditCheckpoint,
  auditProve,
  auditExport,
  auditImport,
  auditEvidence,
  auditKeygen,
  agefValidate,
  stats,
  compliance,
  regulatory,
  explain,
  config,
  completion,
  help,
];
