import type { Approval, RiskLevel } from '../../model/index.ts';
import type { AgefEventType, GuardrailSection, HumanDecision, ResultStatus } from '../agef/event.ts';

/** Events of one type that meet criteria, as evidence is asked for. */
export interface Selection {
  readonly event: AgefEventType;
  readonly where: Criteria;
}

/** What an event, with the later ones that refer to it, has to show: everything that is given. */
export interface Criteria {
  readonly approval?: readonly Approval[];
  readonly risk?: readonly RiskLevel[];
  /** Globs over the type of the action, of which one fits: `*` any run of characters, `?` one, either case. */
  readonly type?: readonly string[];
  /** The same over the target. */
  readonly target?: readonly string[];
  /** What is said in so many words. */
  readonly has?: readonly Said[];
  /** Whether the policy that decided is kept in the log. */
  readonly kept?: boolean;
  /** False for history that was imported from before the chain. */
  readonly chained?: boolean;
  /** Whether nothing was unknown when it was decided. */
  readonly certain?: boolean;
  readonly effect?: readonly GuardrailSection['effect'][];
  /** Some person, or the end of the time for one, said one of these: in the event or a later one. */
  readonly answered?: readonly HumanDecision[];
  /** It is recorded to have ended so: in the event or a later one. */
  readonly ended?: readonly ResultStatus[];
  /** Whether the event that it refers to is in the log. */
  readonly belongs?: boolean;
  /** These do not all hold. */
  readonly not?: Criteria;
}

export type Said = 'agent' | 'session' | 'rule' | 'policy' | 'approver';

/** An entry as a report names it. */
export interface EntryReference {
  readonly id: number;
  /** Hex. */
  readonly hash: string;
  readonly timestamp: string;
  /** The type of the event. */
  readonly event: string;
  readonly agent?: string;
  readonly action?: string;
  readonly target?: string;
  readonly approval?: string;
  readonly risk?: string;
  readonly rule?: string;
  readonly answer?: string;
  readonly status?: string;
}
