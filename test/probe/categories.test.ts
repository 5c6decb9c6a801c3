import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { edited } from '../../src/policy/index.ts';
import { probePolicy, type Category, type ProbeFinding } from '../../src/probe/index.ts';
import { policyOf } from '../decision/load.ts';

const RUNS = { runs: 600 };

/** The finding of a category; and that the edit it offers, if any, closes it. */
function found(
  category: Category,
  rules: readonly Json[],
  defaults: Json = { approval: 'approve' },
): ProbeFinding {
  const policy = policyOf({ version: '1', rules, defaults });
  const finding = probePolicy(policy, RUNS).findings.find((one) => one.category === category);
  if (finding === undefined) throw new Error(`no ${category}`);
  if (finding.edit !== undefined) {
    const after = probePolicy(edited(policy, finding.edit), RUNS).findings;
    expect(
      after.filter(
        (one) => one.category === category && one.class === finding.class && one.rule === finding.rule,
      ),
    ).toEqual([]);
  }
  return finding;
}

function rule(name: string, match: Json, approval: string, conditions?: Json): Json {
  return { name, match, approval, ...(conditions === undefined ? {} : { conditions }) };
}

describe('each category', { timeout: 60_000 }, () => {
  it('missing coverage: a tool that reads and then deletes', () => {
    expect(found('missing-coverage', [rule('reads', { type: 'read*' }, 'auto')])).toMatchObject({
      severity: 'critical',
      action: { type: 'read_and_delete' },
      evidence: { kind: 'proved' },
      edit: { kind: 'insert-rule', before: 0 },
    });
  });

  it('missing coverage: a protection that stands too late is moved up', () => {
    const rules = [
      rule('reads', { type: '*read*' }, 'auto'),
      rule(
        'harm',
        {
          type: [
            '*delete*',
            '*remove*',
            '*drop*',
            '*truncate*',
            '*destroy*',
            '*erase*',
            '*purge*',
            '*wipe*',
            '*uninstall*',
            '*terminate*',
            '*unlink*',
            '*rm*',
            '*shred*',
          ],
        },
        'block',
      ),
    ];
    expect(found('missing-coverage', rules).edit).toEqual({ kind: 'move-rule', rule: 1, before: 0 });
  });

  it('default fallthrough and wildcard rule are closed where they are written', () => {
    const deletes = rule('deletes', { type: '*delete*' }, 'block');
    expect(found('default-fallthrough', [deletes], { approval: 'auto' }).edit).toEqual({
      kind: 'set-default',
      approval: 'approve',
    });
    expect(found('wildcard-rule', [rule('all', { type: '*' }, 'auto')]).edit).toEqual({
      kind: 'set-approval',
      rule: 0,
      approval: 'approve',
    });
  });

  it('escalation: whoever is called admin', () => {
    expect(found('escalation', [rule('admins', { type: '*', agent: 'admin-*' }, 'auto')])).toMatchObject({
      severity: 'medium',
      rule: 'admins',
    });
  });

  it('target gap: a glob for databases that has production in it', () => {
    const { action } = found('target-gap', [rule('databases', { type: '*', target: '*db*' }, 'auto')]);
    expect(action.target).toMatch(/db/);
  });

  it('condition bypass: a negative amount, and a string in another case', () => {
    const refunds = rule('refunds', { type: 'refund' }, 'auto', { param_lte: { amount: 25 } });
    expect(found('condition-bypass', [refunds])).toMatchObject({
      severity: 'high',
      edit: { kind: 'insert-rule', rule: { conditions: { param_lt: { amount: 0 } } } },
    });
    const rules = [
      rule('production', { type: 'deploy' }, 'block', { param_eq: { environment: 'production' } }),
      rule('deploys', { type: 'deploy' }, 'auto'),
    ];
    expect(found('condition-bypass', rules)).toMatchObject({
      action: { params: { environment: 'PRODUCTION' } },
    });
  });

  it('threshold edge: 100 is neither more nor less', () => {
    const rules = [
      rule('large', { type: 'order' }, 'block', { param_gt: { count: 100 } }),
      rule('small', { type: 'order' }, 'approve', { param_lt: { count: 100 } }),
      rule('orders', { type: 'order' }, 'auto'),
    ];
    expect(found('threshold-edge', rules)).toMatchObject({ action: { params: { count: 100 } } });
  });

  it('shadowed protection: a block below a broad allowance', () => {
    const rules = [
      rule('reports', { type: '*report*' }, 'auto'),
      rule('no_exports', { type: 'save_report*' }, 'block'),
    ];
    expect(found('shadowed-protection', rules).edit).toEqual({ kind: 'move-rule', rule: 1, before: 0 });
  });
});

describe('what is no gap', { timeout: 60_000 }, () => {
  it('is an action class that a rule allows by name and with a condition', () => {
    const policy = policyOf({
      version: '1',
      rules: [
        rule('small_refunds', { type: 'refund_order' }, 'auto', {
          param_lte: { amount: 25 },
          param_gte: { amount: 0 },
        }),
      ],
    });
    const { findings, allowedByName, score } = probePolicy(policy, RUNS);
    expect(findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
    expect(allowedByName).toEqual(['small_refunds']);
    expect(score).toBeGreaterThanOrEqual(95);
  });

  it('is not made one by a star beside the name', () => {
    const policy = policyOf({ version: '1', rules: [rule('all', { type: ['*', '*delete*'] }, 'auto')] });
    expect(probePolicy(policy, RUNS).score).toBeLessThan(20);
  });
});
