import { DIMENSIONS, type Dimension, type Truth } from '../model/index.ts';
import { truthAt, type Point } from './point.ts';
import type { Box, Space } from './space.ts';

/** Whether a point is in a box; unknown where a name that it needs is not given, as for a rule. */
export function truthOfBox(space: Space, box: Box, point: Point): Truth {
  const inNames = DIMENSIONS.map((dimension) => truthOfName(space, box, dimension, point));
  const inRest = box.formula === undefined ? true : truthAt(box.formula, point);
  const truths = [...inNames, inRest];
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

function truthOfName(space: Space, box: Box, dimension: Dimension, { action }: Point): Truth {
  const { isAll, globs } = box.names[dimension];
  const name = action[dimension];
  if (isAll) return true;
  if (name === undefined) return 'unknown';
  const matching = new Set(space.names[dimension].matching(name).map(({ text }) => text));
  return globs.some((glob) => matching.has(space.names[dimension].textOf(glob)));
}
