import type { Context } from './command.ts';

/** One line on a terminal that is overwritten while something takes long. */
export interface ProgressLine {
  /** Shows a text, and lets the event loop have its turn, so that Ctrl-C is heard. */
  show(text: string): Promise<void>;
  clear(): void;
}

/** What is over before that has nothing to show, in milliseconds. */
const QUIET_TIME = 300;
const CLEAR_LINE = '\r\u001B[K';

/** A line of progress on standard error; elsewhere than on a terminal, and in CI, nothing is shown. */
export function createProgressLine({ stderr, clock, env, isQuiet }: Context): ProgressLine {
  const isShown = stderr.isTTY && !isQuiet && (env['CI'] ?? '') === '';
  const start = clock.now();
  let isOnScreen = false;
  return {
    show: async (text) => {
      const elapsed = clock.now() - start;
      if (isShown && elapsed >= QUIET_TIME) {
        isOnScreen = true;
        const time = `${(elapsed / 1000).toFixed(1)} s`;
        stderr.write(`${CLEAR_LINE}${text.slice(0, (stderr.columns ?? 80) - time.length - 2)} ${time}`);
      }
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    },
    clear: () => {
      if (isOnScreen) stderr.write(CLEAR_LINE);
    },
  };
}
