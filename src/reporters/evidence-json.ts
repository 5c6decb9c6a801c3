import type { EntryReference } from '../audit/index.ts';
import type { Json } from '../base/index.ts';
import type { EvidenceSummary, Framework, RuleResult } from '../compliance/index.ts';
import { NOT_SHOWN } from './evidence-wording.ts';

export function frameworkJson({
  id,
  title,
  publisher,
  source,
  read,
  note,
  dates,
  penalties,
}: Framework): Json {
  return {
    id,
    title,
    publisher,
    source,
    read,
    ...(note === undefined ? {} : { note }),
    ...(dates === undefined ? {} : { dates: dates.map((fact) => ({ ...fact })) }),
    ...(penalties === undefined ? {} : { penalties: penalties.map((fact) => ({ ...fact })) }),
  };
}

export function summaryJson({ log, policy, code }: EvidenceSummary): { readonly [name: string]: Json } {
  return {
    ...(log === undefined
      ? {}
      : {
          log: {
            file: log.file,
            id: log.id,
            algorithm: log.algorithm,
            entries: log.entries,
            isUnchanged: log.problems.length === 0,
            problems: log.problems,
            checkpointed: log.checkpointed,
            signature: log.signature,
            period: { ...log.period },
          },
        }),
    ...(policy === undefined ? {} : { policy: { ...policy } }),
    ...(code === undefined ? {} : { code: { ...code } }),
    notShown: NOT_SHOWN,
  };
}

export function ruleJson(result: RuleResult): Json {
  const { rule, passesWhen, outcome, says, support, against, examples = [] } = result;
  return {
    id: rule.id,
    title: rule.title,
    passesWhen,
    outcome,
    says,
    support: { total: support?.total ?? 0, entries: (support?.entries ?? []).map(entryJson) },
    against: { total: against?.total ?? 0, entries: (against?.entries ?? []).map(entryJson) },
    examples,
    next: outcome === 'pass' ? null : rule.next,
  };
}

export function entryJson(entry: EntryReference): Json {
  return { ...entry };
}
