import type { Command } from './command.ts';
import { completion } from './commands/completion.ts';
import { config } from './commands/config.ts';
import { explain } from './commands/explain.ts';
import { fmt } from './commands/fmt.ts';
import { help } from './commands/help.ts';
import { init } from './commands/init.ts';
import { scan } from './commands/scan.ts';
import { schema } from './commands/schema.ts';
import { score } from './commands/score.ts';
import { simulate } from './commands/simulate.ts';
import { test } from './commands/test.ts';
import { validate } from './commands/validate.ts';

/** Every command, in the order in which help lists them: a line here is all that the rest needs to know of one. */
export const COMMANDS: readonly Command[] = [
  init,
  validate,
  fmt,
  schema,
  simulate,
  test,
  scan,
  score,
  explain,
  config,
  completion,
  help,
];
