import type { Json } from '../base/index.ts';
import type { ConditionMap, Dimension, Match, Rule } from '../model/index.ts';
import { compileConditions, createZone, type Atom, type Formula, type Zone } from '../policy/index.ts';
import type { Budget } from './budget.ts';
import { parameterRegions } from './dimensions/parameter-regions.ts';
import type { Region } from './dimensions/region.ts';
import { timeRegions } from './dimensions/time-regions.ts';
import { wordRegions } from './dimensions/word-regions.ts';
import { NameSpace, type NameSet } from './names/name-space.ts';

/** What a rule, an invariant or a question covers: names, and a formula over everything else. */
export interface Box {
  readonly names: Readonly<Record<Dimension, NameSet>>;
  readonly formula: Formula | undefined;
}

/** One thing besides names that atoms see, independent of the others, by its key. */
export type Part =
  | { readonly kind: 'parameter'; readonly key: string }
  | { readonly kind: 'time' }
  | { readonly kind: 'words' }
  | { readonly kind: 'answer'; readonly question: string };

/** What a point has in one part. */
export type Choice =
  | { readonly kind: 'parameter'; readonly key: string; readonly value: Json | undefined }
  | { readonly kind: 'time'; readonly at: number | undefined }
  | { readonly kind: 'words'; readonly description: string }
  | { readonly kind: 'answer'; readonly question: string; readonly answer: boolean | 'unknown' };

function keyOfBox(
  { type, target, agent }: Match,
  conditions: ConditionMap | undefined,
  timezone: string,
): string {
  return JSON.stringify([type, target, agent, conditions ?? null, timezone]);
}

/** All that the boxes of some policies can tell apart. Boxes of one space can be asked about together. */
export class Space {
  readonly names: Readonly<Record<Dimension, NameSpace>> = {
    type: new NameSpace(),
    target: new NameSpace(),
    agent: new NameSpace(),
  };
  private readonly ofRules = new Map<string, Box>();
  private readonly numbers = new Map<Atom, number>();
  private readonly regions = new Map<string, readonly Region<Choice>[]>();

  /** The box of a rule that says the same, if there is one: what must be both true and false needs no search. */
  box(match: Match, conditions: ConditionMap | undefined, zone: Zone): Box {
    const known = this.ofRules.get(keyOfBox(match, conditions, zone.name));
    if (known !== undefined) return known;
    return this.boxOf(match, conditions === undefined ? undefined : compileConditions(conditions, zone));
  }

  /** The box of a rule, with the formula by which the rule is decided. */
  boxOfRule({ match, conditions }: Rule, formula: Formula | undefined, timezone: string): Box {
    const box = this.boxOf(match, formula);
    const key = keyOfBox(match, conditions, timezone);
    if (!this.ofRules.has(key)) this.ofRules.set(key, box);
    return box;
  }

  boxOf(match: Match, formula: Formula | undefined): Box {
    const { type, target, agent } = this.names;
    return {
      names: {
        type: type.setOf(match.type),
        target: target.setOf(match.target),
        agent: agent.setOf(match.agent),
      },
      formula,
    };
  }

  /** What the atoms of one part can be together, each with a choice that makes them so. */
  regionsOf(part: Part, atoms: readonly Atom[], budget: Budget): readonly Region<Choice>[] {
    const key = `${keyOfPart(part)} ${atoms.map((atom) => this.numberOf(atom)).join()}`;
    const known = this.regions.get(key);
    if (known !== undefined) return known;
    const found = regionsOfPart(part, atoms, budget);
    this.regions.set(key, found);
    return found;
  }

  private numberOf(atom: Atom): number {
    const known = this.numbers.get(atom);
    if (known !== undefined) return known;
    this.numbers.set(atom, this.numbers.size);
    return this.numbers.size - 1;
  }
}

export function partOf({ reads }: Atom): Part {
  switch (reads.kind) {
    case 'parameter': {
      const [first] = reads.path.steps;
      return { kind: 'parameter', key: first?.kind === 'key' ? first.key : '' };
    }
    case 'time':
    case 'words':
      return { kind: reads.kind };
    case 'answer':
      return { kind: 'answer', question: reads.question };
  }
}

export function keyOfPart(part: Part): string {
  switch (part.kind) {
    case 'parameter':
      return `parameter ${JSON.stringify(part.key)}`;
    case 'time':
    case 'words':
      return part.kind;
    case 'answer':
      return `answer ${JSON.stringify(part.question)}`;
  }
}

function regionsOfPart(part: Part, atoms: readonly Atom[], budget: Budget): readonly Region<Choice>[] {
  switch (part.kind) {
    case 'parameter':
      return parameterRegions(part.key, atoms, budget).map(({ truths, sample }) => ({
        truths,
        sample: { ...part, value: sample },
      }));
    case 'time':
      return timeRegions(atoms, budget).map(({ truths, sample }) => ({
        truths,
        sample: { ...part, at: sample },
      }));
    case 'words':
      return wordRegions(atoms).map(({ truths, sample }) => ({
        truths,
        sample: { ...part, description: sample },
      }));
    case 'answer':
      return ([true, false, 'unknown'] as const).map((answer) => ({
        truths: atoms.map(() => answer),
        sample: { ...part, answer },
      }));
  }
}

/** The zone of a policy; policies are loaded only with one that the host knows. */
export function zoneOf(timezone: string): Zone {
  return createZone(timezone) as Zone;
}
