import type { Extent } from '../../ir.ts';
import type { Lowering, Mutable } from './lowering.ts';

/** Records a statement; it ends at its head when that is given, else where the first body inside it starts. */
export function openStatement(lowering: Lowering, { start, end }: Extent, headEnd: number = end): void {
  const extent: Mutable<Extent> = { start, end: headEnd };
  lowering.statements.push(extent);
  lowering.openStatement = extent;
}
