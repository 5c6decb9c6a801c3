import { describe, expect, it } from 'vitest';
import {
  analyzedIn,
  Budget,
  checkInvariant,
  participantsAt,
  readablePoint,
  regionOf,
  Space,
  type Point,
} from '../../src/analysis/index.ts';
import type { Json } from '../../src/base/index.ts';
import { policyOf } from '../decision/load.ts';

/** The counterexample of the only invariant, made readable while the same rule lets it through. */
function counterexample(rules: Json, never: Json): Point {
  const policy = policyOf({
    version: '1',
    rules,
    invariants: [{ name: 'nothing destructive runs unattended', never }],
  });
  const analyzed = analyzedIn(new Space(), policy);
  const invariant = policy.invariants[0]!;
  const region = regionOf(analyzed, invariant);
  const check = checkInvariant(
    analyzed,
    invariant,
    region,
    new Budget({ perQuestion: 10_000, perCommand: 100_000 }),
  );
  if (check.kind !== 'refuted') throw new Error(check.kind);
  const inRegion = analyzed.space.names.type;
  return readablePoint(
    analyzed.space,
    check.point,
    (point) =>
      participantsAt(analyzed, point).at(-1)?.line === check.line &&
      inRegion.matching(point.action.type).some(({ text }) => text === '*delete*'),
  );
}

const destructive = { match: { type: '*delete*' }, approval: 'auto' };

describe('a readable witness', () => {
  it('joins what two globs ask for', () => {
    const point = counterexample([{ name: 'reads', match: { type: 'get*' }, approval: 'auto' }], destructive);
    expect(point.action.type).toBe('get_and_delete');
  });

  it('is the bare word where one glob contains the other', () => {
    const point = counterexample(
      [{ name: 'all', match: { type: 'delete*' }, approval: 'auto' }],
      destructive,
    );
    expect(point.action.type).toBe('delete');
  });

  it('keeps the shortest name where no better one fits', () => {
    const rules = [
      { name: 'named', match: { type: ['*_*', 'delete'] }, approval: 'block' },
      { name: 'all', approval: 'auto' },
    ];
    const { type } = counterexample(rules, destructive).action;
    expect(type).toMatch(/^[a-z]*delete[a-z]*$/);
    expect(type).not.toBe('delete');
  });
});
