/** Thrown where a question would cost more than it may; caught where questions are asked, never shown. */
export class OutOfBudget extends Error {
  constructor() {
    super('the question is out of budget');
    this.name = 'OutOfBudget';
  }
}

/** How many steps may be spent: on one question, or by a whole command. In steps, because a clock gives other answers. */
export interface Limits {
  readonly perQuestion: number;
  readonly perCommand: number;
  /** Asked now and then: whether to stop all the same. For who wants an end in time more than the same answer. */
  readonly isOver?: () => boolean;
}

/** What a command may spend that is given no limits: the hardest policies end in seconds. */
export const DEFAULT_LIMITS: Limits = { perQuestion: 100_000, perCommand: 1_200_000 };

/** Steps between two questions whether the time is over. */
const STEPS_BETWEEN_LOOKS = 1_000;

/**
 * Steps left. A step is one state of a product of automata, one candidate value or one node of the search: about a
 * microsecond each.
 */
export class Budget {
  /** Steps spent on all questions so far. */
  spent = 0;
  /** How many questions were given up. */
  unanswered = 0;
  private readonly limits: Limits;
  private leftForQuestion = 0;
  private nextLook = STEPS_BETWEEN_LOOKS;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Whether nothing is left for another question. */
  get isSpent(): boolean {
    return this.spent >= this.limits.perCommand;
  }

  /** Begins a question, which may use what is left for one. */
  beginQuestion(): void {
    this.leftForQuestion = Math.min(this.limits.perQuestion, this.limits.perCommand - this.spent);
  }

  /** Throws `OutOfBudget` when the question or the command has no step left. */
  spend(steps: number): void {
    this.spent += steps;
    this.leftForQuestion -= steps;
    if (this.leftForQuestion < 0) throw new OutOfBudget();
    if (this.spent >= this.nextLook && this.limits.isOver !== undefined) {
      if (this.limits.isOver()) throw new OutOfBudget();
      this.nextLook = this.spent + STEPS_BETWEEN_LOOKS;
    }
  }
}
