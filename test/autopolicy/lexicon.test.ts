import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { generatePolicy } from '../../src/autopolicy/index.ts';
import { decideLine } from './rows.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const lexicon = read('src/autopolicy/lexicon.json') as {
  readonly verbs: Readonly<Record<string, { readonly covers?: readonly string[] }>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
};
const harm = read('src/probe/lexicon.json') as {
  readonly classes: Readonly<
    Record<'destructive', { readonly verbs: readonly string[]; readonly synonyms: readonly string[] }>
  >;
};

describe('the lexicon', () => {
  test('keeps to its schema', () => {
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
      read('specs/lexicon.schema.json') as object,
    );
    expect(validate(lexicon) ? undefined : validate.errors).toBeUndefined();
  });

  test('names only families that there are', () => {
    const named = [
      ...Object.values(lexicon.verbs).flatMap(({ covers }) => covers ?? []),
      ...Object.values(lexicon.groups).flat(),
    ];
    expect(named.filter((name) => !Object.hasOwn(lexicon.verbs, name))).toEqual([]);
  });
});

describe('what the probe takes for destructive', { timeout: 60_000 }, () => {
  const { verbs, synonyms } = harm.classes.destructive;

  /** They end what goes on, which is no delete. */
  const OTHER_ENDS = ['uninstall', 'terminate', 'kill'];

  test.each([
    ['block all deletes', OTHER_ENDS],
    ['destructive actions are forbidden', []],
  ])('is refused by `%s`', (text, but) => {
    const made = generatePolicy(`${text}. everything else is allowed.`, { zones: [] });
    if (!made.ok) throw new Error(text);
    const { policy } = made.value.loaded;
    const words = [...verbs, ...synonyms].map((word) => word.replace(/ /g, '_'));
    const loose = words.filter((word) =>
      [word, `${word}_user`].some((type) => decideLine(policy, type).approval !== 'block'),
    );
    expect(loose.filter((word) => !but.includes(word))).toEqual([]);
  });
});
