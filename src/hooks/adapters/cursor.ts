import { err, ok, type Diagnostic, type Result } from '../../base/index.ts';
import type { Agent } from '../agent.ts';
import { hookProblem, objectOf, readToolEvent, textOf, toolCall, type InputForm } from '../read-input.ts';
import type { HookEvent, JsonObject } from '../tool-call.ts';

const FORM: InputForm = {
  agent: 'cursor',
  session: 'conversation_id',
  calls: ['preToolUse', 'beforeShellExecution', 'beforeMCPExecution', 'beforeReadFile'],
  outcomes: {
    postToolUse: { status: 'success' },
    postToolUseFailure: { status: 'failed', error: 'error_message' },
  },
};

/**
 * Cursor has one event for every tool, where it takes `allow` and `deny`, and some for single kinds of tools, of which
 * two take `ask`, too. What is not allowed in so many words may still be asked about by its own rules.
 */
export const cursor: Agent = {
  name: 'cursor',
  source: { url: 'https://cursor.com/docs/hooks', read: '2026-09-24' },
  read: readCursorEvent,
  answer: (event, { permission, reason }) => {
    if (event.kind === 'outcome' || permission === 'none') return {};
    if (permission === 'allow') return { permission: 'allow' };
    const asks = permission === 'ask' && ASKING.includes(event.event);
    return { permission: asks ? 'ask' : 'deny', user_message: reason, agent_message: reason };
  },
  said: (answer) => answer['permission'],
  shellCall: (command, folder) => ({
    hook_event_name: 'preToolUse',
    conversation_id: 'self-test',
    cwd: folder,
    tool_name: 'Shell',
    tool_input: { command },
    tool_use_id: 'self-test',
  }),
  settings: {
    file: '.cursor/hooks.json',
    base: { version: 1 },
    closes: { name: 'failClosed', value: true },
    folderVariable: 'CURSOR_PROJECT_DIR',
    entries: (command) => ({
      preToolUse: { command, timeout: 10, failClosed: true },
      postToolUse: { command, timeout: 10 },
      postToolUseFailure: { command, timeout: 10 },
    }),
  },
};

const ASKING = ['beforeShellExecution', 'beforeMCPExecution'];

function readCursorEvent(input: JsonObject): Result<HookEvent, readonly Diagnostic[]> {
  const event = textOf(input['hook_event_name']) ?? '';
  switch (event) {
    case 'beforeShellExecution':
      return asTool(input, event, 'Shell', 'command');
    case 'beforeReadFile':
      return asTool(input, event, 'Read', 'file_path');
    default:
      return withToolName(input);
  }
}

/** The events about one kind of tool leave out which it is; what else they carry is not what the tool is given. */
function asTool(
  input: JsonObject,
  event: string,
  tool: string,
  field: string,
): Result<HookEvent, readonly Diagnostic[]> {
  const value = textOf(input[field]);
  if (value === undefined) return err([hookProblem('AEG4050', `\`${field}\` of the call must be a text`)]);
  return ok({ kind: 'call', event, call: toolCall(input, FORM, tool, { [field]: value }) });
}

/** Cursor writes `MCP:<tool>`, and the server beside it at most. */
function withToolName(input: JsonObject): Result<HookEvent, readonly Diagnostic[]> {
  const tool = textOf(input['tool_name']);
  const isMcp = input['hook_event_name'] === 'beforeMCPExecution' || tool?.startsWith('MCP:') === true;
  const params = objectOf(input['tool_input']);
  const given = params === undefined ? input : { ...input, tool_input: params };
  if (tool === undefined || !isMcp) return readToolEvent(given, FORM);
  const server = textOf(input['mcp_server_name']);
  const name = tool.replace(/^MCP:/, '');
  const named = server === undefined ? `mcp__${name}` : `mcp__${server}__${name}`;
  return readToolEvent({ ...given, tool_name: named }, FORM);
}
