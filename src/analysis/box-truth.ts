import { DIMENSIONS, type Dimension, type Truth } from '../model/index.ts';
import { truthAt, type Point } from './point.ts';
import type { Box, Space } from './space.ts';

/** Whether a point is in boxes; unknown where a name that a box needs is not given, as for a rule. */
export class PointTruths {
  private readonly space: Space;
  private readonly point: Point;
  private readonly matching = new Map<Dimension, ReadonlySet<string>>();

  constructor(space: Space, point: Point) {
    this.space = space;
    this.point = point;
  }

  of(box: Box): Truth {
    let truth: Truth = true;
    for (const dimension of DIMENSIONS) {
      const here = this.inNames(box, dimension);
      if (here === false) return false;
      if (here === 'unknown') truth = here;
    }
    const rest = box.formula === undefined ? true : truthAt(box.formula, this.point);
    return rest === true ? truth : rest;
  }

  private inNames(box: Box, dimension: Dimension): Truth {
    const { isAll, globs } = box.names[dimension];
    if (isAll) return true;
    const name = this.point.action[dimension];
    if (name === undefined) return 'unknown';
    const names = this.space.names[dimension];
    let matching = this.matching.get(dimension);
    if (matching === undefined) {
      matching = new Set(names.matching(name).map(({ text }) => text));
      this.matching.set(dimension, matching);
    }
    return globs.some((glob) => matching.has(names.textOf(glob)));
  }
}
