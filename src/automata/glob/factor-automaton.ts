import { END, START, type Factors } from './factors.ts';
import { NeedleFinder } from './needle-finder.ts';

/** A list of factors with a label. */
export interface LabelledFactors {
  readonly label: number;
  readonly factors: Factors;
}

/** A place in the tree of factor lists: lists that begin alike share it. */
interface Step {
  readonly labels: number[];
  /** By factor, what may come next. */
  readonly next: Map<number, Step>;
  /** In which pass it was reached last. */
  pass: number;
}

/** A step that its factor will reach, and the earliest place where that factor may begin. */
interface Waiting {
  readonly step: Step;
  readonly from: number;
}

/**
 * Matches any number of factor lists in one pass over a name: all factors are found together, and each list takes its
 * next factor as early as it can, which is right because factors have a fixed length.
 *
 * Nothing is kept from pass to pass. Time is linear in the name, plus one move for each step that becomes possible.
 */
export class FactorAutomaton {
  /** Characters read, needles met and steps moved so far: the cost without a clock. */
  work = 0;
  private readonly finder: NeedleFinder;
  private readonly lengths: readonly number[];
  private readonly root: Step = newStep();
  private pass = 0;

  constructor(lists: readonly LabelledFactors[]) {
    const needles = lists.flatMap(({ factors }) => factors);
    this.finder = new NeedleFinder(needles);
    this.lengths = needles.map((needle) => needle.length);
    let place = 0;
    for (const { label, factors } of lists) {
      let step = this.root;
      for (let i = 0; i < factors.length; i += 1) {
        const number = this.finder.firstAlike(place++);
        let next = step.next.get(number);
        if (next === undefined) step.next.set(number, (next = newStep()));
        step = next;
      }
      step.labels.push(label);
    }
  }

  /** The labels of the lists that the name satisfies, each once per list, in no order. */
  run(name: string): number[] {
    const { finder } = this;
    const found = [...this.root.labels];
    const waiting = new Map<number, Waiting[]>();
    this.pass += 1;
    let state = 0;
    let position = 0;
    const read = (symbol: number): void => {
      state = finder.advance(state, symbol);
      position += 1;
      this.work += 1;
      for (let hit = finder.longestAt(state); hit !== 0; hit = finder.shorterAt(hit)) {
        this.meet(finder.needle(hit), position, waiting, found);
      }
    };
    read(START);
    for (let at = 0; at < name.length;) {
      const codePoint = name.codePointAt(at) as number;
      at += codePoint > 0xffff ? 2 : 1;
      read(codePoint);
    }
    read(END);
    return found;
  }

  /** Moves every list that was waiting for this factor and may take it here. */
  private meet(factor: number, end: number, waiting: Map<number, Waiting[]>, found: number[]): void {
    this.work += 1;
    const first = this.root.next.get(factor);
    if (first !== undefined) this.reach(first, end, waiting, found);
    const queue = waiting.get(factor);
    if (queue === undefined) return;
    const start = end - (this.lengths[factor] as number);
    // Queued in the order of `from`: those that may go stand together at the front.
    const stay = queue.findIndex(({ from }) => from > start);
    const going = queue.splice(0, stay === -1 ? queue.length : stay);
    for (const { step } of going) this.reach(step, end, waiting, found);
  }

  private reach(step: Step, end: number, waiting: Map<number, Waiting[]>, found: number[]): void {
    if (step.pass === this.pass) return;
    step.pass = this.pass;
    found.push(...step.labels);
    for (const [factor, next] of step.next) {
      this.work += 1;
      const queue = waiting.get(factor);
      if (queue === undefined) waiting.set(factor, [{ step: next, from: end }]);
      else queue.push({ step: next, from: end });
    }
  }
}

function newStep(): Step {
  return { labels: [], next: new Map(), pass: 0 };
}
