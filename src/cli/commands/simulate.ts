import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const simulate: Command = {
  name: 'simulate',
  summary: 'ask a policy what happens to actions',
  description: [
    'Decides actions by a policy and shows which rule decided. An action is written type[:target], split at the first colon; without a target the target is not known. --agent, --param and --params belong to every action on the command line.',
    'The first operand is the policy when it names an existing file or ends in .yaml, .yml or .json; else the policy of the project is used. Without --at the present decides; an instant that an action in a file carries comes first.',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy file (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'at most one',
      completes: 'policy',
    },
    { name: 'action', summary: 'an action, such as delete:prod_db', takes: 'any number' },
  ],
  options: [
    { kind: 'value', name: 'type', value: 'name', summary: 'one more action, of this type' },
    { kind: 'value', name: 'target', value: 'name', summary: 'the target of the action of --type' },
    { kind: 'value', name: 'agent', value: 'name', summary: 'who acts' },
    {
      kind: 'value',
      name: 'param',
      value: 'path=value',
      summary: 'a parameter, such as items[0].price=9; JSON where it is JSON, else text; repeatable',
      isRepeatable: true,
    },
    { kind: 'value', name: 'params', value: 'json', summary: 'the parameters as a JSON object' },
    {
      kind: 'value',
      name: 'at',
      value: 'instant',
      summary: 'RFC 3339; without an offset in the time zone of the policy',
    },
    {
      kind: 'value',
      name: 'file',
      value: 'file',
      summary: 'actions in JSON, one a line; - reads standard input',
      completes: 'file',
    },
    {
      kind: 'flag',
      name: 'explain',
      summary: 'rule by rule: what matched, what did not, and on which value',
    },
    {
      kind: 'value',
      name: 'expect',
      value: 'approval',
      summary: 'exit 1 when a decision is another one',
      choices: ['auto', 'approve', 'block'],
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'compact', 'json', 'jsonl']),
  ],
  examples: [
    { run: 'aegis simulate policy.yaml read:crm delete:prod_db', says: 'two actions' },
    {
      run: 'aegis simulate refund --param amount=20 --explain',
      says: 'why a refund of 20 is decided as it is',
    },
    {
      run: 'aegis simulate --file actions.jsonl --format jsonl',
      says: 'a log of actions, one decision a line',
    },
  ],
  load: async () => (await import('../run/simulate.ts')).runSimulate,
};
