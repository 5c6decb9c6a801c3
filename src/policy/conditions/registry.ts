import type { ConditionKind } from './condition.ts';
import { dates } from './dates.ts';
import { paramContains } from './param-contains.ts';
import { paramEq } from './param-eq.ts';
import { paramExists } from './param-exists.ts';
import { paramGt } from './param-gt.ts';
import { paramGte } from './param-gte.ts';
import { paramIn } from './param-in.ts';
import { paramLengthGt } from './param-length-gt.ts';
import { paramLengthLte } from './param-length-lte.ts';
import { paramLt } from './param-lt.ts';
import { paramLte } from './param-lte.ts';
import { paramMatches } from './param-matches.ts';
import { semantic } from './semantic.ts';
import { timeAfter } from './time-after.ts';
import { timeBefore } from './time-before.ts';
import { weekdays } from './weekdays.ts';

/** Every kind of condition. The page docs/conditions/<key>.md explains each. */
export const CONDITIONS: readonly ConditionKind[] = [
  timeAfter,
  timeBefore,
  weekdays,
  dates,
  paramEq,
  paramIn,
  paramGt,
  paramGte,
  paramLt,
  paramLte,
  paramContains,
  paramMatches,
  paramExists,
  paramLengthGt,
  paramLengthLte,
  semantic,
];
