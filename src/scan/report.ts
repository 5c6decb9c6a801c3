import type { Diagnostic, Span } from '../base/index.ts';
import type { Language } from './ir.ts';
import type { ToolRiskCode } from './tool-risks/tool-danger.ts';

/** What a call does; see docs/scan.md. */
export const SINK_KINDS = [
  'llm_call',
  'agent_run',
  'tool_call',
  'embedding',
  'mcp',
  'raw_http',
  'local_inference',
] as const;
export type SinkKind = (typeof SINK_KINDS)[number];

export type Risk = 'low' | 'medium' | 'high' | 'critical';

/**
 * How sure we are that the call is what we say: `resolved` - import, construction and call are proved; `inferred` - a
 * distinctive path in a file that imports the SDK (or is imported by one that does); `heuristic` - the path only.
 */
export const CONFIDENCES = ['resolved', 'inferred', 'heuristic'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Whether something decides about the call before it happens. `suppressed` findings keep the state they would have. */
export type Governance =
  | {
      readonly state: 'ungoverned';
      /** Instrumentation that is switched on and does not cover the call: another SDK, or too late. */
      readonly ineffective?: { readonly by: string; readonly at: Span };
    }
  | { readonly state: 'governed'; readonly by: string; readonly at: Span }
  | { readonly state: 'governed-elsewhere'; readonly by: string; readonly at: Span }
  | { readonly state: 'test' };

/** One link of the evidence chain, from the call back to the import: what stands there and where. */
export interface TraceStep {
  readonly text: string;
  readonly span: Span;
}

/** A call that is worth telling, whatever it does. */
interface ReportedCall {
  /** The call expression, from the start of its callee to its closing parenthesis. */
  readonly span: Span;
  /** The callee as written, white space folded, e.g. `this.client.messages.create`. */
  readonly call: string;
  readonly language: Language;
  readonly risk: Risk;
  readonly governance: Governance;
  readonly trace: readonly TraceStep[];
  /** Set when a suppression covers the finding. */
  readonly suppression?: { readonly reason: string; readonly span: Span };
  /** Set when the baseline that the scan was given holds this ungoverned call. */
  readonly isBaselined?: true;
  /** Stable under moved lines: same file, SDK or code, callee and enclosing function, counted within them. Hex. */
  readonly fingerprint: string;
}

/** One AI call site. */
export interface Finding extends ReportedCall {
  readonly code: 'AEG3001';
  /** The package of the catalogue row, e.g. `@anthropic-ai/sdk`; for raw HTTP the host. */
  readonly sdk: string;
  /** The exact version of the SDK, where it was asked for and a lock file or a manifest names it. */
  readonly sdkVersion?: string;
  /** Present when `sdk` names a host. */
  readonly isService?: true;
  readonly kind: SinkKind;
  readonly confidence: Confidence;
  /**
   * Calls of the project's own functions that lead to it, the nearest first: context, no findings of their own. Bounded;
   * absent where none were found or asked for.
   */
  readonly reachedFrom?: readonly TraceStep[];
  /** Names of models that the call or what made its receiver is given as constants, sorted; absent when there are none. */
  readonly models?: readonly string[];
  /** The framework's own gates that exist for this SDK, for the help line; empty where there are none. */
  readonly gates: readonly string[];
}

/**
 * A call in the body of a tool, or in a function that the tool calls, that does harm with an argument of the model's
 * choice. It is no AI call and counts in no score.
 */
export interface ToolRisk extends ReportedCall {
  readonly code: ToolRiskCode;
  /** The tool, and where it is made one. */
  readonly tool: { readonly name: string; readonly span: Span };
  /** The argument of the tool that decides what happens; empty for all of them at once. */
  readonly argument: string;
}

export type Reported = Finding | ToolRisk;

export interface FileOutcome {
  readonly file: string;
  readonly why: string;
}

/** The result of a scan; findings and diagnostics are sorted by file and place, so that equal input gives equal bytes. */
export interface ScanReport {
  readonly findings: readonly Finding[];
  readonly toolRisks: readonly ToolRisk[];
  /** About suppressions and unreadable files (AEG3090, AEG3091, AEG3002 ...). */
  readonly diagnostics: readonly Diagnostic[];
  /** How many findings were left out because their confidence is below the wanted one. */
  readonly belowConfidence?: number;
  /** True when the scan was interrupted: the report is of a part. */
  readonly interrupted?: boolean;
  readonly files: {
    /** Source files in a language we read, after ignore rules. */
    readonly considered: number;
    /** Of those, read completely: parsed, or settled by the prefilter because they mention no AI package or host. */
    readonly read: number;
    readonly partlyRead: readonly FileOutcome[];
    readonly skipped: readonly FileOutcome[];
    /** Files and folders passed over by default rules and ignore files, by reason. */
    readonly ignored: Readonly<Record<string, number>>;
  };
}
