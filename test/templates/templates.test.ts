import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzePolicy, findingDiagnostics } from '../../src/analysis/index.ts';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import type { Approval, Decision, Policy, RiskLevel } from '../../src/model/index.ts';
import { formatDocument, readDocument, type LoadedPolicy } from '../../src/policy/index.ts';
import {
  brokenInvariants,
  compileInvariants,
  loadSuite,
  runSuites,
  type Suite,
  type TriedInvariant,
} from '../../src/policytest/index.ts';
import type { Template } from '../../src/starter/index.ts';
import { policyIn } from '../policy/loading.ts';
import { attempts, type Attempt } from './template-actions.ts';

const TEMPLATES = JSON.parse(readFileSync('templates/templates.json', 'utf8')) as readonly Template[];
const loadedTemplates = TEMPLATES.map(({ name, file }) => {
  const loaded = policyIn(readFileSync(`templates/${file}`, 'utf8'));
  return { name, file, loaded, suite: suiteBeside(file, loaded) };
});

function suiteBeside(file: string, { policy }: LoadedPolicy): Suite {
  const name = `templates/${file.replace('.yaml', '.test.yaml')}`;
  const document = readDocument(name, readFileSync(name));
  const suite = document.ok ? loadSuite(document.value, policy) : document;
  if (!suite.ok) throw new Error(JSON.stringify(suite.error));
  return suite.value;
}

test.each(TEMPLATES.map(({ file }) => [file]))('%s is in the layout of aegis fmt', (file) => {
  const text = readFileSync(`templates/${file}`, 'utf8');
  const document = readDocument(file, new TextEncoder().encode(text));
  expect(document.ok && formatDocument(document.value)).toBe(text);
});

test('every file is a template or its suite, and every template has both', () => {
  const expected = TEMPLATES.flatMap(({ file }) => [file, file.replace('.yaml', '.test.yaml')]);
  expect(readdirSync('templates/policies').toSorted()).toEqual(
    expected.map((file) => file.replace('policies/', '')).toSorted(),
  );
  expect(expected.filter((file) => !existsSync(`templates/${file}`))).toEqual([]);
});

describe.each(loadedTemplates)('the template $name', ({ loaded, suite, file }) => {
  const { policy } = loaded;

  test('loads without a diagnostic, says what it is for, and claims something', () => {
    expect(loaded.notes).toEqual([]);
    expect(policy.invariants.length).toBeGreaterThanOrEqual(3);
    expect(readFileSync(`templates/${file}`, 'utf8')).toMatch(
      /^# A policy for an agent|^# A policy for a coding agent/,
    );
  });

  test('has its invariants proved, and nothing that validate warns of', { timeout: 180_000 }, () => {
    const analysis = analyzePolicy(policy);
    const results = analysis.invariants.map(({ invariant, result }) => [invariant.name, result.kind]);
    expect(results.filter(([, kind]) => kind !== 'proved')).toEqual([]);
    const told = findingDiagnostics(analysis.findings, loaded);
    expect(told.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(analysis.isComplete).toBe(true);
  });

  test('passes its suite, which reaches every rule', () => {
    const run = runSuites(compilePolicy(policy), [suite]);
    const failed = run.suites[0]!.cases.filter(({ isPassed }) => !isPassed);
    expect(failed.map((one) => [one.case, one.mismatches, one.broken])).toEqual([]);
    expect(run.coverage.percent).toBe(100);
  });

  test('keeps every invariant on generated actions, of which each has many', () => {
    const { broken, tried } = tryInvariants(policy, 15_000);
    expect(broken).toEqual([]);
    for (const [name, count] of tried) expect(count, name).toBeGreaterThan(10);
  });

  test('has a suite that fails when any one rule decides otherwise or is gone', () => {
    const isMissed = (rules: Policy['rules']): boolean =>
      runSuites(compilePolicy({ ...policy, rules }), [suite]).failed === 0;
    const missed = policy.rules.flatMap((rule, index) => {
      const other: Approval = rule.approval === 'auto' ? 'block' : 'auto';
      const without = policy.rules.toSpliced(index, 1);
      return [
        ...(isMissed(policy.rules.with(index, { ...rule, approval: other }))
          ? [`${rule.name} decides ${other}`]
          : []),
        ...(isMissed(without) ? [`${rule.name} is gone`] : []),
      ];
    });
    expect(missed).toEqual([]);
  });

  test('has invariants of which each fails when everything runs, or nothing', () => {
    const decidesAll = (approval: Approval, riskLevel: RiskLevel): Policy => {
      const rules = policy.rules.map((rule) => ({ ...rule, approval, riskLevel }));
      return { ...policy, defaults: { approval, riskLevel }, rules };
    };
    const mutants = [decidesAll('auto', 'low'), decidesAll('block', 'critical')];
    const broken = mutants.flatMap((mutant) => tryInvariants(mutant, 3_000).broken.map(([name]) => name));
    expect(policy.invariants.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([]);
  });

  test('has an invariant that fails when the first rule runs unattended', () => {
    const [first, ...rest] = policy.rules;
    const { broken } = tryInvariants({ ...policy, rules: [{ ...first!, approval: 'auto' }, ...rest] }, 2_000);
    expect(broken).not.toEqual([]);
  });
});

/** Which invariants break on generated actions (with the first such action), and how many actions each is about. */
function tryInvariants(
  policy: Policy,
  runs: number,
): { broken: readonly [string, Attempt][]; tried: ReadonlyMap<string, number> } {
  const compiled = compilePolicy(policy);
  const invariants = compileInvariants(policy);
  const broken = new Map<string, Attempt>();
  const tried = new Map(policy.invariants.map(({ name }) => [name, 0]));
  for (const attempt of fc.sample(attempts(policy), { numRuns: runs, seed: 7 })) {
    const { action, at } = attempt;
    const decision = decide(compiled, action, at);
    for (const one of invariants) {
      const { name } = one.invariant;
      if (isAbout(one, attempt, decision)) tried.set(name, (tried.get(name) ?? 0) + 1);
      if (brokenInvariants([one], action, at, decision).length > 0 && !broken.has(name))
        broken.set(name, attempt);
    }
  }
  return { broken: [...broken], tried };
}

/** Whether an invariant has anything to say about an action: the worst decision would break it. */
function isAbout(one: TriedInvariant, { action, at }: Attempt, decision: Decision): boolean {
  const { claim } = one.invariant;
  const approval = claim.kind === 'never' ? claim.approval[0]! : 'auto';
  return brokenInvariants([one], action, at, { ...decision, approval, riskLevel: 'low' }).length > 0;
}
