export { AGENTS, type Agent } from './agent.ts';
export { findAgent } from './find-agent.ts';
export { HOOK_CODES, type HookCode } from './hook-codes.ts';
export { permissionFor, type Permission, type Verdict } from './permission.ts';
export {
  PROTECTED_EVERYWHERE,
  protectedFile,
  touchedThing,
  withProtection,
  type Identify,
  type ProtectedThing,
} from './protected.ts';
export { hookProblem } from './read-input.ts';
export { installedHooks, withHooks, withoutHooks, type InstalledHook } from './settings-file.ts';
export type { HookEvent, JsonObject } from './tool-call.ts';
