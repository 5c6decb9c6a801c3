import type { AgentName } from './agent.ts';
import toolRows from './tool-rows.json' with { type: 'json' };
import type { JsonObject } from './tool-call.ts';

/** A row of tool-rows.json (specs/hook-tool-row.schema.json). */
interface ToolRow {
  readonly agent: string;
  readonly tool: string;
  readonly type: string;
  readonly target?: readonly string[];
  readonly is_path?: boolean;
}

/**
 * What an action is called that an agent calls by the name of a tool, and what it is done to. The same thing is called
 * the same whatever the agent; a tool without a row keeps its name and has no target, so that a rule about targets does
 * not hold of it for sure. A tool of an MCP server is `mcp__<server>__<tool>`, its target the server.
 */
export function nameTool(
  agent: AgentName,
  tool: string,
  params: JsonObject,
): { readonly type: string; readonly target?: string } {
  const server = /^mcp__(.+?)__/.exec(tool)?.[1];
  if (server !== undefined) return { type: tool, target: server };
  const row = BY_NAME.get(`${agent} ${tool}`);
  if (row === undefined) return { type: tool };
  const target = row.type === 'apply_patch' ? patchedFile(params) : onlyText(params, row.target ?? []);
  if (target === undefined || target.length > LONGEST_NAME) return { type: row.type };
  return { type: row.type, target: row.is_path === true ? withoutDetours(target) : target };
}

const DETOUR = /(?:^|[\\/])\.{0,2}[\\/]|[\\/]\.{1,2}$/;

/** A path without `.` and `..`, so that `/work/../etc` is not below `/work`. Where a link leads to is not looked at. */
function withoutDetours(path: string): string {
  if (!DETOUR.test(path)) return path;
  const kept: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    const last = kept.at(-1);
    if (part === '..' && last !== undefined && last !== '..') {
      if (kept.length > 1 || last !== '') kept.pop();
    } else if (part !== '.') kept.push(part);
  }
  const whole = kept.join('/');
  return whole !== '' ? whole : kept.length > 0 ? '/' : '.';
}

/** A longer text is no name to a policy; it is among the parameters all the same. */
const LONGEST_NAME = 4_096;

const BY_NAME: ReadonlyMap<string, ToolRow> = new Map(
  (toolRows as readonly ToolRow[]).map((row) => [`${row.agent} ${row.tool}`, row]),
);

/** Two fields that say different things leave it open which of them the tool takes. */
function onlyText(params: JsonObject, fields: readonly string[]): string | undefined {
  const texts = new Set(fields.map((field) => params[field]).filter((value) => typeof value === 'string'));
  return texts.size === 1 ? [...texts][0] : undefined;
}

/** The only file that a patch is about. */
function patchedFile(params: JsonObject): string | undefined {
  const patch = onlyText(params, ['command', 'input', 'patch']);
  const files = [...(patch ?? '').matchAll(/^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+)$/gm)];
  const names = new Set(files.map(([, name]) => name?.trim()));
  return names.size === 1 ? [...names][0] : undefined;
}
