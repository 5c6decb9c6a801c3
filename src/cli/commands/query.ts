import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const query: Command = {
  name: 'query',
  summary: 'ask a policy about all actions at once: none (proved), or here they are',
  description: [
    'Looks for actions for which every clause holds, over all names, parameters and times, and shows one for each rule that decides such actions; that there is none is proved.',
    'A clause is type=GLOB, target=GLOB or agent=GLOB (!= leaves out; given twice, one of the two), approval=auto or approval=auto,approve, risk>=high, a parameter such as amount>100, items[*].price<=5, kind=refund or url~^http, `amount missing`, `amount given`, time=18:00-08:00 and weekday=sat,sun in the time zone of the policy. A parameter that is called like one of these is written params.type=x.',
    'Exits 0 whatever the answer is. With --expect it exits 1 when the answer is another one or was not proved (budget).',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy file (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'at most one',
      completes: 'policy',
    },
    { name: 'clause', summary: 'what must hold, such as approval=auto', takes: 'any number' },
  ],
  options: [
    {
      kind: 'value',
      name: 'expect',
      value: 'answer',
      summary: 'exit 1 when the answer is another one',
      choices: ['none', 'some'],
    },
    {
      kind: 'value',
      name: 'limit',
      value: 'number',
      summary: 'show at most so many actions (default 10)',
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json']),
  ],
  examples: [
    {
      run: "aegis query 'type=*delete*' approval=auto",
      says: 'can anything that deletes run unattended?',
    },
    {
      run: "aegis query policy.yaml 'type=*refund*' 'amount>100' approval=auto --expect none",
      says: 'a check for CI: exits 1 if a large refund can run',
    },
    { run: "aegis query 'amount missing' 'approval!=block'", says: 'what happens without an amount?' },
  ],
  load: async () => (await import('../run/query.ts')).runQuery,
};
