import type { Action, Asked, Decision } from '../../model/index.ts';
import type { AnalyzedPolicy } from '../analyzed-policy.ts';
import type { Point } from '../point.ts';
import { replay } from '../replay.ts';

/** An action that shows what is said, with its decision as the decision engine makes it. */
export interface Example {
  readonly action: Action;
  /** Milliseconds since 1970-01-01T00:00:00Z; without it no instant is given, and every time condition is unknown. */
  readonly at?: number;
  /** Answers to the questions of `semantic: {ask: ..}` that the example depends on. */
  readonly asked: readonly Asked[];
  /** Claims about words that the example takes for granted, such as "not: the words are about `financial`". */
  readonly assuming: readonly string[];
  readonly decision: Decision;
}

/** Replays a point: what cannot be replayed is a defect of ours, and never shown. */
export function exampleOf(analyzed: AnalyzedPolicy, point: Point): Example {
  const { action, at, asked, assumed } = point;
  return {
    action,
    ...(at === undefined ? {} : { at }),
    asked,
    assuming: [...assumed].map(([{ claim }, truth]) => (truth ? claim : `not: ${claim}`)),
    decision: replay(analyzed, point),
  };
}
