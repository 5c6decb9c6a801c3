import { Argument, Command as Commander, CommanderError, Option } from 'commander';
import { AegisBug, err, nearest, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Command, FormatWish, Given, OperandDeclaration, OptionDeclaration } from './command.ts';
import { createGiven } from './given.ts';
import { COMMON_OPTIONS } from './options.ts';
import { problem } from './problem.ts';
import { readFormats } from './formats.ts';

/** A command line that was understood. */
export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly given: Given; readonly formats: readonly FormatWish[] };

/** The list of commands: what `aegis` and `aegis --help` print. */
export function programHelp(commands: readonly Command[], width: number): string {
  const program = new Commander('aegis')
    .description('Governance for AI agents: what an agent can do, shown before it runs.')
    .usage('<command> [operand] [options]')
    .helpCommand('help [command]', 'show the help of a command')
    .helpOption('-h, --help', 'show this list')
    .option('--version', 'show the version')
    .configureHelp({ helpWidth: width, subcommandTerm: (command) => command.name() });
  for (const command of commands) {
    if (command.name !== 'help') program.addCommand(new Commander(command.name).description(command.summary));
  }
  return `${program.helpInformation()}\nExit codes: 0 done, 1 found what the command gates on, 2 could not do it, 70 a bug in Aegis, 130 interrupted.\n`;
}

/** What `aegis <command> --help` prints, and its page under docs/cli shows. */
export function commandHelp(command: Command, width: number): string {
  const program = toCommander(command).configureHelp({ helpWidth: width });
  return program.helpInformation() + examples(command);
}

/** Reads what follows the name of a command. */
export function parseArguments(
  command: Command,
  argv: readonly string[],
): Result<Parsed, readonly Diagnostic[]> {
  const empty = optionWithoutValue(command, argv);
  if (empty !== undefined) return err([missingValue(command, empty)]);
  const program = toCommander(command);
  program.exitOverride();
  program.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return ok({ kind: 'help' });
    return err([usageProblem(command, error)]);
  }
  const given = createGiven(command, program.processedArgs, program.opts());
  const formats = readFormats(command, program.opts());
  return formats.ok ? ok({ kind: 'run', given, formats: formats.value }) : formats;
}

function toCommander(command: Command): Commander {
  const program = new Commander(`aegis ${command.name}`)
    .description(command.description.join('\n\n'))
    .usage(usage(command))
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false)
    .showSuggestionAfterError(false);
  for (const operand of command.operands) program.addArgument(toArgument(operand));
  for (const option of [...command.options, ...COMMON_OPTIONS]) program.addOption(toOption(option));
  return program;
}

function usage(command: Command): string {
  return ['[options]', ...command.operands.map((operand) => toArgumentText(operand))].join(' ');
}

function toArgument(operand: OperandDeclaration): Argument {
  return new Argument(toArgumentText(operand), operand.summary);
}

function toArgumentText({ name, takes }: OperandDeclaration): string {
  switch (takes) {
    case 'one':
      return `<${name}>`;
    case 'at most one':
      return `[${name}]`;
    case 'any number':
      return `[${name}...]`;
    case 'at least one':
      return `<${name}...>`;
  }
}

function toOption(declared: OptionDeclaration): Option {
  switch (declared.kind) {
    case 'flag':
      return new Option(`--${declared.name}`, declared.summary);
    case 'value': {
      const short = declared.short === undefined ? '' : `-${declared.short}, `;
      const option = new Option(`${short}--${declared.name} <${declared.value}>`, declared.summary);
      if (declared.choices !== undefined) option.choices(declared.choices);
      return declared.isRepeatable === true ? option.argParser(collect(declared.choices)) : option;
    }
    case 'format':
      return new Option('--format <name[=file]>', formatSummary(declared.choices)).argParser(collect());
  }
}

function formatSummary(choices: readonly string[]): string {
  return `how to show the result: ${choices.join(', ')} (default ${choices[0] ?? ''}); repeatable`;
}

/** Commander replaces its check of choices when a parser is set, so a repeatable option checks here. */
function collect(choices?: readonly string[]) {
  return (value: string, before: readonly string[] | undefined): readonly string[] => {
    if (choices !== undefined && !choices.includes(value)) {
      throw new CommanderError(1, 'commander.invalidArgument', `argument '${value}' is invalid`);
    }
    return [...(before ?? []), value];
  };
}

function examples(command: Command): string {
  if (command.examples.length === 0) return '';
  const lines = command.examples.map(({ run, says }) => `  $ ${run}\n      ${says}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}

/** Commander names what is wrong only inside its English sentence, between single quotes. */
function usageProblem(command: Command, error: CommanderError): Diagnostic {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const help = `\`aegis ${command.name} --help\` shows what it takes`;
  switch (error.code) {
    case 'commander.unknownOption': {
      if (/^-\s/.test(quoted) && command.operands.length > 0) {
        const bullet = `put \`--\` before a text that begins with a dash: \`aegis ${command.name} -- '- ..'\``;
        return problem('AEG9002', `a text that begins with a dash looks like an option`, { help: bullet });
      }
      const near = nearest(quoted, longOptions(command));
      const more = near === undefined ? { help } : { help: `did you mean \`${near}\`?` };
      return problem('AEG9002', `unknown option \`${quoted}\` of \`aegis ${command.name}\``, more);
    }
    case 'commander.optionMissingArgument':
      return missingValue(command, quoted);
    case 'commander.missingArgument':
      return problem('AEG9004', `the operand \`${quoted}\` of \`aegis ${command.name}\` is missing`, {
        help,
      });
    case 'commander.excessArguments':
      return problem('AEG9004', `too many operands for \`aegis ${command.name}\``, { help });
    case 'commander.invalidArgument':
      return invalidValue(command, error.message);
    default:
      throw new AegisBug(`unexpected ${error.code}: ${error.message}`);
  }
}

/**
 * An option that takes a value and is followed by another option of the command: commander would take that for the
 * value, and `--output --quiet` would write a file of that name. `--output=--quiet` says that it is meant.
 */
function optionWithoutValue(command: Command, argv: readonly string[]): string | undefined {
  const known = new Set(longOptions(command));
  const flags = [...command.options, ...COMMON_OPTIONS].filter((option) => option.kind === 'flag');
  const valueless = new Set(['--help', ...flags.map((flag) => `--${flag.name}`)]);
  const end = argv.indexOf('--');
  const read = end === -1 ? argv : argv.slice(0, end);
  return read.find(
    (word, index) => known.has(word) && !valueless.has(word) && known.has(read[index + 1] ?? ''),
  );
}

function missingValue(command: Command, option: string): Diagnostic {
  const help = `\`aegis ${command.name} --help\` shows what it takes`;
  return problem('AEG9005', `the option \`${option}\` needs a value`, { help });
}

function invalidValue(command: Command, message: string): Diagnostic {
  const option = /option '(--[a-z-]+)/.exec(message)?.[1] ?? '';
  const value = /argument '([^']*)'/.exec(message)?.[1] ?? '';
  const declared = command.options.find((o) => o.kind === 'value' && `--${o.name}` === option);
  const choices = declared?.kind === 'value' ? (declared.choices ?? []) : [];
  const near = nearest(value, choices);
  const list = choices.map((choice) => `\`${choice}\``).join(', ');
  const help = near === undefined ? `it takes ${list}` : `did you mean \`${near}\`? it takes ${list}`;
  return problem('AEG9003', `\`${value}\` is not a value of \`${option}\``, { help });
}

function longOptions(command: Command): string[] {
  const own = command.options.map((option) => (option.kind === 'format' ? '--format' : `--${option.name}`));
  return [...own, ...COMMON_OPTIONS.map((option) => `--${option.name}`), '--help'];
}
