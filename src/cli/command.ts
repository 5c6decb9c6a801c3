import type { Clock, Diagnostic, FileReader, Git, Source } from '../base/index.ts';
import type { FileWriter } from '../platform/index.ts';
import type { Paint } from '../reporters/index.ts';
import type { Screen } from '../ui/index.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Input, Output, Platform } from './io.ts';

/** What an operand or the value of an option is, for shell completion. */
export type Completes = 'file' | 'policy' | 'folder' | 'code' | 'command' | readonly string[];

/** What a command accepts after its name, in order. */
export interface OperandDeclaration {
  readonly name: string;
  readonly summary: string;
  readonly takes: 'one' | 'at most one' | 'any number' | 'at least one';
  readonly completes?: Completes;
}

/** An option that is given or not: `--explain`. */
export interface FlagDeclaration {
  readonly kind: 'flag';
  /** Without the dashes. */
  readonly name: string;
  readonly summary: string;
}

/** An option with a value: `--at <instant>`. */
export interface ValueDeclaration {
  readonly kind: 'value';
  /** Without the dashes. */
  readonly name: string;
  /** One letter that stands for it: `o` for `-o`. */
  readonly short?: string;
  /** What the value is called in help, without brackets. */
  readonly value: string;
  readonly summary: string;
  /** The only values there are; any other is an error before the command runs. */
  readonly choices?: readonly string[];
  readonly isRepeatable?: boolean;
  readonly completes?: Completes;
}

/** `--format <name>[=<file>]`, repeatable; declared with `formatOptions`, read with `context.formats`. */
export interface FormatDeclaration {
  readonly kind: 'format';
  readonly choices: readonly string[];
}

export type OptionDeclaration = FlagDeclaration | ValueDeclaration | FormatDeclaration;

/**
 * A command as it is declared: light data that help, documentation and completion are made from. What the command does
 * is loaded only when it runs.
 */
export interface Command {
  /** One word, or two: `audit verify`. */
  readonly name: string;
  /** `--verify`: `aegis audit --verify` is `aegis audit verify`. */
  readonly shortForm?: `--${string}`;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, for `--help`: paragraphs, each one string. */
  readonly description: readonly string[];
  readonly operands: readonly OperandDeclaration[];
  readonly options: readonly OptionDeclaration[];
  readonly examples: readonly CommandExample[];
  load(): Promise<CommandBody>;
}

export interface CommandExample {
  readonly run: string;
  readonly says: string;
}

/** What a command does. It prints its result on `stdout` and answers the exit code. */
export type CommandBody = (context: Context) => Promise<ExitCode>;

/** What was given on the command line. Asking for something undeclared is a defect (`AegisBug`). */
export interface Given {
  operand(name: string): string | undefined;
  operands(name: string): readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** One wish of `--format`: to a file, or to standard output. */
export interface FormatWish {
  readonly format: string;
  readonly file?: string;
}

/** A run of one command: what was given, the streams, and the machine beneath. */
export interface Context {
  readonly given: Given;
  /** What `--format` and `--output` ask for; `pretty` on standard output when they are absent. Never empty. */
  readonly formats: readonly FormatWish[];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly screen?: Screen;
  /** Colours for standard output; plain when it is no terminal or colour is off. */
  readonly paint: Paint;
  /** Colours for standard error. */
  readonly stderrPaint: Paint;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute, with `/`. */
  readonly cwd: string;
  readonly home: string | undefined;
  readonly packageRoot: string;
  readonly clock: Clock;
  readonly files: FileReader;
  readonly writer: FileWriter;
  readonly git: Git;
  readonly watchFolders: Platform['watchFolders'];
  /** The bytes of a file as they come, for what may be longer than memory. */
  readonly parsers?: NonNullable<Platform['parsers']>;
  readonly scanCache?: NonNullable<Platform['scanCache']>;
  readonly readChunks: Platform['readChunks'];
  readonly cryptography: Platform['cryptography'];
  readonly loadSqlite: Platform['loadSqlite'];
  readonly openTerminal: Platform['openTerminal'];
  readonly runShell: Platform['runShell'];
  readonly identifyFile: Platform['identifyFile'];
  readonly runWithin: Platform['runWithin'];
  readonly temporaryFolder: Platform['temporaryFolder'];
  readonly nodePath: Platform['nodePath'];
  readonly hostName: string;
  /** The version of the time-zone tables, which a decision depends on. */
  readonly timeZoneData: string;
  readonly interrupted: AbortSignal;
  /** Every command there is, for `help` and `completion`. */
  readonly commands: readonly Command[];
  /** Says something beside the result: one line on standard error, silent with `--quiet`. */
  notice(text: string): void;
  /** Says on standard error why the command could not do its work; answers exit code 2. */
  refuse(diagnostics: readonly Diagnostic[], sources?: readonly Source[]): ExitCode;
}
