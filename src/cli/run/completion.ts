import { nearest } from '../../base/index.ts';
import { codePages } from '../code-pages.ts';
import type { Context } from '../command.ts';
import { bashCompletion } from '../completion/bash-completion.ts';
import { completionModel, type CompletedCommand } from '../completion/completion-model.ts';
import { fishCompletion } from '../completion/fish-completion.ts';
import { zshCompletion } from '../completion/zsh-completion.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';

const SHELLS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export async function runCompletion(context: Context): Promise<ExitCode> {
  const shell = context.given.operand('shell') ?? '';
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) {
    const near = nearest(shell, Object.keys(SHELLS));
    const help = near === undefined ? 'there is `bash`, `zsh` and `fish`' : `did you mean \`${near}\`?`;
    return context.refuse([problem('AEG9003', `no completion for \`${shell}\``, { help })]);
  }
  const codes = codePages(context).map((page) => page.code);
  return (await deliver(context, () => script(completionModel(context.commands, codes)))) ?? EXIT.done;
}
