import { canonicalJson, TwoGenerations, type Json } from '../base/index.ts';
import type { SemanticEvaluator } from './decide-async.ts';
import type { ActionInput } from './parse-action.ts';

/**
 * An evaluator that asks another one once for each question about equal actions. At most twice `limit` answers are
 * kept; failures are not.
 */
export function rememberAnswers(evaluator: SemanticEvaluator, limit = 4096): SemanticEvaluator {
  const answers = new TwoGenerations<string, boolean>(limit);
  return {
    evaluate: async (text, action, signal) => {
      const key = keyOf(text, action);
      const known = key === undefined ? undefined : answers.get(key);
      if (known !== undefined) return known;
      const answer = await evaluator.evaluate(text, action, signal);
      if (key !== undefined && typeof answer === 'boolean') answers.set(key, answer);
      return answer;
    },
  };
}

/** Question and action as one text; nothing where the action has no JSON form. */
function keyOf(text: string, action: ActionInput): string | undefined {
  try {
    return canonicalJson([text, JSON.parse(JSON.stringify(action)) as Json]);
  } catch {
    return undefined;
  }
}
