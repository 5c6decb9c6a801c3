import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { edited } from '../../src/policy/index.ts';
import { probePolicy, type ProbeReport } from '../../src/probe/index.ts';
import { policyOf } from '../decision/load.ts';

const RUNS = { runs: 2_000 };

function probed(rules: readonly Json[], defaults: Json = { approval: 'approve' }): ProbeReport {
  return probePolicy(policyOf({ version: '1', rules, defaults }), RUNS);
}

const noDeletes = { name: 'no_deletes', match: { type: 'delete' }, approval: 'block' };

describe('a policy that holds back one spelling', () => {
  it('relies on approval for the others, and a wider glob closes it without opening anything', () => {
    const policy = policyOf({ version: '1', rules: [noDeletes], defaults: { approval: 'approve' } });
    const [first, ...others] = probePolicy(policy, RUNS).findings;
    expect(first).toMatchObject({
      category: 'glob-bypass',
      severity: 'low',
      reliesOnApproval: true,
      action: { type: 'bulk_delete' },
      edit: { kind: 'widen-glob', from: 'delete', to: '*delete*' },
    });
    const after = probePolicy(edited(policy, first!.edit!), RUNS).findings;
    const left = others.map(({ spelling }) => spelling?.evasion);
    expect(after.filter(({ spelling }) => !left.includes(spelling?.evasion))).toEqual([]);
  });

  it('lets the others through where the default is auto', () => {
    const { findings, score } = probed([noDeletes], { approval: 'auto' });
    const bypass = findings.find(({ category }) => category === 'glob-bypass');
    expect(bypass).toMatchObject({
      severity: 'high',
      reliesOnApproval: false,
      action: { type: 'bulk_delete' },
    });
    expect(score).toBeLessThan(20);
  });
});

describe('the ends of the scale', () => {
  it('is below 20 for a policy that allows everything', () => {
    expect(probed([{ name: 'all', match: { type: '*' }, approval: 'auto' }]).score).toBeLessThan(20);
  });

  it('is 100 for a policy that blocks everything, which is said', () => {
    const report = probed([{ name: 'none', match: { type: '*' }, approval: 'block' }]);
    expect(report).toMatchObject({ score: 100, nothingIsAllowed: true, findings: [] });
  });
});
