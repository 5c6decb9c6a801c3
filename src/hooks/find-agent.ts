import { claudeCode } from './adapters/claude-code.ts';
import { codex } from './adapters/codex.ts';
import { cursor } from './adapters/cursor.ts';
import { gemini } from './adapters/gemini.ts';
import { AGENTS, type Agent, type AgentName } from './agent.ts';

/** The agent of a name, or `undefined`. */
export function findAgent(name: string): Agent | undefined {
  const known = AGENTS.find((agent) => agent === name);
  return known === undefined ? undefined : BY_NAME[known];
}

const BY_NAME: Readonly<Record<AgentName, Agent>> = { 'claude-code': claudeCode, codex, cursor, gemini };
