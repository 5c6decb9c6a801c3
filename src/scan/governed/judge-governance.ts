import type { Instrumentation } from '../instrumentation/instrumentation.ts';
import { callSitesOf, type CallSite } from '../resolve/access-path.ts';
import type { Candidate } from '../resolve/candidate.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { Sink } from '../resolve/sink.ts';
import { frameworkGate } from './gates.ts';
import { governedFunction } from './governed-function.ts';
import { governedOption } from './governed-option.ts';

/**
 * Whether something decides about the call before it happens. Nothing counts without evidence at the call, at what it is
 * called on, around the function it stands in, or in the program that reaches it.
 */
export function judgeGovernance(
  evaluation: Evaluation,
  site: CallSite,
  candidate: Candidate,
  instrumentation: Instrumentation,
): Sink['governance'] {
  const sites = [site, ...(candidate.path === undefined ? [] : callSitesOf(candidate.path))];
  const governed =
    candidate.governed ??
    governedFunction(evaluation, site.module, site.call.function) ??
    governedOption(evaluation, sites);
  if (governed !== undefined) return { state: 'governed', ...governed };
  const instrumented = instrumentation(site, candidate);
  if (instrumented?.kind === 'governs') return { state: 'governed', ...instrumented.mark };
  const gate = frameworkGate(evaluation, site, candidate.path, candidate.gates);
  if (gate !== undefined) return { state: 'governed-elsewhere', ...gate };
  return { state: 'ungoverned', ...(instrumented === undefined ? {} : { ineffective: instrumented.mark }) };
}
