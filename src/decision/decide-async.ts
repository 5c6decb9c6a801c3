import type { Asked, Decision } from '../model/index.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { decide } from './decide.ts';
import type { ActionInput } from './parse-action.ts';
import { openQuestions } from './open-questions.ts';

/** Answers a question about an action: a model, a service, a person. Whatever it throws counts as no answer. */
export interface SemanticEvaluator {
  /** `signal` is aborted when the answer is no longer waited for. */
  evaluate(text: string, action: ActionInput, signal: AbortSignal): Promise<boolean>;
}

export interface DecideAsyncOptions {
  /** The instant, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at?: number;
  readonly evaluator?: SemanticEvaluator;
  /** How long one answer is waited for; 10,000 ms unless given. */
  readonly timeoutMs?: number;
  /** Makes the signal that ends the wait; `AbortSignal.timeout` unless given. */
  readonly timeout?: (milliseconds: number) => AbortSignal;
}

/**
 * Decides as `decide` does, and asks the evaluator what `semantic: {ask: ..}` asks: rule by rule, only while the answer
 * can matter, each question once. Without an evaluator, on failure and after the timeout the answer is unknown. The
 * answers are recorded in `asked`: `decide(compiled, action, at, decision.asked)` gives the same decision. Never rejects.
 */
export async function decideAsync(
  compiled: CompiledPolicy,
  action: ActionInput,
  options: DecideAsyncOptions = {},
): Promise<Decision> {
  const { at, evaluator } = options;
  const asked: Asked[] = [];
  if (evaluator === undefined) return decide(compiled, action, at);
  for (;;) {
    const open = openQuestions(compiled, action, at, asked);
    if (open.length === 0) return decide(compiled, action, at, asked);
    asked.push(...(await Promise.all(open.map((text) => ask(evaluator, text, action, options)))));
  }
}

async function ask(
  evaluator: SemanticEvaluator,
  text: string,
  action: ActionInput,
  { timeoutMs = 10_000, timeout = (ms) => AbortSignal.timeout(ms) }: DecideAsyncOptions,
): Promise<Asked> {
  const signal = timeout(timeoutMs);
  try {
    const answer: unknown = await Promise.race([evaluator.evaluate(text, action, signal), aborted(signal)]);
    return { text, answer: typeof answer === 'boolean' ? answer : 'unknown' };
  } catch {
    return { text, answer: 'unknown' };
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
