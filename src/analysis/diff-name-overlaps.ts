import { parseGlob } from '../automata/index.ts';
import { DIMENSIONS, type Dimension } from '../model/index.ts';
import { globShape, mayOverlap, type GlobShape } from './diff-glob-shape.ts';
import type { NameSet } from './names/name-space.ts';
import type { Box, Space } from './space.ts';

/** Tells quickly of most boxes that have no name in common that they have none. In doubt it says that they may. */
export class NameOverlaps {
  private readonly space: Space;
  private readonly shapes = ofEachName(() => new Map<number, GlobShape | undefined>());
  private readonly known = ofEachName(() => new Map<number, boolean>());

  constructor(space: Space) {
    this.space = space;
  }

  mayBothBeTrue(a: Box, b: Box): boolean {
    return DIMENSIONS.every((dimension) => this.overlap(dimension, a.names[dimension], b.names[dimension]));
  }

  /** Whether both may be true or unknown: a type is always given, the other names are not. */
  mayBothTakePart(a: Box, b: Box): boolean {
    return this.overlap('type', a.names.type, b.names.type);
  }

  private overlap(dimension: Dimension, a: NameSet, b: NameSet): boolean {
    if (a.isAll || b.isAll) return true;
    return a.globs.some((one) => b.globs.some((other) => this.globsOverlap(dimension, one, other)));
  }

  private globsOverlap(dimension: Dimension, a: number, b: number): boolean {
    const known = this.known[dimension];
    const key = a * MOST_GLOBS + b;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const [one, other] = [this.shapeOf(dimension, a), this.shapeOf(dimension, b)];
    const overlap = one === undefined || other === undefined || mayOverlap(one, other);
    known.set(key, overlap);
    return overlap;
  }

  private shapeOf(dimension: Dimension, glob: number): GlobShape | undefined {
    const shapes = this.shapes[dimension];
    if (shapes.has(glob)) return shapes.get(glob);
    const parsed = parseGlob(this.space.names[dimension].textOf(glob));
    const shape = parsed.ok ? globShape(parsed.value) : undefined;
    shapes.set(glob, shape);
    return shape;
  }
}

/** More than any two policies have. */
const MOST_GLOBS = 2 ** 24;

function ofEachName<Value>(create: () => Value): Readonly<Record<Dimension, Value>> {
  return { type: create(), target: create(), agent: create() };
}
