import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION } from '../options.ts';

export const check: Command = {
  name: 'check',
  summary: 'decide about a call of a tool, record it, answer: for the hooks of agents',
  description: [
    'Reads one call as JSON from standard input, decides about it by the policy, records that in the audit log, and only then answers. A call is an action such as {"type": "delete_user", "target": "crm", "params": {}}, or with --hook what that agent tells its hooks.',
    'Without --hook it exits 0 only for auto, 1 for approve and block, 2 when it could not decide or record. With --hook it exits 0 with the answer in the protocol of the agent, else 2 with the reason on standard error, and never anything else: every failure refuses the call. auto leaves the call to the rules of the agent itself unless --grant is given; approve has the agent ask its user, or refuses where it cannot. docs/hooks.md has the settings.',
    'The policy is the operand, else the nearest one from the folder of the project up: the folder that the agent names in its environment, else the working folder. Where the agent has gone since does not count. The audit log is --db, else audit.path in aegis.yaml, else aegis_audit.db beside the policy.',
    'A call that touches the policy, the audit log, its keys or the settings of the hooks is asked about even where the policy says auto.',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy file (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'at most one',
      completes: 'policy',
    },
  ],
  options: [
    {
      kind: 'value',
      name: 'hook',
      value: 'agent',
      summary: 'read and answer as hooks of this agent do',
      choices: ['claude-code', 'codex', 'cursor', 'gemini', 'generic'],
    },
    { kind: 'flag', name: 'grant', summary: 'answer allow for auto, past the rules of the agent itself' },
    {
      kind: 'flag',
      name: 'stream',
      summary: 'read a call a line and answer a line for each; up to 256 are recorded at once',
    },
    {
      kind: 'value',
      name: 'ask',
      value: 'where',
      summary: 'tty: an approve is asked on the terminal; without a typed yes it is refused',
      choices: ['tty'],
    },
    {
      kind: 'value',
      name: 'ask-timeout',
      value: 'seconds',
      summary: 'how long the terminal has to answer (default 60)',
    },
    {
      kind: 'value',
      name: 'at',
      value: 'instant',
      summary: 'decide as of then: RFC 3339; without an offset in the time zone of the policy',
    },
    { kind: 'flag', name: 'install', summary: 'have the agent of --hook ask; shows the change first' },
    { kind: 'flag', name: 'uninstall', summary: 'take out what --install put in' },
    {
      kind: 'flag',
      name: 'self-test',
      summary: 'run the installed hook with a call that is refused, and with every failure',
    },
    { kind: 'flag', name: 'user', summary: 'the settings of the user instead of those of the project' },
    { kind: 'flag', name: 'yes', summary: 'change the settings without asking' },
    DB_OPTION,
    CONFIG_OPTION,
    { kind: 'format', choices: ['pretty', 'json'] },
  ],
  examples: [
    { run: `echo '{"type": "delete_user"}' | aegis check policy.yaml`, says: 'may this be done?' },
    {
      run: 'aegis check --hook claude-code --install',
      says: 'have Claude Code ask before every call of a tool',
    },
    {
      run: 'aegis check --hook claude-code --self-test',
      says: 'whether what is installed refuses what it must',
    },
    { run: 'aegis check --stream < calls.jsonl', says: 'one decision a line, as fast as they come' },
  ],
  load: async () => (await import('../run/check.ts')).runCheck,
};
