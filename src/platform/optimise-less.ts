import { setFlagsFromString } from 'node:v8';

/** Of other functions, in bytes of bytecode, that V8 compiles into one it optimises: 920 where nobody says otherwise. */
const FLAG = '--max-inlined-bytecode-size-cumulative=200';

/** Majors of V8 that are known to have the flag (Node 20 to 24); of one that it lacks V8 complains on standard error. */
const KNOWING_V8: readonly string[] = ['11', '12', '13'];

/**
 * Tells V8 to optimise less, for work that lasts seconds: it runs thousands of functions for a while and none for long,
 * so that on few cores the compilers take time from the work itself (docs/adr/0006). Only how fast something runs changes.
 */
export function optimiseLess(
  v8: string = process.versions.v8,
  setFlag: (flag: string) => void = setFlagsFromString,
): void {
  if (KNOWING_V8.includes(v8.split('.')[0] ?? '')) setFlag(FLAG);
}
