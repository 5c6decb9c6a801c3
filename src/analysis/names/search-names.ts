import { canonicalName, type GlobDfa } from '../../automata/index.ts';
import { OutOfBudget, type Budget } from '../budget.ts';
import { FALSE, TRUE, type TruthMask } from '../truth-mask.ts';
import type { NameSet, NameSpace } from './name-space.ts';

/** A name, and for each set asked whether it is in it. */
export interface FoundName {
  readonly name: string;
  readonly verdicts: readonly boolean[];
}

export interface NameQuestion {
  readonly sets: readonly NameSet[];
  /** Whether a name is of use of which, for each set, so much is possible; may say yes in doubt. */
  readonly isHopeful: (possible: readonly TruthMask[]) => boolean;
  readonly isEmptyAllowed: boolean;
}

/**
 * Canonical names that differ in which sets they are in, one of each kind that is hopeful: a walk through the product of
 * the globs' automata, breadth first, so the shortest name of a kind comes first; the empty name comes last, and names
 * that look like others after all that do not.
 */
export function* searchNames(
  space: NameSpace,
  question: NameQuestion,
  budget: Budget,
): Generator<FoundName, void> {
  const seen = new Set<string>();
  for (const withLookAlikes of [false, true]) {
    const walk = new Walk(space, question, withLookAlikes, budget);
    if (withLookAlikes && !walk.hasLookAlikes) return;
    for (const found of walk.run()) {
      const kind = found.verdicts.map(Number).join('');
      if (seen.has(kind)) continue;
      seen.add(kind);
      yield found;
    }
  }
}

/** A place in the product: the state of each automaton, and how one came here. */
interface Place {
  readonly states: readonly number[];
  readonly name: string;
  readonly endsInWhiteSpace: boolean;
}

class Walk {
  readonly hasLookAlikes: boolean;
  private hasLostNames = false;
  private readonly question: NameQuestion;
  private readonly budget: Budget;
  private readonly automata: readonly GlobDfa[];
  /** By set: the places of its automata. */
  private readonly members: readonly (readonly number[])[];
  /** The characters worth reading: each automaton's own ones, and one for all others. */
  private readonly characters: readonly { index: number; sample: string; isWhiteSpace: boolean }[];

  constructor(space: NameSpace, question: NameQuestion, withLookAlikes: boolean, budget: Budget) {
    this.question = question;
    this.budget = budget;
    const globs = [...new Set(question.sets.flatMap((set) => set.globs))];
    const places = new Map(globs.map((glob, place) => [glob, place]));
    this.automata = globs.map((glob) => space.automaton(glob));
    this.members = question.sets.map((set) => set.globs.map((glob) => places.get(glob) as number));
    const own = new Set(this.automata.flatMap((automaton) => [...automaton.own]));
    const all = space.alphabet.characters.map((character, index) => ({ ...character, index }));
    this.hasLookAlikes = all.some(({ isLookAlike, index }) => isLookAlike && own.has(index));
    const usable = all.filter(({ isLookAlike }) => withLookAlikes || !isLookAlike);
    const other = usable.find(({ index, isWhiteSpace }) => !own.has(index) && !isWhiteSpace);
    this.characters = usable.filter((character) => character === other || own.has(character.index));
  }

  *run(): Generator<FoundName, void> {
    const start = { states: this.automata.map(({ start }) => start), name: '', endsInWhiteSpace: false };
    const queue: Place[] = [start];
    // Not the start: a name may lead back to where the empty one is.
    const seen = new Set<string>();
    for (let head = 0; head < queue.length; head += 1) {
      const place = queue[head] as Place;
      if (head > 0 && !place.endsInWhiteSpace) yield* this.nameAt(place);
      for (const next of this.following(place)) {
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        this.budget.spend(1);
        if (this.question.isHopeful(this.possibleAt(next))) queue.push(next);
      }
    }
    if (this.question.isEmptyAllowed) yield* this.nameAt(start);
    // Characters that are canonical one by one and not side by side: another name of that kind may be.
    if (this.hasLostNames) throw new OutOfBudget();
  }

  private *following({ states, name }: Place): Generator<Place, void> {
    for (const { index, sample, isWhiteSpace } of this.characters) {
      if (isWhiteSpace && name === '') continue;
      yield {
        states: states.map((state, i) => (this.automata[i] as GlobDfa).next(state, index)),
        name: name + sample,
        endsInWhiteSpace: isWhiteSpace,
      };
    }
  }

  private *nameAt({ states, name }: Place): Generator<FoundName, void> {
    const verdicts = this.question.sets.map(
      (set, i) => set.isAll || this.someMember(i, (dfa, place) => dfa.accepts(states[place] as number)),
    );
    if (!this.question.isHopeful(verdicts.map((verdict) => (verdict ? TRUE : FALSE)))) return;
    if (canonicalName(name) === name) yield { name, verdicts };
    else this.hasLostNames = true;
  }

  private possibleAt({ states }: Place): readonly TruthMask[] {
    return this.question.sets.map((set, i) => {
      if (set.isAll || this.someMember(i, (dfa, place) => dfa.isUniversal(states[place] as number)))
        return TRUE;
      return this.someMember(i, (dfa, place) => !dfa.isDead(states[place] as number)) ? TRUE | FALSE : FALSE;
    });
  }

  private someMember(set: number, holds: (dfa: GlobDfa, place: number) => boolean): boolean {
    return (this.members[set] as readonly number[]).some((place) =>
      holds(this.automata[place] as GlobDfa, place),
    );
  }
}

function keyOf({ states, endsInWhiteSpace }: Place): string {
  return String.fromCharCode(endsInWhiteSpace ? 1 : 0, ...states);
}
