import { callSitesOf, type CallSite } from '../resolve/access-path.ts';
import type { Candidate } from '../resolve/candidate.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { Sink } from '../resolve/sink.ts';
import { frameworkGate } from './gates.ts';
import { governedFunction } from './governed-function.ts';
import { governedOption } from './governed-option.ts';

/**
 * Whether something decides about the call before it happens. Nothing counts without evidence at the call, at what it is
 * called on, or around the function it stands in.
 */
export function judgeGovernance(
  evaluation: Evaluation,
  site: CallSite,
  candidate: Candidate,
): Sink['governance'] {
  const sites = [site, ...(candidate.path === undefined ? [] : callSitesOf(candidate.path))];
  const governed =
    candidate.governed ??
    governedFunction(evaluation, site.module, site.call.function) ??
    governedOption(evaluation, sites);
  if (governed !== undefined) return { state: 'governed', ...governed };
  const gate = frameworkGate(evaluation, site, candidate.path, candidate.gates);
  return gate === undefined ? { state: 'ungoverned' } : { state: 'governed-elsewhere', ...gate };
}
