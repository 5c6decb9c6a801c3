import type { Regex } from '../../automata/index.ts';
import type { Json } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import type { ParameterPath } from './parameter-path.ts';
import type { TimeWindow } from './time-of-day.ts';
import type { LocalTime, Zone } from './zone.ts';

/** What conditions read of an action; anything may be in it. */
export interface Evidence {
  readonly type?: unknown;
  readonly target?: unknown;
  readonly description?: unknown;
  readonly params?: unknown;
}

/** What an evaluator answered to questions, by their text; what is not in it is unknown. */
export type Answers = ReadonlyMap<string, boolean>;

/**
 * One claim about an action that is true, false or unknown by itself. `at` is the instant in milliseconds, `undefined`
 * or not finite when there is none.
 */
export interface Atom {
  /** The condition's name in the file. */
  readonly part: string;
  readonly reads: Reads;
  /** What is claimed, such as "`count` is above 100". */
  readonly claim: string;
  test(action: Evidence, at: number | undefined, answers: Answers): Truth;
  /** What is there, such as "`count` is 150"; for a person, may quote parameters. */
  found(action: Evidence, at: number | undefined, answers: Answers): string;
  /** Why the claim is unknown, without quoting parameters; only asked when it is. */
  why(action: Evidence, at: number | undefined): string;
}

/** The one thing an atom depends on, and what of it the atom tells apart. */
export type Reads =
  | { readonly kind: 'time'; readonly zone: Zone; readonly sees: TimeSight }
  | { readonly kind: 'parameter'; readonly path: ParameterPath; readonly sees: ParameterSight }
  /** The words of type, target, description, parameter names and string values; `categories` are the bits it asks for. */
  | { readonly kind: 'words'; readonly categories: number }
  /** An evaluator's answer to a question about the action. */
  | { readonly kind: 'answer'; readonly question: string };

/** What a claim about the local time tells apart. */
export interface TimeSight {
  /** The claim itself. */
  readonly holds: (local: LocalTime) => boolean;
  /** Minutes of the day, from 0 to 1440, at which the claim may change. */
  readonly minutes: readonly number[];
  /** Local days, counted from 1970-01-01, at whose beginning it may change for good. */
  readonly days: readonly number[];
  /** Whether it may differ from one day of the week to the next. */
  readonly isWeekly: boolean;
}

/**
 * What a claim about the value at a path tells apart: two values that nothing named here distinguishes are the same to
 * it. A kind of comparison that it does not make is left out.
 */
export type ParameterSight =
  /** Only whether something other than null is there; true where it is as `wanted`. */
  { readonly kind: 'existence'; readonly wanted: boolean } | ({ readonly kind: 'value' } & ValueSight);

export interface ValueSight {
  /** Numbers and numerals with which it compares by size. */
  readonly numbers?: readonly (number | string)[];
  /** Values with which it compares for equality. */
  readonly values?: readonly Json[];
  /** Parts of strings, items of lists, keys of maps for which it looks. */
  readonly members?: readonly Json[];
  /** Expressions that it looks for in strings. */
  readonly patterns?: readonly Regex[];
  /** The greatest lengths that are still "at most" so long. */
  readonly lengths?: readonly number[];
}

/** What a condition may know besides its operand. */
export interface ConditionContext {
  readonly zone: Zone;
  /** The window that `time_after` and `time_before` of the same map make, when it wraps over midnight. */
  readonly nightWindow: TimeWindow | undefined;
  readonly report: Report;
}

/** A kind of condition: a key of a `conditions` map. Adding one is a file like this and a line in the registry. */
export interface ConditionKind {
  readonly key: string;
  /** One or two sentences for the editor's hover. */
  readonly description: string;
  /** The JSON Schema of the operand. */
  readonly schema: { readonly [keyword: string]: Json };
  /** The atoms, all of which must hold; empty after reporting what is wrong with the operand. */
  parse(operand: Located, context: ConditionContext): readonly Atom[];
}
