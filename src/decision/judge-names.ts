import type { Dimension } from '../model/index.ts';
import type { CompiledPolicy, InvalidAction } from './compile-policy.ts';
import { nameProblem, type NameFacts } from './name-classes.ts';
import type { ActionInput } from './parse-action.ts';

/** The facts about an action's names; what is not given is `undefined`. */
export interface JudgedNames {
  readonly type: NameFacts;
  readonly target: NameFacts | undefined;
  readonly agent: NameFacts | undefined;
}

/** The facts about an action's names, or why they are none. A type is needed, and not an empty one. */
export function judgeNames(
  { names }: CompiledPolicy,
  { type, target, agent }: ActionInput,
): JudgedNames | InvalidAction {
  if (type === undefined) return 'no-type';
  const problem =
    invalidName('type', type) ??
    (target === undefined ? undefined : invalidName('target', target)) ??
    (agent === undefined ? undefined : invalidName('agent', agent));
  if (problem !== undefined) return problem;
  const ofType = names.type.factsOf(type as string);
  if (ofType.isEmpty) return 'empty-type';
  return {
    type: ofType,
    target: target === undefined ? undefined : names.target.factsOf(target as string),
    agent: agent === undefined ? undefined : names.agent.factsOf(agent as string),
  };
}

function invalidName(dimension: Dimension, name: unknown): InvalidAction | undefined {
  const problem = nameProblem(name);
  if (problem === undefined) return undefined;
  return problem === 'not-a-string' ? `no-string-${dimension}` : `long-${dimension}`;
}
