import type { Agent } from '../agent.ts';
import { readToolEvent, type InputForm } from '../read-input.ts';
import { permissionAnswer, permissionIn } from './permission-answer.ts';

const FORM: InputForm = {
  agent: 'codex',
  session: 'session_id',
  calls: ['PreToolUse'],
  outcomes: { PostToolUse: { status: 'success' } },
};

/**
 * Codex takes `deny` alone: `ask` and a bare `allow` are failures to it, and after a failure the call runs. So who is
 * to be asked is refused, and who is granted gets no decision.
 */
export const codex: Agent = {
  name: 'codex',
  source: {
    url: 'https://github.com/openai/codex/tree/0082977cebb9fbd524046914dbc4305e5b8e0b95/codex-rs/hooks',
    read: '2026-11-25',
  },
  read: (input) => readToolEvent(input, FORM),
  answer: (event, verdict) => {
    const isRefused = verdict.permission === 'ask' || verdict.permission === 'deny';
    return event.kind === 'call' && isRefused
      ? permissionAnswer(event.event, { ...verdict, permission: 'deny' })
      : {};
  },
  said: permissionIn,
  shellCall: (command, folder) => ({
    hook_event_name: 'PreToolUse',
    session_id: 'self-test',
    cwd: folder,
    tool_name: 'Bash',
    tool_input: { command },
    tool_use_id: 'self-test',
  }),
  settings: {
    file: '.codex/hooks.json',
    base: {},
    entries: (command) => {
      const entry = { hooks: [{ type: 'command', command, timeout: 10 }] };
      return { PreToolUse: entry, PostToolUse: entry };
    },
  },
};
