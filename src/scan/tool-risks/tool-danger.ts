import type { Risk } from '../report.ts';

/** What the body of a tool lets a model do. */
export type ToolDanger = 'shell' | 'code' | 'sql' | 'write' | 'read' | 'network';

export type ToolRiskCode = 'AEG3020' | 'AEG3021' | 'AEG3022' | 'AEG3023' | 'AEG3024' | 'AEG3025';

/** The code and the risk of each. */
export const TOOL_DANGERS: Readonly<
  Record<ToolDanger, { readonly code: ToolRiskCode; readonly risk: Risk }>
> = {
  shell: { code: 'AEG3020', risk: 'critical' },
  code: { code: 'AEG3021', risk: 'critical' },
  sql: { code: 'AEG3022', risk: 'high' },
  write: { code: 'AEG3023', risk: 'high' },
  read: { code: 'AEG3024', risk: 'medium' },
  network: { code: 'AEG3025', risk: 'medium' },
};
