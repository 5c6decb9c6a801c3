import type { Diagnostic } from '../base/index.ts';
import type { Command } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { helpWidth } from './help-width.ts';
import { findCommand } from './find-command.ts';
import type { Io } from './io.ts';
import { commandHelp, parseArguments, programHelp } from './program.ts';
import { COMMANDS } from './registry.ts';

/** Finds the command, reads what follows it, and runs its body, which is imported only now. */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { name, rest } = splitCommand(argv);
  if (name === undefined) return await runWithoutCommand(rest, io);
  const found = findCommand([name, ...rest], COMMANDS);
  if (found === undefined) {
    const { unknownCommand } = await import('./unknown-command.ts');
    return await refuseEarly(io, [unknownCommand([name, ...rest], COMMANDS)]);
  }
  return await runNamed(found.command, found.rest, io);
}

async function runNamed(command: Command, argv: readonly string[], io: Io): Promise<ExitCode> {
  const parsed = parseArguments(command, argv);
  if (!parsed.ok) return await refuseEarly(io, parsed.error);
  if (parsed.value.kind === 'help') {
    io.stdout.write(commandHelp(command, helpWidth(io.stdout)));
    return EXIT.done;
  }
  const [run, { createContext }] = await Promise.all([command.load(), import('./context.ts')]);
  return await run(await createContext(io, COMMANDS, parsed.value.given, parsed.value.formats));
}

/** `aegis`, `aegis --help`, and options that stand before no command. */
async function runWithoutCommand(options: readonly string[], io: Io): Promise<ExitCode> {
  const unknown = options.find(
    (option) => !['-h', '--help', '--no-color', '--quiet', '--verbose'].includes(option),
  );
  if (unknown === undefined) {
    io.stdout.write(programHelp(COMMANDS, helpWidth(io.stdout)));
    return EXIT.done;
  }
  const { problem } = await import('./problem.ts');
  const help = 'options follow the command: `aegis <command> --help` shows them';
  return await refuseEarly(io, [problem('AEG9002', `unknown option \`${unknown}\``, { help })]);
}

/** The first word is the command; flags that every command has may stand before it. */
function splitCommand(argv: readonly string[]): { name: string | undefined; rest: readonly string[] } {
  const at = argv.findIndex((argument) => !argument.startsWith('-'));
  if (at === -1 || argv.slice(0, at).some((flag) => !['--no-color', '--quiet', '--verbose'].includes(flag))) {
    return { name: undefined, rest: argv };
  }
  return { name: argv[at], rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}

async function refuseEarly(io: Io, diagnostics: readonly Diagnostic[]): Promise<ExitCode> {
  const { refuse } = await import('./context.ts');
  return refuse(io, diagnostics);
}
