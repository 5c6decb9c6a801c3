import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/base/index.ts';

describe('nearest', () => {
  const keys = ['approval', 'risk_level', 'conditions', 'match', 'name'];

  it.each([
    ['aproval', 'approval'],
    ['approvla', 'approval'],
    ['RISK_LEVEL', 'risk_level'],
    ['condition', 'conditions'],
    ['nmae', 'name'],
  ])('takes `%s` for `%s`', (written, meant) => {
    expect(nearest(written, keys)).toBe(meant);
  });

  it.each(['', 'zzz', 'extends', 'a'.repeat(101)])(
    'is silent for `%s`, to which nothing is near',
    (written) => {
      expect(nearest(written, keys)).toBeUndefined();
    },
  );

  it('takes the first of equally near ones, so that the answer does not vary', () => {
    expect(nearest('bat', ['cat', 'hat'])).toBe('cat');
  });
});
