import { findAgent } from '../../hooks/index.ts';
import type { Context } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';
import { checkOnce } from './check-once.ts';

export async function runCheck(context: Context): Promise<ExitCode> {
  const { given } = context;
  const hook = given.value('hook');
  const agent = hook === undefined ? undefined : findAgent(hook);
  const conflict = conflictOf(context, agent !== undefined);
  if (conflict !== undefined) return context.refuse([conflict]);
  if (SETTINGS_MODES.some((mode) => given.flag(mode))) {
    if (agent === undefined) {
      const help = '`--hook claude-code`, `codex`, `cursor` or `gemini` names the agent';
      return context.refuse([problem('AEG9007', 'there are no settings to change or test', { help })]);
    }
    if (given.flag('self-test'))
      return await (await import('./check-self-test.ts')).runSelfTest(context, agent);
    return await (await import('./check-install.ts')).runInstall(context, agent);
  }
  if (given.flag('stream')) return await (await import('./check-stream.ts')).checkStream(context);
  return await checkOnce(context, agent);
}

const SETTINGS_MODES = ['install', 'uninstall', 'self-test'] as const;

/** What excludes each other, or makes no sense without another. */
function conflictOf({ given }: Context, isOfAgent: boolean) {
  const modes = [...SETTINGS_MODES, 'stream' as const].filter((mode) => given.flag(mode));
  if (modes.length > 1) {
    const [first = '', second = ''] = modes;
    return problem('AEG9006', `\`--${first}\` and \`--${second}\` exclude each other`);
  }
  if (isOfAgent && given.flag('stream'))
    return problem('AEG9006', '`--stream` is for `--hook generic`: agents ask about one call at a time');
  if (given.value('ask') === undefined) return undefined;
  if (isOfAgent)
    return problem('AEG9006', '`--ask tty` is for `--hook generic`: agents ask their users themselves');
  return given.flag('stream') ? problem('AEG9006', '`--ask` and `--stream` exclude each other') : undefined;
}
