import type { Agent } from '../agent.ts';
import { readToolEvent, type InputForm } from '../read-input.ts';
import { permissionAnswer, permissionIn } from './permission-answer.ts';

const FORM: InputForm = {
  agent: 'claude-code',
  session: 'session_id',
  calls: ['PreToolUse'],
  outcomes: {
    PostToolUse: { status: 'success' },
    PostToolUseFailure: { status: 'failed', error: 'error' },
    PermissionDenied: { status: 'denied', error: 'reason' },
  },
};

/** https://code.claude.com/docs/en/hooks, with `onFailure` from version 2.1.295 on; an earlier one does not know it. */
export const claudeCode: Agent = {
  name: 'claude-code',
  source: { url: 'https://code.claude.com/docs/en/hooks', read: '2026-11-25' },
  read: (input) => readToolEvent(input, FORM),
  answer: (event, verdict) =>
    event.kind === 'outcome' || verdict.permission === 'none' ? {} : permissionAnswer(event.event, verdict),
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
    file: '.claude/settings.json',
    base: {},
    closes: { name: 'onFailure', value: 'block' },
    folderVariable: 'CLAUDE_PROJECT_DIR',
    entries: (command) => {
      const hook = { type: 'command', command, timeout: 10 };
      return {
        PreToolUse: { matcher: '*', hooks: [{ ...hook, onFailure: 'block' }] },
        PostToolUse: { matcher: '*', hooks: [hook] },
        PostToolUseFailure: { matcher: '*', hooks: [hook] },
        PermissionDenied: { matcher: '*', hooks: [hook] },
      };
    },
  },
};
