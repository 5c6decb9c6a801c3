import type { Truth } from '../../model/index.ts';

/** Values of one dimension that the atoms in question do not tell apart; `truths` in the order of the atoms asked. */
export interface Region<Sample> {
  readonly truths: readonly Truth[];
  readonly sample: Sample;
}
