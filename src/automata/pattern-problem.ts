import { err, ok, type Result } from '../base/index.ts';

/**
 * Why a pattern was refused: what is wrong, what to write instead, and where, in UTF-16 offsets into the text of the
 * pattern (`end` exclusive; an empty stretch is the end of the pattern).
 */
export interface PatternProblem {
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
}

/** How a recursive parser gives up; it never leaves `attempt`. */
class Refusal extends Error {
  readonly problem: PatternProblem;

  constructor(problem: PatternProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function refuse(start: number, end: number, message: string, help: string): never {
  throw new Refusal({ message, help, start, end });
}

/** What the parser gives, or the problem with which it refused. */
export function attempt<T>(parse: () => T): Result<T, PatternProblem> {
  try {
    return ok(parse());
  } catch (error) {
    if (error instanceof Refusal) return err(error.problem);
    throw error;
  }
}
