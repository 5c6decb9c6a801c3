export { findingKey, type Category, type Evidence, type ProbeFinding } from './finding.ts';
export { namesOfHarm, SENSITIVE_TARGETS, SEVERITIES, type HarmClass, type Severity } from './lexicon.ts';
export { codeOf, PROBE_CODES, type ProbeCode } from './probe-codes.ts';
export { loosensNothing } from './propose-edits.ts';
export { probePolicy, replayFinding, type ProbeOptions, type ProbeReport } from './probe-policy.ts';
export type { ScoredPart } from './score.ts';
