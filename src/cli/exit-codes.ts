/** What the process answers; the table is in docs/cli/README.md. A finding is not a failure, a failure not a finding. */
export const EXIT = {
  /** Done; nothing at or above the threshold. */
  done: 0,
  /** Done; found what the command gates on. */
  found: 1,
  /** Could not do it: usage, unreadable or missing input, an invalid policy where a valid one is needed. */
  unable: 2,
  /** A defect in Aegis. */
  bug: 70,
  /** Interrupted by the user. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
