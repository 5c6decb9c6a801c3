import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Governance, Risk, ScanReport } from '../../src/scan/index.ts';
import { badgeEndpoint, badgeMarkdown, badgeUrl, scoreProject } from '../../src/score/index.ts';

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
const STATES = ['ungoverned', 'governed', 'governed-elsewhere', 'test'] as const;

const place = { line: 1, column: 1, offset: 0 };
const span = { file: 'desk/reply.ts', start: place, end: place };

function governance(state: (typeof STATES)[number]): Governance {
  return state === 'governed' || state === 'governed-elsewhere'
    ? { state, by: 'a gate', at: span }
    : { state };
}

function finding(risk: Risk, state: (typeof STATES)[number], extra: Partial<Finding> = {}): Finding {
  return {
    code: 'AEG3001',
    span,
    call: 'client.messages.create',
    sdk: '@anthropic-ai/sdk',
    language: 'typescript',
    kind: 'llm_call',
    risk,
    confidence: 'resolved',
    governance: governance(state),
    trace: [],
    gates: [],
    fingerprint: 'f',
    ...extra,
  };
}

function report(findings: readonly Finding[]): ScanReport {
  return {
    findings,
    toolRisks: [],
    diagnostics: [],
    files: { considered: 1, read: 1, partlyRead: [], skipped: [], ignored: {} },
  };
}

const anyFinding = fc
  .tuple(fc.constantFrom(...RISKS), fc.constantFrom(...STATES))
  .map(([risk, state]) => finding(risk, state));
const anyFindings = fc.array(anyFinding, { maxLength: 12 });

describe('scoreProject', () => {
  it('gives all 45 points of coverage when every call is governed, and names what it could not judge', () => {
    const result = scoreProject(report([finding('high', 'governed'), finding('low', 'governed-elsewhere')]));
    expect(result.score).toBe(45);
    expect(result.grade).toBe('F');
    expect(result.parts.filter((part) => !part.judged).map((part) => [part.name, part.of])).toEqual([
      ['policy strength', 35],
      ['evidence', 20],
    ]);
  });

  it('weighs calls by risk: one of two governed is a third when the other weighs double', () => {
    const result = scoreProject(report([finding('low', 'governed'), finding('medium', 'ungoverned')]));
    expect(result.score).toBe(15);
  });

  it('gives no score where there is nothing to judge', () => {
    for (const findings of [[], [finding('high', 'test')]]) {
      const result = scoreProject(report(findings));
      expect(result).toMatchObject({ score: null, grade: null });
      expect(badgeEndpoint(result).message).toBe('n/a');
    }
  });

  it('never falls when a call becomes governed', () => {
    fc.assert(
      fc.property(anyFindings, fc.constantFrom(...RISKS), (findings, risk) => {
        const before = scoreProject(report([...findings, finding(risk, 'ungoverned')])).score ?? 0;
        const after = scoreProject(report([...findings, finding(risk, 'governed')])).score ?? 0;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is not raised by suppressions and not changed by test code and heuristic findings', () => {
    const suppression = { reason: 'reviewed', span };
    fc.assert(
      fc.property(anyFindings, anyFindings, (findings, others) => {
        const score = scoreProject(report(findings)).score;
        expect(scoreProject(report(findings.map((f) => ({ ...f, suppression })))).score).toBe(score);
        const noise = others.map((f) => ({ ...f, confidence: 'heuristic' as const }));
        expect(scoreProject(report([...findings, ...noise, finding('critical', 'test')])).score).toBe(score);
      }),
    );
  });

  it('stays within 0 and 45 while only coverage is judged', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const { score } = scoreProject(report(findings));
        expect(score === null || (Number.isInteger(score) && score >= 0 && score <= 45)).toBe(true);
      }),
    );
  });
});

describe('the badge', () => {
  const result = scoreProject(report([finding('high', 'governed')]));

  it('is a static shields.io URL with the score, the grade and its colour', () => {
    expect(badgeUrl(result)).toBe('https://img.shields.io/badge/aegis-45%2F100_F-red');
  });

  it('comes as an endpoint and as a line for a README', () => {
    expect(badgeEndpoint(result)).toEqual({
      schemaVersion: 1,
      label: 'aegis',
      message: '45/100 F',
      color: 'red',
    });
    expect(badgeMarkdown(result)).toBe(`![Aegis score](${badgeUrl(result)})`);
  });
});
