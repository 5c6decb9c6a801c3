import type { CallExpr, Extent, ModuleIr } from '../ir.ts';
import type { Confidence, Risk, SinkKind } from '../report.ts';

/** The modules that take part in a scan, and how their imports hang together. */
export interface Project {
  /** Sorted by file. */
  readonly modules: readonly ModuleIr[];
  /**
   * The project file that an import in `fromFile` means, or `undefined` for a package from elsewhere. Specifiers are as
   * in `ImportExpr`; for Python `from a import b` where `b` is a submodule, ask for `a.b` (`.` + `b` -> `.b`).
   */
  locate(fromFile: string, specifier: string): string | undefined;
  /** Whether some file may name Aegis; where none does, nothing of it governs. Absent: it may. */
  readonly mayNameAegis?: boolean;
}

/** A stretch of one of the project's files. */
export interface Place extends Extent {
  readonly file: string;
}

/** A call that sends a prompt, runs an agent or executes a tool. */
export interface Sink {
  readonly file: string;
  readonly call: CallExpr;
  /** The package of the catalogue row, or the name of the host row. */
  readonly sdk: string;
  readonly kind: SinkKind;
  readonly risk: Risk;
  readonly confidence: Confidence;
  /** From the call back to the import: where each value came from. */
  readonly trace: readonly Place[];
  /** The calls of the project's own functions by which it is reached, the nearest first; empty unless asked for. */
  readonly reachedFrom: readonly Place[];
  readonly governance:
    | { readonly state: 'ungoverned'; readonly ineffective?: { readonly by: string; readonly at: Place } }
    | { readonly state: 'governed' | 'governed-elsewhere'; readonly by: string; readonly at: Place };
  /** True when `sdk` names a host and not a package. */
  readonly isService: boolean;
  /** Names of the models that the call, or what made its receiver, is given. */
  readonly models: readonly string[];
  /** Names of the framework's own gates for the help line. */
  readonly gates: readonly string[];
  /** Name of the enclosing function, with its class (`Writer.run`); empty at module level. For fingerprints. */
  readonly enclosing: string;
}
