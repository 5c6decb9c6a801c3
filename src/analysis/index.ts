export { alignRules, nameOf, type Alignment, type RuleChange } from './align-rules.ts';
export {
  analyzedIn,
  participantsAt,
  type AnalyzedPolicy,
  type Line,
  type Participant,
} from './analyzed-policy.ts';
export { ask, irreducible, type Answer, type Question } from './ask.ts';
export { Budget, type Limits } from './budget.ts';
export { checkInvariant, regionOf, type InvariantCheck, type RegionOfBoxes } from './check-invariant.ts';
export { differencesBetween, type DifferenceClass, type Differences, type Outcome } from './differences.ts';
export type { Point } from './point.ts';
export { reachOf, type Reach } from './reachability.ts';
export { replay } from './replay.ts';
export { type Constraint } from './solve.ts';
export { Space, zoneOf, type Box } from './space.ts';
