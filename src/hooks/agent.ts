import type { Diagnostic, Json, Result } from '../base/index.ts';
import type { Verdict } from './permission.ts';
import type { HookEvent, JsonObject } from './tool-call.ts';

/** The agents whose hooks are understood; others use `generic`, whose form is Aegis' own. */
export const AGENTS = ['claude-code', 'codex', 'cursor', 'gemini'] as const;
export type AgentName = (typeof AGENTS)[number];

/** How one agent asks its hooks, how it takes their answers, and where its settings name them. */
export interface Agent {
  readonly name: AgentName;
  /** Where the protocol is described, and when that was read. */
  readonly source: { readonly url: string; readonly read: string };
  readonly read: (input: JsonObject) => Result<HookEvent, readonly Diagnostic[]>;
  /** What goes to standard output, with exit code 0. */
  readonly answer: (event: HookEvent, verdict: Verdict) => Json;
  /** What an answer says, as the agent reads it: `undefined` where it says nothing about the call. */
  readonly said: (answer: JsonObject) => Json | undefined;
  /** A call of a shell, as the agent tells of it. */
  readonly shellCall: (command: string, folder: string) => JsonObject;
  readonly settings: AgentSettings;
}

export interface AgentSettings {
  /** The file below the project's folder, and below the user's home. */
  readonly file: string;
  /** What a file needs besides hooks. */
  readonly base: JsonObject;
  /** The environment variable by which the agent names the project's folder to its hooks, where it does. */
  readonly folderVariable?: string;
  /** The entries that call `command`, by event. */
  readonly entries: (command: string) => Readonly<Record<string, JsonObject>>;
  /** What an entry must say so that the agent refuses a call whose hook is missing, killed or too slow; absent where it cannot. */
  readonly closes?: { readonly name: string; readonly value: Json };
}
