import type { Budget } from '../budget.ts';

/** A deterministic machine that reads sequences of symbols: texts of characters, lists of items. */
export interface Machine<State, Symbol> {
  readonly start: State;
  /** Equal for states that behave alike. */
  readonly keyOf: (state: State) => string;
  /** What a symbol more can do, the most ordinary symbol first. */
  readonly movesFrom: (state: State) => Iterable<Move<State, Symbol>>;
  /** What is to be told apart of the sequences that end in a state. */
  readonly outcomeOf: (state: State) => string;
  /** More outcomes than this there cannot be. */
  readonly mostOutcomes: number;
}

export interface Sequence<Symbol> {
  readonly symbols: readonly Symbol[];
  /** Whether all symbols are. */
  readonly isOrdinary: boolean;
}

export interface Move<State, Symbol> {
  readonly symbol: Symbol;
  readonly state: State;
  readonly isOrdinary: boolean;
}

/**
 * For each class of lengths and each outcome that a sequence of such a length has, one sequence: of ordinary symbols where
 * there is one, else the shortest. The classes are cut after each of `lengths`, ascending. The empty sequence comes last,
 * and only where no other does.
 */
export function* sequencesOf<State, Symbol>(
  machine: Machine<State, Symbol>,
  lengths: readonly number[],
  budget: Budget,
): Generator<Sequence<Symbol>, void> {
  const layers = new Layers(machine, budget);
  let shortest = 0;
  let empty: Place<State, Symbol> | undefined;
  for (const longest of [...lengths, Infinity]) {
    const places =
      longest === Infinity
        ? everyPlaceFrom(machine, layers, shortest, budget)
        : layers.between(shortest, longest);
    for (const place of bestByOutcome(machine, places)) {
      if (place.length === 0) empty = place;
      else yield { symbols: symbolsTo(layers, place, budget), isOrdinary: place.isOrdinary };
    }
    shortest = longest + 1;
  }
  if (empty !== undefined) yield { symbols: [], isOrdinary: true };
}

/** A state that a sequence of a certain length reaches. */
interface Place<State, Symbol> {
  readonly state: State;
  readonly key: string;
  readonly length: number;
  /** Whether all symbols on the way are. */
  readonly isOrdinary: boolean;
  readonly last: { readonly symbol: Symbol; readonly before: Place<State, Symbol> } | undefined;
}

function bestByOutcome<State, Symbol>(
  { outcomeOf, mostOutcomes }: Machine<State, Symbol>,
  places: Iterable<Place<State, Symbol>>,
): Iterable<Place<State, Symbol>> {
  const best = new Map<string, Place<State, Symbol>>();
  let wanting = mostOutcomes;
  for (const place of places) {
    const outcome = outcomeOf(place.state);
    const known = best.get(outcome);
    if (known !== undefined && !isBetter(place, known)) continue;
    best.set(outcome, place);
    if (place.isOrdinary && place.length > 0) wanting -= 1;
    if (wanting === 0) break;
  }
  return best.values();
}

function isBetter<State, Symbol>(a: Place<State, Symbol>, b: Place<State, Symbol>): boolean {
  return b.length === 0 ? a.length > 0 : a.isOrdinary && !b.isOrdinary;
}

/** Every state that some sequence of at least so many symbols reaches, breadth first. */
function* everyPlaceFrom<State, Symbol>(
  machine: Machine<State, Symbol>,
  layers: Layers<State, Symbol>,
  shortest: number,
  budget: Budget,
): Generator<Place<State, Symbol>, void> {
  const queue = [...layers.between(shortest, shortest)];
  // The empty sequence hides no other, since another that does the same is the better example.
  const seen = new Map(
    queue.flatMap(({ key, length, isOrdinary }) => (length === 0 ? [] : [[key, isOrdinary]])),
  );
  for (let head = 0; head < queue.length; head += 1) {
    const place = queue[head] as Place<State, Symbol>;
    yield place;
    budget.spend(1);
    for (const next of placesAfter(machine, place)) {
      const known = seen.get(next.key);
      if (known === true || known === next.isOrdinary) continue;
      seen.set(next.key, next.isOrdinary);
      queue.push(next);
    }
  }
}

function* placesAfter<State, Symbol>(
  machine: Machine<State, Symbol>,
  before: Place<State, Symbol>,
): Generator<Place<State, Symbol>, void> {
  for (const { symbol, state, isOrdinary } of machine.movesFrom(before.state)) {
    yield {
      state,
      key: machine.keyOf(state),
      length: before.length + 1,
      isOrdinary: before.isOrdinary && isOrdinary,
      last: { symbol, before },
    };
  }
}

type Layer<State, Symbol> = ReadonlyMap<string, Place<State, Symbol>>;

/**
 * The states that sequences of each exact length reach. As there are finitely many sets of states, the layers repeat in the
 * end; from there on they are not made again, so that great lengths cost nothing.
 */
class Layers<State, Symbol> {
  private readonly machine: Machine<State, Symbol>;
  private readonly budget: Budget;
  private readonly made: Layer<State, Symbol>[] = [];
  private readonly lengths = new Map<string, number>();
  /** The last layer made has the states of this one. */
  private repeats: number | undefined;

  constructor(machine: Machine<State, Symbol>, budget: Budget) {
    this.machine = machine;
    this.budget = budget;
    const { start } = machine;
    const place = { state: start, key: machine.keyOf(start), length: 0, isOrdinary: true, last: undefined };
    this.keep(new Map([[place.key, place]]));
  }

  /** The states of all layers from one length to another, both included. */
  *between(shortest: number, longest: number): Generator<Place<State, Symbol>, void> {
    for (let length = shortest; length <= longest; length += 1) {
      for (const place of this.at(length).values()) yield { ...place, length };
      if (this.repeats !== undefined && length >= Math.max(shortest, this.repeats) + this.period) return;
    }
  }

  at(length: number): Layer<State, Symbol> {
    while (this.repeats === undefined && this.made.length <= length) this.keep(this.following());
    const last = this.made.length - 1;
    const index = length <= last ? length : last - this.period + 1 + ((length - last - 1) % this.period);
    return this.made[index] as Layer<State, Symbol>;
  }

  private get period(): number {
    return this.made.length - 1 - (this.repeats ?? 0);
  }

  private keep(layer: Layer<State, Symbol>): void {
    const key = [...layer.keys()].sort().join(' ');
    this.repeats = this.lengths.get(key);
    this.lengths.set(key, this.made.length);
    this.made.push(layer);
  }

  private following(): Layer<State, Symbol> {
    const layer = new Map<string, Place<State, Symbol>>();
    for (const before of this.made.at(-1)?.values() ?? []) {
      this.budget.spend(1);
      for (const place of placesAfter(this.machine, before)) {
        const known = layer.get(place.key);
        if (known === undefined || (place.isOrdinary && !known.isOrdinary)) layer.set(place.key, place);
      }
    }
    return layer;
  }
}

/** The symbols that lead to a place. */
function symbolsTo<State, Symbol>(
  layers: Layers<State, Symbol>,
  place: Place<State, Symbol>,
  budget: Budget,
): readonly Symbol[] {
  budget.spend(Math.ceil(place.length / SYMBOLS_PER_STEP));
  const symbols: Symbol[] = [];
  let { length, last } = place;
  while (last !== undefined) {
    symbols.push(last.symbol);
    length -= 1;
    const { before } = last;
    // The place before may have been made for a shorter sequence that reaches the same states.
    last = before.length === length ? before.last : layers.at(length).get(before.key)?.last;
  }
  return symbols.reverse();
}

const SYMBOLS_PER_STEP = 256;
