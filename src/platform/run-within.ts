import { runInThisContext } from 'node:vm';

/** Runs work that does not wait for anything, and ends it where it takes longer than so many milliseconds. */
export type RunWithin = <T>(
  milliseconds: number,
  work: () => T,
) => { readonly kind: 'done'; readonly value: T } | { readonly kind: 'late' };

/**
 * A timer cannot end what keeps the thread busy. V8 can, from another thread, which `node:vm` offers for scripts; so the
 * work is run by a script. It ends at the next instruction of JavaScript: a call of the system is waited for.
 */
export const runNodeWithin: RunWithin = (milliseconds, work) => {
  const holder = globalThis as { [WORK]?: () => unknown };
  holder[WORK] = work;
  try {
    const value = runInThisContext(`globalThis[Symbol.for('${NAME}')]()`, {
      timeout: Math.max(1, Math.floor(milliseconds)),
    }) as ReturnType<typeof work>;
    return { kind: 'done', value };
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return { kind: 'late' };
    throw error;
  } finally {
    holder[WORK] = undefined;
  }
};

const NAME = 'agent-aegis.work';
const WORK: symbol = Symbol.for(NAME);
