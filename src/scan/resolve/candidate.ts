import type { CatalogGate } from '../catalog/catalog.ts';
import type { Confidence, Risk, SinkKind } from '../report.ts';
import type { AccessPath } from './access-path.ts';
import type { GovernedMark, Trail } from './value.ts';

/** What a call was recognised as, before its governance is judged. */
export interface Candidate {
  readonly sdk: string;
  readonly kind: SinkKind;
  readonly risk: Risk;
  readonly confidence: Confidence;
  readonly trail: Trail | undefined;
  readonly gates: readonly CatalogGate[];
  /** How the callee came to be; absent where its receiver is unresolved. */
  readonly path?: AccessPath;
  readonly governed?: GovernedMark;
  /** True for an SDK that instrumentation covers. */
  readonly isInstrumented?: true;
  /** `sdk` names a host. */
  readonly isService?: true;
}
