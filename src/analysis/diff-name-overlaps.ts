import { parseGlob } from '../automata/index.ts';
import { DIMENSIONS, type Dimension } from '../model/index.ts';
import { globShape, mayOverlap, type GlobShape } from './diff-glob-shape.ts';
import type { NameSet } from './names/name-space.ts';
import type { Box, Space } from './space.ts';

/** Tells quickly of most boxes that have no name in common that they have none. In doubt it says that they may. */
export class NameOverlaps {
  private readonly space: Space;
  private readonly shapes = new Map<string, GlobShape | undefined>();
  private readonly known = new Map<string, boolean>();

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
    const key = `${dimension} ${a} ${b}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const [one, other] = [this.shapeOf(dimension, a), this.shapeOf(dimension, b)];
    const overlap = one === undefined || other === undefined || mayOverlap(one, other);
    this.known.set(key, overlap);
    return overlap;
  }

  private shapeOf(dimension: Dimension, glob: number): GlobShape | undefined {
    const text = this.space.names[dimension].textOf(glob);
    if (this.shapes.has(text)) return this.shapes.get(text);
    const parsed = parseGlob(text);
    const shape = parsed.ok ? globShape(parsed.value) : undefined;
    this.shapes.set(text, shape);
    return shape;
  }
}
