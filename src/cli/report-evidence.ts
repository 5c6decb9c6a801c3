import {
  parseTables,
  readScanReport,
  type CheckedLog,
  type CodeFacts,
  type ComplianceTables,
  type Evidence,
  type Framework,
  type GivenPolicy,
} from '../compliance/index.ts';
import { AegisBug, err, ok, type Diagnostic, type Json, type Result, type Source } from '../base/index.ts';
import { compilePolicy } from '../decision/index.ts';
import { runSuites } from '../policytest/index.ts';
import { checkpointAt, publicKeyOf } from './audit-keys.ts';
import { logFile, withLog, type OpenedLog } from './audit-log.ts';
import type { Context } from './command.ts';
import { complianceProblem } from './compliance-problem.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { findPolicy } from './find-policy.ts';
import { openPolicy, type PolicyOutcome } from './open-policy.ts';
import { openSuites } from './open-suites.ts';
import { packageData } from './package-data.ts';
import { readText } from './read-text.ts';
import { readPeriod, type Period } from './report-period.ts';
import { resolvePath } from './resolve-path.ts';
import { verifyLog, type Trusted } from './verify-log.ts';

/** The tables that every report is made from. */
export function complianceTables(context: Context): ComplianceTables {
  return parseTables(new TextDecoder().decode(packageData(context, 'compliance.json')));
}

/** A framework by the name that a command offers. */
export function frameworkNamed({ frameworks }: ComplianceTables, name: string): Framework {
  const framework = frameworks.find(({ id }) => id === name);
  if (framework === undefined) throw new AegisBug(`there is no table of the framework ${name}`);
  return framework;
}

/**
 * Gathers what was given and hands it on; what was named and cannot be used ends the command with what to do about it.
 * Without `needsLog` a log that nobody named may be missing.
 */
export async function withEvidence(
  context: Context,
  { needsLog, takesCode }: { readonly needsLog: boolean; readonly takesCode: boolean },
  use: (evidence: Evidence) => Promise<ExitCode>,
): Promise<ExitCode> {
  const period = readPeriod(context);
  const trusted = readTrusted(context);
  const code = takesCode ? readCode(context) : ok(undefined);
  const problems = [...problemsOf(period), ...problemsOf(trusted), ...problemsOf(code)];
  if (!period.ok || !trusted.ok || !code.ok) return context.refuse(problems);
  const policy = readPolicy(context);
  if (!policy.ok) return context.refuse(policy.error.diagnostics, policy.error.sources);
  const given: Evidence = {
    ...(policy.value === undefined ? {} : { policy: policy.value }),
    ...(code.value === undefined ? {} : { code: code.value }),
  };
  if (!needsLog && context.given.value('db') === undefined) {
    const file = logFile(context);
    if (!file.ok) return file.error;
    const found = context.files.stat(resolvePath(context.cwd, file.value));
    if (!found.ok) return await use(given);
  }
  return await withLog(context, async (opened) => {
    const log = await checkedLog(context, opened, trusted.value, period.value);
    return log === undefined ? EXIT.interrupted : await use({ ...given, log });
  });
}

/** The log, checked to its end; `undefined` when interrupted. */
async function checkedLog(
  context: Context,
  opened: OpenedLog,
  trusted: Trusted,
  period: Period,
): Promise<CheckedLog | undefined> {
  const verified = await verifyLog(context, opened, trusted);
  if (verified === undefined) return undefined;
  const { verdict, problems } = verified;
  const holding = verdict.checkpoints.filter(
    ({ verdict: { kind }, signature }) => kind === 'holds' && signature !== 'invalid',
  );
  const largest = Math.max(0, ...holding.map(({ checkpoint }) => checkpoint.size));
  const isSigned = holding.some(
    ({ checkpoint, signature }) => checkpoint.size === largest && signature === 'valid',
  );
  return {
    file: opened.file,
    id: verdict.log.logId,
    algorithm: verdict.log.algorithm,
    entries: verdict.entries,
    problems: problems.map(({ message }) => message),
    checkpointed: largest,
    signature: isSigned ? 'valid' : 'not checked',
    read: opened.reader.evidence({ last: verdict.entries, ...period }),
  };
}

function readTrusted(context: Context): Result<Trusted, readonly Diagnostic[]> {
  const key = publicKeyOf(context);
  const outside = context.given.values('checkpoint').map((file) => checkpointAt(context, file));
  const problems = [key, ...outside].flatMap((result) => (result.ok ? [] : [result.error]));
  if (!key.ok || problems.length > 0) return err(problems);
  return ok({
    publicKey: key.value,
    outside: outside.flatMap((one) => (one.ok ? [{ checkpoint: one.value, from: 'outside' as const }] : [])),
  });
}

/** The policy that was named, else the nearest where there is one. */
function readPolicy(
  context: Context,
): Result<GivenPolicy | undefined, { diagnostics: readonly Diagnostic[]; sources: readonly Source[] }> {
  const named = context.given.value('policy');
  if (named === undefined && !findPolicy(context).ok) return ok(undefined);
  const outcome = openPolicy(context, named);
  if (outcome.kind !== 'loaded') return err(outcome);
  const tests = suiteFacts(context, outcome);
  const { file, loaded } = outcome;
  return ok({ file, policy: loaded.policy, ...(tests === undefined ? {} : { tests }) });
}

/** What the suites beside a policy show; `undefined` where there are none, or they are wrong. */
function suiteFacts(
  context: Context,
  policy: Extract<PolicyOutcome, { readonly kind: 'loaded' }>,
): GivenPolicy['tests'] {
  const suites = openSuites(context, policy, []);
  if (!suites.ok) return undefined;
  const compiled = compilePolicy(policy.loaded.policy, { timeZoneData: context.timeZoneData });
  const { failed, coverage } = runSuites(compiled, suites.value);
  return { failed, percent: coverage.percent };
}

function readCode(context: Context): Result<CodeFacts | undefined, readonly Diagnostic[]> {
  const file = context.given.value('scan-report');
  if (file === undefined) return ok(undefined);
  const text = readText(context, file);
  if (!text.ok) return err([text.error]);
  const facts = readScanReport(file, parsed(text.value));
  if (facts.ok) return facts;
  const help = '`aegis scan --format json=scan.json` writes one';
  return err([complianceProblem('AEG5002', `\`${file}\` is not a scan report: ${facts.error}`, help)]);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function problemsOf(result: Result<unknown, readonly Diagnostic[]>): readonly Diagnostic[] {
  return result.ok ? [] : result.error;
}
