import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  complianceReport,
  placesOf,
  regulatoryReport,
  type CheckedLog,
  type Evidence,
} from '../../src/compliance/index.ts';
import type { LogReader } from '../../src/store/index.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from '../store/drivers.ts';
import { TABLES } from './tables-of.ts';
import { KEPT_POLICY, weekOfSupport, type Week } from './week-of-support.ts';

const open: LogReader[] = [];
afterAll(() => {
  for (const reader of open) reader.close();
});

/** A log with these events, as if checked. */
function logOf(events: ReturnType<typeof weekOfSupport>, more: Partial<CheckedLog> = {}): CheckedLog {
  const path = freshPath();
  const writer = writerAt(path, DRIVERS[0]!, { synchronous: 'NORMAL' });
  writer.keepPolicy(KEPT_POLICY.hash, KEPT_POLICY.text);
  writer.append(events);
  writer.close();
  const reader = readerAt(path, DRIVERS[0]!);
  open.push(reader);
  const last = reader.lastId();
  return {
    file: 'aegis_audit.db',
    id: reader.log.logId,
    algorithm: reader.log.algorithm,
    entries: last,
    problems: [],
    checkpointed: 0,
    signature: 'not checked',
    read: reader.evidence({ last }),
    ...more,
  };
}

const judgements = (evidence: Evidence) =>
  TABLES.frameworks.map((framework) => ({
    report: complianceReport(framework, TABLES, evidence, 5),
    gaps: regulatoryReport(framework, TABLES, evidence, 5),
  }));

describe.each(TABLES.frameworks.map((framework) => [framework.id, framework] as const))(
  '%s',
  (_, framework) => {
    let week: CheckedLog;
    beforeAll(() => {
      week = logOf(weekOfSupport());
    });

    test('passes nothing on an empty log, and has no score', () => {
      const evidence = { log: logOf([], { checkpointed: 5, signature: 'valid' }) };
      const report = complianceReport(framework, TABLES, evidence, 5);
      expect(report).toMatchObject({ passed: 0, failed: 0, score: null, grade: null, notJudgedPercent: 100 });
      const { counts } = regulatoryReport(framework, TABLES, evidence, 5);
      expect(counts).toMatchObject({ met: 0, partly: 0, gap: 0 });
    });

    test('passes nothing in a period without entries', () => {
      const { read, ...log } = week;
      const reader = open.at(-1)!;
      const empty = {
        ...log,
        read: reader.evidence({ last: read.span().entries, since: '2030-01-01T00:00:00.000000Z' }),
      };
      expect(complianceReport(framework, TABLES, { log: empty }, 5).passed).toBe(0);
    });

    test('passes nothing that needs a log that was changed, and says why', () => {
      const changed = { log: { ...week, problems: ['entry 5 was edited'] } };
      const { controls } = complianceReport(framework, TABLES, changed, 5);
      const inLog = controls
        .flatMap(({ rules }) => rules)
        .filter(({ rule }) => placesOf(rule.check)[0] === 'log');
      for (const { outcome, says } of inLog) {
        expect(outcome).toBe('fail');
        expect(says).toContain('entry 5 was edited');
      }
    });

    test('meets nothing where nothing was given', () => {
      const { counts } = regulatoryReport(framework, TABLES, {}, 5);
      expect(counts).toEqual({ met: 0, partly: 0, gap: 0, 'not assessable': framework.requirements.length });
    });
  },
);

const weeks: fc.Arbitrary<Week> = fc.record({
  tickets: fc.integer({ min: 1, max: 12 }),
  heartbeats: fc.boolean(),
  answer: fc
    .array(fc.constantFrom('approved', 'denied', 'expired', undefined), { minLength: 1, maxLength: 4 })
    .map((answers) => (n: number) => answers[n % answers.length]),
});

test('whatever the week, outcomes and figures agree, and entries that are named exist with their hashes', () => {
  fc.assert(
    fc.property(weeks, (week) => {
      const log = logOf(weekOfSupport(week));
      const reader = open.at(-1)!;
      for (const { report, gaps } of judgements({ log })) {
        expect(report.passed + report.failed).toBeLessThanOrEqual(report.controls.length);
        for (const { outcome, rules, requirement } of report.controls) {
          const needed = rules.filter(({ rule }) => requirement.evidence.includes(rule.id));
          if (outcome === 'pass') {
            expect(needed.every((one) => one.outcome === 'pass')).toBe(true);
            expect(rules.some((one) => one.outcome === 'fail')).toBe(false);
          }
        }
        for (const { status, requirement, rules } of gaps.requirements) {
          if (status === 'met') {
            expect(requirement.beyond).toBeUndefined();
            expect(requirement.evidence.length).toBeGreaterThan(0);
            expect(rules.every(({ outcome }) => outcome !== 'fail')).toBe(true);
          }
        }
        const named = report.controls.flatMap(({ rules }) =>
          rules.flatMap(({ support, against }) => [...(support?.entries ?? []), ...(against?.entries ?? [])]),
        );
        for (const { id, hash } of named) expect(reader.entry(id)?.hash).toBe(hash);
      }
    }),
    { numRuns: 8 },
  );
});

describe('what people say', () => {
  const rule = (log: CheckedLog, id: string) =>
    complianceReport(
      TABLES.frameworks.find((one) => one.id === 'governance')!,
      TABLES,
      { log },
      50,
    )
      .controls.flatMap(({ rules }) => rules)
      .find((one) => one.rule.id === id)!;

  test('a refusal is an answer, and counts as a refusal', () => {
    const log = logOf(weekOfSupport({ answer: () => 'denied' }));
    expect(rule(log, 'approvals-answered')).toMatchObject({ outcome: 'pass', says: '20 of 20' });
    const refused = rule(log, 'refusals-respected');
    expect(refused).toMatchObject({ outcome: 'pass', says: '20 of 20' });
    expect(
      refused.support?.entries.every(({ answer, status }) => answer === 'denied' && status === 'denied'),
    ).toBe(true);
  });

  test('time that ran out is no answer, nor is silence', () => {
    expect(rule(logOf(weekOfSupport({ answer: () => 'expired' })), 'approvals-answered')).toMatchObject({
      outcome: 'fail',
      says: '0 of 20 (0 %)',
    });
    const silent = rule(logOf(weekOfSupport({ answer: () => undefined })), 'approvals-answered');
    expect(silent).toMatchObject({ outcome: 'fail', against: { total: 20 } });
    expect(rule(logOf(weekOfSupport({ answer: () => undefined })), 'asked-waits').outcome).toBe('pass');
  });

  test('what ran in spite of a refusal is found and named', () => {
    const week = weekOfSupport({ answer: () => 'denied' });
    const refused = week.find(({ event_type }) => event_type === 'approval_response')!;
    const { approval: _approval, ...rest } = refused;
    const ran = {
      ...rest,
      event_id: '018f2d6e-7c00-7000-9000-000000000001',
      event_type: 'audit_entry' as const,
      result: { status: 'success' as const },
    };
    const found = rule(logOf([...week, ran]), 'refusals-respected');
    expect(found).toMatchObject({ outcome: 'fail', against: { total: 1 } });
    expect(week[found.against!.entries[0]!.id - 1]?.event_id).toBe(refused.refers_to);
  });

  test('nights and weekends are no gap, and without heartbeats nothing is said about gaps', () => {
    expect(rule(logOf(weekOfSupport()), 'sessions-watched').outcome).toBe('pass');
    expect(rule(logOf(weekOfSupport({ heartbeats: false })), 'sessions-watched')).toMatchObject({
      outcome: 'no evidence',
      says: 'no heartbeats are recorded',
    });
  });
});
