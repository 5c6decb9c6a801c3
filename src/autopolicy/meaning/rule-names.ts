import type { DraftRule } from './rules.ts';
import type { ActionPhrase, Thing } from '../syntax.ts';

/** A name for each rule: what happens, to what, where, who. */
export function namesOf(rules: readonly DraftRule[]): readonly string[] {
  const taken = new Map<string, number>();
  return rules.map((rule) => {
    const name = nameOf(rule);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

const WORDS = { auto: 'allow', approve: 'ask', block: 'block' } as const;

function nameOf({ approval, from, and }: DraftRule): string {
  const parts = [
    WORDS[approval],
    ...partsOf(from.phrase),
    ...(and === undefined ? [] : ['within', ...partsOf(and.phrase)]),
  ];
  const slug = parts
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/_+$/, '');
  return slug.slice(0, 56).replace(/_+$/, '');
}

function partsOf({ verbs, names, objects, places, agents }: ActionPhrase): readonly string[] {
  const done = names.length > 0 ? names : verbs === 'any' ? [] : verbs.map(({ id, own }) => own ?? id);
  const sides = [...done, ...objects.map(wordOf), ...places.map(wordOf), ...agents.map(wordOf)];
  return sides.length === 0 ? ['everything'] : sides;
}

function wordOf({ words, name, environment }: Thing): string {
  return name ?? environment ?? words.join('_');
}
