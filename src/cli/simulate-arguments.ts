import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { ActionInput } from '../decision/index.ts';
import type { Context } from './command.ts';
import { readParameters } from './parameters.ts';
import { problem } from './problem.ts';

/** Where the actions come from. */
export type GivenActions =
  | { readonly kind: 'listed'; readonly actions: readonly ActionInput[] }
  | { readonly kind: 'file'; readonly file: string };

/** The actions of the command line, or the file that holds them. */
export function actionsFromArguments(
  context: Context,
  operands: readonly string[],
): Result<GivenActions, readonly Diagnostic[]> {
  const { given } = context;
  const file = given.value('file');
  const type = given.value('type');
  const target = given.value('target');
  const agent = given.value('agent');
  const isListed = operands.length > 0 || type !== undefined;
  const hasDetails = [target, agent, given.value('params'), given.values('param')[0]].some(
    (v) => v !== undefined,
  );
  if (file !== undefined) {
    if (!isListed && !hasDetails) return ok({ kind: 'file', file });
    const help = 'give the actions in the file, or on the command line';
    return err([problem('AEG9006', '`--file` brings its own actions', { help })]);
  }
  if (!isListed) {
    const help = 'name one, such as `delete:prod_db`, or read them with `--file actions.jsonl`';
    return err([problem('AEG9004', 'no action was given', { help })]);
  }
  if (target !== undefined && type === undefined) {
    const help = 'write `type:target`, or give `--type` too';
    return err([problem('AEG9006', '`--target` needs `--type`', { help })]);
  }
  const params = readParameters(given.value('params'), given.values('param'));
  if (!params.ok) return params;
  const details = {
    ...(agent === undefined ? {} : { agent }),
    ...(params.value === undefined ? {} : { params: params.value }),
  };
  const named = type === undefined ? [] : [target === undefined ? { type } : { type, target }];
  return ok({
    kind: 'listed',
    actions: [...operands.map(splitAction), ...named].map((a) => ({ ...a, ...details })),
  });
}

/** `type[:target]`, split at the first colon; no colon means that the target is not given. */
function splitAction(text: string): ActionInput {
  const at = text.indexOf(':');
  return at === -1 ? { type: text } : { type: text.slice(0, at), target: text.slice(at + 1) };
}
