import type { Clock } from '../base/index.ts';

/** The clock of this machine. */
export const nodeClock: Clock = { now: () => Date.now() };
