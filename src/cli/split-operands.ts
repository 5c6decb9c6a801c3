import type { Context } from './command.ts';
import { resolvePath } from './resolve-path.ts';

/** The operands of a command that takes a policy, which may be left out, and then any number of `others`. */
export interface SplitOperands {
  readonly policy?: string;
  readonly others: readonly string[];
}

/** The first operand is the policy when it names an existing file or looks like the name of one. */
export function splitOperands(context: Context, others: 'action' | 'suite' | 'clause'): SplitOperands {
  const [first, ...rest] = [...context.given.operands('policy'), ...context.given.operands(others)];
  if (first === undefined) return { others: [] };
  return isPolicy(context, first, others) ? { policy: first, others: rest } : { others: [first, ...rest] };
}

/** A suite is a file, too, so among suites only the name tells. */
function isPolicy(context: Context, operand: string, others: 'action' | 'suite' | 'clause'): boolean {
  const isSuite = operand.endsWith('.test.yaml');
  if (!isSuite && /\.(?:ya?ml|json)$/.test(operand)) return true;
  const exists = context.files.stat(resolvePath(context.cwd, operand)).ok;
  return exists && !(isSuite && others === 'suite');
}
