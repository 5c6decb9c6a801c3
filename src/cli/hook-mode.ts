import { EXIT, type ExitCode } from './exit-codes.ts';

/** Whether an agent's hook runs this command line: `aegis check --hook <agent>`, and nothing that a person asks of it. */
export function isHookCall(argv: readonly string[]): boolean {
  return (
    argv.find((word) => !word.startsWith('-')) === 'check' &&
    argv.some((word) => word === '--hook' || word.startsWith('--hook=')) &&
    !argv.some((word) => BY_PEOPLE.includes(word))
  );
}

/**
 * Agents run a call whose hook ends with any code but 2, or with 0 and without their protocol's answer; so everything
 * that is not an answer ends with 2.
 */
export function hookExitCode(argv: readonly string[], exitCode: ExitCode): ExitCode {
  const isAnswer = exitCode === EXIT.done && !argv.includes('--help') && !argv.includes('-h');
  return isAnswer ? EXIT.done : EXIT.unable;
}

const BY_PEOPLE = ['--install', '--uninstall', '--self-test'];
