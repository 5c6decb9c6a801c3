import { err, nearest, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Command, FormatWish } from './command.ts';
import { problem } from './problem.ts';

/**
 * What `--format` and `--output` ask for. At most one format goes to standard output or to the file of `--output`; a
 * format that does not exist is refused before the command does any work.
 */
export function readFormats(
  command: Command,
  options: Readonly<Record<string, unknown>>,
): Result<readonly FormatWish[], readonly Diagnostic[]> {
  const declared = command.options.find((option) => option.kind === 'format');
  const output = typeof options['output'] === 'string' ? options['output'] : undefined;
  const choices = declared?.choices ?? ['pretty'];
  const written = Array.isArray(options['format']) ? options['format'].map(String) : [];
  const wishes = (written.length > 0 ? written : [choices[0] ?? 'pretty']).map(splitWish);
  const problems = wishes.flatMap(({ format }) =>
    choices.includes(format) ? [] : [unknownFormat(format, choices)],
  );
  const homeless = wishes.filter((wish) => wish.file === undefined);
  if (homeless.length > 1) {
    problems.push(
      problem('AEG9006', 'two formats cannot share standard output', {
        help: `name a file for all but one: \`--format ${homeless[1]?.format ?? ''}=<file>\``,
      }),
    );
  }
  const placed = wishes.map((wish) =>
    wish.file === undefined && output !== undefined ? { ...wish, file: output } : wish,
  );
  const files = placed.flatMap(({ file }) => (file === undefined ? [] : [file]));
  for (const file of new Set(files.filter((name, index) => files.indexOf(name) !== index))) {
    problems.push(
      problem('AEG9006', `two formats cannot share the file \`${file}\``, {
        help: 'the later would replace the earlier: name a file for each',
      }),
    );
  }
  return problems.length > 0 ? err(problems) : ok(placed);
}

function splitWish(text: string): FormatWish {
  const at = text.indexOf('=');
  return at === -1 ? { format: text } : { format: text.slice(0, at), file: text.slice(at + 1) };
}

function unknownFormat(format: string, choices: readonly string[]): Diagnostic {
  const near = nearest(format, choices);
  const list = choices.map((choice) => `\`${choice}\``).join(', ');
  return problem('AEG9003', `\`${format}\` is not a format of this command`, {
    help: near === undefined ? `it has ${list}` : `did you mean \`${near}\`? it has ${list}`,
  });
}
