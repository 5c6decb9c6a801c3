import { exampleJson, type Example, type InvariantResult } from '../../analysis/index.ts';
import type { Json } from '../../base/index.ts';
import type { Policy } from '../../model/index.ts';
import { diagnosticCounts, diagnosticJson } from '../../reporters/index.ts';
import { isSound } from './validation-summary.ts';
import type { Validation } from './validation.ts';

/** As in specs/cli/validate.schema.json. */
export function validationJson(validation: Validation): Json {
  const { outcome, diagnostics } = validation;
  return {
    schemaVersion: 1,
    file: outcome.file,
    isValid: outcome.kind === 'loaded' && isSound(validation),
    ...(outcome.kind === 'loaded' ? { policy: policyJson(outcome.loaded.policy) } : {}),
    ...('analysis' in validation ? { analysis: analysisJson(validation) } : {}),
    counts: diagnosticCounts(diagnostics),
    diagnostics: diagnostics.map(diagnosticJson),
  };
}

function policyJson({ version, hash, timezone, defaults, rules, invariants }: Policy): Json {
  return {
    version,
    hash,
    timezone,
    defaults: { approval: defaults.approval, riskLevel: defaults.riskLevel },
    rules: rules.length,
    invariants: invariants.length,
  };
}

function analysisJson({ analysis, timeout }: Extract<Validation, { readonly analysis: unknown }>): Json {
  return {
    isComplete: analysis.isComplete,
    ...(timeout === undefined ? {} : { timeout: { seconds: timeout.seconds, isOver: timeout.isOver } }),
    rules: analysis.rules.map(({ rule, reach }) => ({ name: rule.name, reach })),
    invariants: analysis.invariants.map(({ invariant, result }) => ({
      name: invariant.name,
      result: result.kind,
      ...counterexampleJson(result),
    })),
  };
}

function counterexampleJson(result: InvariantResult): { readonly [key: string]: Json } {
  if (result.kind !== 'refuted') return {};
  return { by: result.by.name, counterexample: witnessJson(result.example) };
}

/** An example with its decision; as in the schemas of `validate` and `query`. */
export function witnessJson(example: Example): Json {
  const { asked, assuming, decision } = example;
  return {
    action: exampleJson(example),
    ...(asked.length === 0 ? {} : { asked: asked.map(({ text, answer }) => ({ text, answer })) }),
    ...(assuming.length === 0 ? {} : { assuming }),
    approval: decision.approval,
    riskLevel: decision.riskLevel,
    rule: decision.rule,
  };
}
