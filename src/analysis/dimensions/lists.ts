import type { Json } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import { equalityClaim, type Claim } from './claim.ts';
import { sequencesOf, type Machine } from './sequences.ts';
import { isList, type ValueNode, type ValueSample } from './value-node.ts';
import type { ValueRegion } from './value-regions.ts';

type RegionsOf = (claims: readonly Claim[], budget: Budget) => readonly ValueRegion[];

/** What is settled about a list by its items so far. */
interface Progress {
  /** How many items there are; not counted further than places matter. */
  readonly place: number;
  /** By claim about every item: what they say together, one letter each; `-` before the first item. */
  readonly each: string;
  /** By member looked for: whether it was met. */
  readonly met: string;
  /** By list operand: whether all items so far equal its own. */
  readonly equal: string;
  /** What the claims about items at a place said, in the order of the places. */
  readonly indexed: string;
}

/** Lists that stand for all lists that a node's claims tell apart. */
export function listsFor(node: ValueNode, regionsOf: RegionsOf, budget: Budget): Iterable<ValueSample> {
  const operands = node.values.filter(isList);
  const { each, members, byIndex, lengths } = node;
  if (operands.length + each.length + members.length + byIndex.size + lengths.length === 0)
    return [{ value: [], isOrdinary: true }];
  return Array.from(
    sequencesOf(listMachine(node, operands, regionsOf, budget), lengths, budget),
    ({ symbols, isOrdinary }) => ({ value: symbols, isOrdinary }),
  );
}

function listMachine(
  { each, members, byIndex }: ValueNode,
  operands: readonly (readonly Json[])[],
  regionsOf: RegionsOf,
  budget: Budget,
): Machine<Progress, Json> {
  const memberClaims = members.map(equalityClaim);
  const lastPlace = Math.max(
    0,
    ...[...byIndex.keys()].map((index) => index + 1),
    ...operands.map(({ length }) => length),
  );
  const known = new Map<number, readonly ValueRegion[]>();
  const itemsAt = (place: number): readonly ValueRegion[] => {
    const made =
      known.get(place) ??
      regionsOf(
        [...each, ...memberClaims, ...comparisonsAt(operands, place), ...(byIndex.get(place) ?? [])],
        budget,
      );
    known.set(place, made);
    return made;
  };
  return {
    start: {
      place: 0,
      each: '-'.repeat(each.length),
      met: 'f'.repeat(members.length),
      equal: 't'.repeat(operands.length),
      indexed: '',
    },
    keyOf: ({ place, ...settled }) => [place, ...Object.values(settled)].join('/'),
    movesFrom: (progress) =>
      itemsAt(progress.place).map(({ vector, sample, isOrdinary }) => ({
        symbol: sample,
        state: after(progress, vector, each, operands, lastPlace),
        isOrdinary,
      })),
    outcomeOf: ({ place, each: together, met, equal, indexed }) => {
      const equals = operands.map(({ length }, i) => equal[i] === 't' && length === place);
      return [together, met, equals, indexed].join('/');
    },
    mostOutcomes: Infinity,
  };
}

/** The comparisons of the item at a place with those of longer operands. */
function comparisonsAt(operands: readonly (readonly Json[])[], place: number): readonly Claim[] {
  return operands
    .filter(({ length }) => place < length)
    .map((operand) => equalityClaim(operand[place] as Json));
}

/** What is settled with one item more, given what its claims say in the order in which `itemsAt` lists them. */
function after(
  { place, each, met, equal, indexed }: Progress,
  vector: string,
  claims: readonly Claim[],
  operands: readonly (readonly Json[])[],
  lastPlace: number,
): Progress {
  let at = 0;
  const take = (): string => vector[at++] as string;
  return {
    place: Math.min(place + 1, lastPlace),
    each: claims.map((claim, i) => together(claim, each[i] as string, take())).join(''),
    met: Array.from(met, (was) => (take() === 't' ? 't' : was)).join(''),
    equal: operands
      .map(({ length }, i) => (place < length && take() === 't' ? (equal[i] as string) : 'f'))
      .join(''),
    indexed: indexed + vector.slice(at),
  };
}

/** What a claim about every item says with one item more: see `testAt` and `existsAt` of the policy's paths. */
function together({ sees }: Claim, before: string, item: string): string {
  if (before === '-' || before === item) return item;
  if (sees.kind === 'value') return 'u';
  const decisive = sees.wanted ? 't' : 'f';
  return before === decisive || item === decisive ? decisive : 'u';
}
