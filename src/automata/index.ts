export { canonicalName } from './canonical-name.ts';
export { foldGlob, parseGlob } from './glob/parse-glob.ts';
export { matchesAllNames, type Glob } from './glob/glob.ts';
export { foldName } from './look-alikes.ts';
export { hasMixedScripts } from './mixed-scripts.ts';
export type { PatternProblem } from './pattern-problem.ts';
export { UNICODE_VERSION } from './unicode/tables.ts';
export { compileGlobSet, type GlobSet } from './glob/glob-set.ts';
