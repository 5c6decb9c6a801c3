import type { Json } from '../base/index.ts';
import type { Action, Dimension } from '../model/index.ts';
import type { Atom, Formula } from '../policy/index.ts';
import type { Budget } from './budget.ts';
import { searchNames } from './names/search-names.ts';
import type { Point } from './point.ts';
import { keyOfPart, partOf, type Box, type Choice, type Part, type Space } from './space.ts';
import {
  ANY_TRUTH,
  atomsOf,
  FALSE,
  maskOf,
  possibleTruths,
  TRUE,
  UNKNOWN,
  type TruthMask,
} from './truth-mask.ts';

/** A box, and which truths it may have at the point that is looked for. */
export interface Constraint {
  readonly box: Box;
  readonly allowed: TruthMask;
}

/**
 * A point at which every box has a truth that is allowed; `undefined` is the proof that there is none. Names are chosen
 * first, one after another, then everything else that the boxes still depend on, and each choice is given up as soon as
 * some box can no longer have an allowed truth. Throws `OutOfBudget`.
 */
export function solve(space: Space, constraints: readonly Constraint[], budget: Budget): Point | undefined {
  if (constraints.some(({ allowed }) => allowed === 0)) return undefined;
  return new Search(space, budget).chooseName(0, constraints.map(opened));
}

/** A constraint while names are chosen. */
interface Open extends Constraint {
  /** `unknown` once a name that it needs is not given. */
  readonly isUncertain: boolean;
}

function opened(constraint: Constraint): Open {
  return { ...constraint, isUncertain: false };
}

const ORDER: readonly Dimension[] = ['type', 'target', 'agent'];

type Names = Partial<Record<Dimension, string>>;

class Search {
  private readonly space: Space;
  private readonly budget: Budget;
  private readonly names: Names = {};

  constructor(space: Space, budget: Budget) {
    this.space = space;
    this.budget = budget;
  }

  chooseName(place: number, open: readonly Open[]): Point | undefined {
    const dimension = ORDER[place];
    if (dimension === undefined) return this.chooseRest(open);
    const matters = open.filter(({ box }) => !box.names[dimension].isAll);
    if (matters.length === 0 && dimension !== 'type') {
      this.setName(
        dimension,
        this.space.names[dimension].isMentioned ? ORDINARY_NAMES[dimension] : undefined,
      );
      return this.chooseName(place + 1, open);
    }
    return this.chooseGivenName(place, dimension, open) ?? this.chooseNoName(place, dimension, open);
  }

  private chooseGivenName(place: number, dimension: Dimension, open: readonly Open[]): Point | undefined {
    const wanted = open.map((constraint) => ({
      set: constraint.box.names[dimension],
      useful: usefulVerdicts(constraint, place),
    }));
    if (wanted.some(({ useful }) => useful === 0)) return undefined;
    const names = searchNames(this.space.names[dimension], wanted, dimension !== 'type', this.budget);
    for (const { name, verdicts } of names) {
      this.setName(dimension, name);
      const point = this.chooseName(
        place + 1,
        open.filter((_, i) => verdicts[i] === true),
      );
      if (point !== undefined) return point;
    }
    return undefined;
  }

  /** Not giving a name leaves every box unknown that does not cover all names. */
  private chooseNoName(place: number, dimension: Dimension, open: readonly Open[]): Point | undefined {
    if (dimension === 'type') return undefined;
    this.setName(dimension, undefined);
    const rest = open.map((constraint) =>
      constraint.box.names[dimension].isAll ? constraint : { ...constraint, isUncertain: true },
    );
    return rest.every((constraint) => (usefulVerdicts(constraint, place) & TRUE) !== 0)
      ? this.chooseName(place + 1, rest)
      : undefined;
  }

  private setName(dimension: Dimension, name: string | undefined): void {
    if (name === undefined) Reflect.deleteProperty(this.names, dimension);
    else this.names[dimension] = name;
  }

  private chooseRest(open: readonly Open[]): Point | undefined {
    this.budget.spend(1);
    const formulas: Wanted[] = [];
    for (const { box, allowed, isUncertain } of open) {
      if (box.formula === undefined) {
        if ((allowed & (isUncertain ? UNKNOWN : TRUE)) === 0) return undefined;
      } else
        formulas.push({ formula: box.formula, allowed: isUncertain ? beforeUncertainty(allowed) : allowed });
    }
    const parts = partsOf(formulas, (part, atoms) => this.space.regionsOf(part, atoms, this.budget));
    const choices = this.choose(formulas, parts, 0, new Map());
    return choices === undefined ? undefined : pointOf(this.names, choices);
  }

  /** Chooses a region for each part that the formulas still depend on. */
  private choose(
    formulas: readonly Wanted[],
    parts: readonly PartOfQuestion[],
    place: number,
    known: Map<Atom, TruthMask>,
  ): readonly Chosen[] | undefined {
    const undecided: Wanted[] = [];
    for (const wanted of formulas) {
      const possible = possibleTruths(wanted.formula, (atom) => known.get(atom) ?? initialMask(atom));
      if ((possible & wanted.allowed) === 0) return undefined;
      if ((possible & ~wanted.allowed) !== 0) undecided.push(wanted);
    }
    const part = parts[place];
    if (undecided.length === 0 || part === undefined) return [];
    for (const { truths, sample } of part.regions) {
      this.budget.spend(1);
      for (const [i, atom] of part.atoms.entries()) known.set(atom, maskOf(truths[i] ?? 'unknown'));
      const rest = this.choose(undecided, parts, place + 1, known);
      if (rest !== undefined) return [{ choice: sample, atoms: part.atoms, truths }, ...rest];
    }
    for (const atom of part.atoms) known.delete(atom);
    return undefined;
  }
}

/** What stands for any name, where no box in question asks for one but others do. */
const ORDINARY_NAMES: Readonly<Record<Dimension, string>> = {
  type: 'act',
  target: 'something',
  agent: 'someone',
};

/** Whether the constraint can still be met when the box covers the name of this dimension, and when it does not. */
function usefulVerdicts({ box, allowed, isUncertain }: Open, place: number): TruthMask {
  const isOpen = box.formula !== undefined || ORDER.some((name, i) => i > place && !box.names[name].isAll);
  const mayHold = isOpen || (allowed & (isUncertain ? UNKNOWN : TRUE)) !== 0;
  return (mayHold ? TRUE : 0) | (allowed & FALSE);
}

/** What a formula may be so that, with an unknown name beside it, the whole has an allowed truth. */
function beforeUncertainty(allowed: TruthMask): TruthMask {
  return ((allowed & UNKNOWN) === 0 ? 0 : TRUE | UNKNOWN) | (allowed & FALSE);
}

interface Wanted {
  readonly formula: Formula;
  readonly allowed: TruthMask;
}

interface PartOfQuestion {
  readonly atoms: readonly Atom[];
  readonly regions: ReturnType<Space['regionsOf']>;
}

interface Chosen {
  readonly choice: Choice;
  readonly atoms: readonly Atom[];
  readonly truths: readonly (boolean | 'unknown')[];
}

/** The parts that the formulas read, those with the fewest regions first. */
function partsOf(
  formulas: readonly Wanted[],
  regionsOf: (part: Part, atoms: readonly Atom[]) => PartOfQuestion['regions'],
): readonly PartOfQuestion[] {
  const byKey = new Map<string, { readonly part: Part; readonly atoms: Atom[] }>();
  for (const { formula } of formulas) {
    for (const atom of atomsOf(formula)) {
      const part = partOf(atom);
      const key = keyOfPart(part);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { part, atoms: [atom] });
      else if (!known.atoms.includes(atom)) known.atoms.push(atom);
    }
  }
  return [...byKey.values()]
    .map(({ part, atoms }) => ({ atoms, regions: regionsOf(part, atoms) }))
    .sort((a, b) => a.regions.length - b.regions.length);
}

/** The categories of words are true or false, whatever the action. */
function initialMask({ reads }: Atom): TruthMask {
  return reads.kind === 'words' ? TRUE | FALSE : ANY_TRUTH;
}

function pointOf(names: Names, chosen: readonly Chosen[]): Point {
  const params: Record<string, Json> = {};
  let description = '';
  let at: number | undefined;
  const asked: Point['asked'][number][] = [];
  for (const { choice } of chosen) {
    switch (choice.kind) {
      case 'parameter':
        if (choice.value !== undefined) define(params, choice.key, choice.value);
        break;
      case 'time':
        at = choice.at;
        break;
      case 'words':
        description = choice.description;
        break;
      case 'answer':
        asked.push({ text: choice.question, answer: choice.answer });
    }
  }
  const { type = ORDINARY_NAMES.type, target, agent } = names;
  const action: Action = {
    type,
    ...(target === undefined ? {} : { target }),
    ...(agent === undefined ? {} : { agent }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(description === '' ? {} : { description }),
  };
  return { action, ...(at === undefined ? {} : { at }), asked, assumed: assumedBy(action, chosen) };
}

/** A parameter may have any name, `__proto__` too. */
function define(params: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(params, key, { value, enumerable: true, writable: true, configurable: true });
}

/** What was chosen about words and the names or parameters say otherwise. */
function assumedBy(action: Action, chosen: readonly Chosen[]): ReadonlyMap<Atom, boolean> {
  const assumed = new Map<Atom, boolean>();
  for (const { choice, atoms, truths } of chosen) {
    if (choice.kind !== 'words') continue;
    for (const [i, atom] of atoms.entries()) {
      const truth = truths[i] === true;
      if (atom.test(action, undefined, new Map()) !== truth) assumed.set(atom, truth);
    }
  }
  return assumed;
}
