import { canonicalName, type GlobDfa, type NameCharacter } from '../../automata/index.ts';
import { OutOfBudget, type Budget } from '../budget.ts';
import { FALSE, TRUE, type TruthMask } from '../truth-mask.ts';
import type { NameSet, NameSpace } from './name-space.ts';

/** A name, and for each set asked whether it is in it. */
export interface FoundName {
  readonly name: string;
  readonly verdicts: readonly boolean[];
}

/** A set of names, and whether a name is of use that is in it (`TRUE`), that is not (`FALSE`), or either. */
export interface WantedSet {
  readonly set: NameSet;
  readonly useful: TruthMask;
}

/**
 * Canonical names of use that differ in which sets they are in, one of each kind: a walk through the product of the
 * globs' automata, breadth first, so the shortest name of a kind comes first; the empty name comes last, and names that
 * look like others after all that do not.
 */
export function* searchNames(
  space: NameSpace,
  wanted: readonly WantedSet[],
  isEmptyAllowed: boolean,
  budget: Budget,
): Generator<FoundName, void> {
  const seen = new Set<string>();
  for (const withLookAlikes of [false, true]) {
    const walk = new Walk(space, wanted, withLookAlikes, budget);
    if (withLookAlikes && !walk.hasLookAlikes) return;
    for (const found of walk.run(isEmptyAllowed)) {
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
  private readonly wanted: readonly WantedSet[];
  private readonly budget: Budget;
  private readonly automata: readonly GlobDfa[];
  /** By set: the places of its automata. */
  private readonly members: readonly (readonly number[])[];
  /** The characters worth reading: each automaton's own ones, and one for all others. */
  private readonly characters: readonly (NameCharacter & { readonly index: number })[];

  constructor(space: NameSpace, wanted: readonly WantedSet[], withLookAlikes: boolean, budget: Budget) {
    this.wanted = wanted;
    this.budget = budget;
    const globs = [...new Set(wanted.flatMap(({ set }) => set.globs))];
    this.automata = globs.map((glob) => space.automaton(glob));
    this.members = wanted.map(({ set }) => set.globs.map((glob) => globs.indexOf(glob)));
    const { characters } = space.alphabet;
    const isOwn = new Uint8Array(characters.length);
    for (const { own } of this.automata) for (const character of own) isOwn[character] = 1;
    this.hasLookAlikes = characters.some(({ isLookAlike }, index) => isLookAlike && isOwn[index] === 1);
    this.characters = charactersToRead(characters, isOwn, withLookAlikes);
  }

  *run(isEmptyAllowed: boolean): Generator<FoundName, void> {
    const start = {
      states: this.automata.map((automaton) => automaton.start),
      name: '',
      endsInWhiteSpace: false,
    };
    const queue: Place[] = [start];
    // Without the start: a name may lead back to where the empty one is.
    const seen = new Set<string | number>();
    for (let head = 0; head < queue.length; head += 1) {
      const place = queue[head] as Place;
      if (head > 0 && !place.endsInWhiteSpace) yield* this.nameAt(place);
      this.addFollowing(place, queue, seen);
    }
    if (isEmptyAllowed) yield* this.nameAt(start);
    // Characters that are canonical one by one and not side by side: another name of that kind may be.
    if (this.hasLostNames) throw new OutOfBudget();
  }

  private addFollowing({ states, name }: Place, queue: Place[], seen: Set<string | number>): void {
    const next = new Array<number>(states.length);
    for (const { index, sample, isWhiteSpace } of this.characters) {
      if (isWhiteSpace && name === '') continue;
      for (let i = 0; i < next.length; i += 1) {
        next[i] = (this.automata[i] as GlobDfa).next(states[i] as number, index);
      }
      if (!this.isHopeful(next)) continue;
      const key = keyOf(next, isWhiteSpace);
      if (seen.has(key)) continue;
      seen.add(key);
      this.budget.spend(1);
      queue.push({ states: next.slice(), name: name + sample, endsInWhiteSpace: isWhiteSpace });
    }
  }

  private *nameAt({ states, name }: Place): Generator<FoundName, void> {
    const verdicts = this.wanted.map(
      ({ set }, i) =>
        set.isAll ||
        this.members[i]?.some((place) => this.automata[place]?.accepts(states[place] as number)) === true,
    );
    const isOfUse = this.wanted.every(
      ({ useful }, i) => (useful & (verdicts[i] === true ? TRUE : FALSE)) !== 0,
    );
    if (!isOfUse) return;
    if (canonicalName(name) === name) yield { name, verdicts };
    else this.hasLostNames = true;
  }

  /** Whether some continuation may be of use to every set. */
  private isHopeful(states: readonly number[]): boolean {
    return this.wanted.every(({ set, useful }, i) => {
      if (useful === (TRUE | FALSE)) return true;
      if (set.isAll) return useful === TRUE;
      const members = this.members[i] as readonly number[];
      return useful === TRUE
        ? members.some((place) => this.automata[place]?.isDead(states[place] as number) === false)
        : !members.some((place) => this.automata[place]?.isUniversal(states[place] as number) === true);
    });
  }
}

/** Every character that some automaton tells from the others, and the most ordinary one that none does. */
function charactersToRead(
  characters: readonly NameCharacter[],
  isOwn: Uint8Array,
  withLookAlikes: boolean,
): readonly (NameCharacter & { readonly index: number })[] {
  let hasOther = false;
  const chosen: (NameCharacter & { readonly index: number })[] = [];
  for (const [index, character] of characters.entries()) {
    if (character.isLookAlike && !withLookAlikes) continue;
    if (isOwn[index] !== 1) {
      if (hasOther || character.isWhiteSpace) continue;
      hasOther = true;
    }
    chosen.push({ ...character, index });
  }
  return chosen;
}

function keyOf(states: readonly number[], endsInWhiteSpace: boolean): string | number {
  const flag = endsInWhiteSpace ? 1 : 0;
  return states.length === 1 ? 2 * (states[0] as number) + flag : String.fromCharCode(flag, ...states);
}
