import fc from 'fast-check';
import type { Json } from '../../src/base/index.ts';
import type { ActionInput } from '../../src/decision/index.ts';
import type { Policy } from '../../src/model/index.ts';

/** An action and the instant at which it is decided. */
export interface Attempt {
  readonly action: ActionInput;
  readonly at: number | undefined;
}

/**
 * Actions that a policy may be about: names made of the words of its globs in every spelling, targets likewise,
 * parameters missing, null, negative and around thresholds, and instants over the whole week.
 */
export function attempts(policy: Policy): fc.Arbitrary<Attempt> {
  const claimed = policy.invariants.flatMap(({ region, except }) => [region, ...except]);
  const ruled = wordsOf(policy.rules.flatMap(({ match }) => match.type));
  const types = fc.oneof(names(ruled), names(wordsOf(claimed.flatMap(({ match }) => match.type))));
  const targets = wordsOf([...policy.rules, ...claimed].flatMap(({ match }) => match.target));
  const action = fc
    .record(
      {
        type: types,
        target: fc.oneof(names([...targets, 'staging']), fc.constantFrom('', 'orders/7')),
        agent: fc.constantFrom('assistant', ''),
        params: fc.record(
          { amount: amounts, count: amounts, sql: queries, query: queries, url: urls },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['type'] },
    )
    .map((parts): ActionInput => parts);
  return fc.record({ action, at: instants });
}

/** The literal words of globs, with every alternative spelled out. */
function wordsOf(globs: readonly string[]): readonly string[] {
  const words = globs.flatMap(spelledOut).flatMap((text) => {
    const parts = text.replace(/\[[^\]]*\]/g, '_').split('*');
    return [parts.join(''), parts.join('_'), ...parts];
  });
  return [...new Set(words.map((word) => word.replace(/^[_.:/ ]+|[_.:/ ]+$/g, '')))].filter(
    (word) => word !== '',
  );
}

function spelledOut(glob: string): readonly string[] {
  const match = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob);
  if (match === null) return [glob];
  const [, before = '', inside = '', after = ''] = match;
  return inside.split(',').flatMap((one) => spelledOut(`${before}${one}${after}`));
}

/** What agents call their tools besides. */
const OTHERS = ['get', 'read', 'list', 'contact', 'order', 'everything', 'admin', 'tool', 'v2', 'frobnicate'];

function names(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc
    .tuple(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...OTHERS)), endings)
    .map(([stem, ending]) => stem + ending);
  const parts = fc.array(word, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(parts, fc.constantFrom('_', '-', '.', '/', ':', ' ', 'camel', 'Pascal', 'UPPER', ''))
    .map(spell);
}

/** Plurals and verb forms. */
const endings = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  fc.constantFrom('s', 'e', 'es', 'ing', 'ed', 'ion'),
);

function spell([words, style]: [readonly string[], string]): string {
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  switch (style) {
    case 'camel':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
    case 'Pascal':
      return words.map(capital).join('');
    case 'UPPER':
      return words.join('_').toUpperCase();
    default:
      return words.join(style);
  }
}

const amounts = fc.oneof(
  fc.constantFrom<Json[]>(
    null,
    0,
    -1,
    -0.01,
    '-5',
    25,
    25.01,
    '25',
    50,
    50.01,
    100,
    100.01,
    '101',
    1e9,
    'much',
    true,
    [7],
  ),
  fc.integer({ min: -200, max: 200 }),
);
const queries = fc.constantFrom<Json[]>(
  null,
  'select 1',
  'DROP TABLE orders',
  'select 1; delete from a',
  'alter\ttable x',
  7,
);
const urls = fc.constantFrom<Json[]>(null, 'https://example.org', 'javascript:1', ' FILE:///x', [
  'javascript:1',
]);

/** Monday to Sunday by quarters of an hour, around every full hour, or no instant at all. */
const instants = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.nat(6), fc.nat(23), fc.constantFrom(0, 1, 30, 59)).map(instant) },
  fc.constant(undefined),
);

function instant([day, hour, minute]: [number, number, number]): number {
  return Date.UTC(2026, 2, 2 + day, hour, minute);
}
