import { nearest, type Json } from '../base/index.ts';
import { entryOf, plainValue, readMap, readString, type Located, type LocatedMap } from '../policy/index.ts';
import { mergeParts, type ActionParts } from './action-parts.ts';
import type { SuiteContext } from './suite-context.ts';

/** The keys that say what an action is; `fixture` names parts to begin with. */
export const PART_KEYS = ['fixture', 'type', 'target', 'agent', 'description', 'params'] as const;

/** The parts in a map, over those of the fixture it names. */
export function readParts(map: LocatedMap, context: SuiteContext): ActionParts {
  const fixture = entryOf(map, 'fixture');
  const own = readOwnParts(map, context);
  return fixture === undefined ? own : mergeParts(fixtureNamed(fixture.value, context), own);
}

/** The parts in a map, as a fixture has them. */
export function readOwnParts(map: LocatedMap, context: SuiteContext): ActionParts {
  const params = entryOf(map, 'params');
  return {
    ...readName(map, 'type', context),
    ...readName(map, 'target', context),
    ...readName(map, 'agent', context),
    ...readName(map, 'description', context),
    ...(params === undefined ? {} : readParameters(params.value, context)),
  };
}

function fixtureNamed(node: Located, { fixtures, report }: SuiteContext): ActionParts {
  const name = readString(node, '`fixture`', report);
  if (name === undefined) return {};
  const fixture = fixtures.get(name.value);
  if (fixture !== undefined) return fixture;
  const meant = nearest(name.value, fixtures.keys());
  report('AEG8011', node.range, `there is no fixture \`${name.value}\``, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help:
      fixtures.size === 0
        ? 'the suite has no `fixtures:`'
        : `the fixtures are ${[...fixtures.keys()].map((known) => `\`${known}\``).join(', ')}`,
  });
  return {};
}

/** A name may be empty: an empty target is a target, and an empty type is what a test of that needs. */
function readName(
  map: LocatedMap,
  key: 'type' | 'target' | 'agent' | 'description',
  { report }: SuiteContext,
): ActionParts {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return {};
  if (node.kind === 'scalar' && node.value === '') return { [key]: '' };
  const text = readString(node, `\`${key}\``, report);
  return text === undefined ? {} : { [key]: text.value };
}

function readParameters(node: Located, { report }: SuiteContext): Pick<ActionParts, 'params'> {
  if (node.kind === 'map' && node.entries.length === 0) return { params: {} };
  const map = readMap(node, '`params`', report);
  return map === undefined ? {} : { params: plainValue(map) as { readonly [name: string]: Json } };
}
