import type { Agent } from '../agent.ts';
import { readToolEvent, type InputForm } from '../read-input.ts';

const FORM: InputForm = {
  agent: 'gemini',
  session: 'session_id',
  calls: ['BeforeTool'],
  outcomes: { AfterTool: { status: 'success' } },
};

/** Gemini CLI documents `allow` and `deny` for a tool, so who is to be asked is refused. Its timeouts are milliseconds. */
export const gemini: Agent = {
  name: 'gemini',
  source: {
    url: 'https://github.com/google-gemini/gemini-cli/blob/06c0d8103ddd56c09b276843c9fd538302028a23/docs/hooks/reference.md',
    read: '2026-11-25',
  },
  read: (input) => {
    const read = readToolEvent(input, FORM);
    if (!read.ok || read.value.kind !== 'outcome') return read;
    const { tool_response: response } = input;
    const hasFailed =
      typeof response === 'object' && response !== null && 'error' in response && response.error;
    return hasFailed ? { ok: true, value: { ...read.value, status: 'failed' } } : read;
  },
  answer: (event, { permission, reason }) => {
    if (event.kind === 'outcome' || permission === 'none') return {};
    return permission === 'allow' ? { decision: 'allow' } : { decision: 'deny', reason };
  },
  said: (answer) => answer['decision'],
  shellCall: (command, folder) => ({
    hook_event_name: 'BeforeTool',
    session_id: 'self-test',
    cwd: folder,
    tool_name: 'run_shell_command',
    tool_input: { command },
  }),
  settings: {
    file: '.gemini/settings.json',
    base: {},
    folderVariable: 'GEMINI_PROJECT_DIR',
    entries: (command) => {
      const entry = {
        matcher: '.*',
        hooks: [{ name: 'aegis', type: 'command', command, timeout: 10_000 }],
      };
      return { BeforeTool: entry, AfterTool: entry };
    },
  },
};
