import type { Json } from '../base/index.ts';
import type { Decision } from '../model/index.ts';

/** A call that was decided about, and where that stands in the log. */
export interface CheckedCall {
  readonly permission: 'none' | 'allow' | 'ask' | 'deny';
  readonly decision: Decision;
  /** The call as one line: type and target. */
  readonly call: string;
  readonly id?: string;
  readonly session?: string;
  /** Of a stream, from 1. */
  readonly line?: number;
  readonly entry: LogPlace;
  /** What a person said who was asked on the terminal, and where that stands. */
  readonly answer?: { readonly humanDecision: 'approved' | 'denied' | 'expired'; readonly entry: LogPlace };
}

interface LogPlace {
  readonly log: string;
  readonly sequence: number;
  /** Hex. */
  readonly hash: string;
  readonly eventId: string;
}

/** One line; its form is specs/cli/check.schema.json. */
export function jsonCheckedCall({ call: _, ...checked }: CheckedCall): string {
  return `${JSON.stringify({ schemaVersion: 1, ...(checked as unknown as { readonly [name: string]: Json }) })}\n`;
}
