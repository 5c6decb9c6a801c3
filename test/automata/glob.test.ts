import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalName,
  compileGlobSet,
  foldGlob,
  foldName,
  matchesAllNames,
  parseGlob,
  type Glob,
} from '../../src/automata/index.ts';
import { FactorAutomaton } from '../../src/automata/glob/factor-automaton.ts';
import { spelledOut } from '../../src/automata/glob/factors.ts';
import { globNfa } from '../../src/automata/glob/glob-nfa.ts';
import { LazyDfa } from '../../src/automata/lazy-dfa.ts';
import { naiveGlob, naiveMatches, naiveName, written } from './naive-glob.ts';

function glob(text: string): Glob {
  const parsed = parseGlob(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value;
}

function matches(text: string, name: string): boolean {
  return matching([glob(text)], canonicalName(name)).length > 0;
}

function matching(globs: readonly Glob[], name: string): readonly number[] {
  const set = compileGlobSet(globs);
  return set.members(set.classOf(name));
}

describe('a glob', () => {
  it('matches what a naive backtracking matcher matches', () => {
    fc.assert(
      fc.property(naiveGlob, fc.array(naiveName, { minLength: 1, maxLength: 8 }), (nodes, names) => {
        const set = compileGlobSet([glob(written(nodes))]);
        const matched = names.filter((name) => set.members(set.classOf(name)).length > 0);
        expect(matched).toEqual(names.filter((name) => naiveMatches(nodes, name)));
      }),
      { numRuns: 4000 },
    );
  });

  it('means the same to the general automaton as to the one for factors', () => {
    fc.assert(
      fc.property(naiveGlob, fc.array(naiveName, { minLength: 1, maxLength: 8 }), (tree, names) => {
        const { nodes } = glob(written(tree));
        const spellings = spelledOut(nodes);
        fc.pre(spellings !== undefined);
        const factors = new FactorAutomaton(spellings.map((list) => ({ label: 0, factors: list })));
        const general = new LazyDfa(globNfa([{ label: 0, nodes }]), { accept: 'at-end' });
        for (const name of names) expect(factors.run(name).length > 0).toBe(general.run(name).length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['*', '', true],
    ['?', '', false],
    ['?', '😀', true],
    ['a*c', 'a/b:c', true],
    ['*delete*', 'bulk_DELETE_users', true],
    ['{bulk,mass}_*', 'mass_update', true],
    ['delete{,_all}', 'delete', true],
    ['{a,b{c,d}}x', 'bdx', true],
    ['[A-C]x', 'bx', true],
    ['[B-a]x', '_x', true],
    ['[!A]x', 'ax', false],
    ['[!A]x', 'bx', true],
    ['＊x', 'anything_x', false],
    ['＊x', '*x', true],
    ['ｄｅｌｅｔｅ', 'delete', true],
    ['cafe\u0301', 'café', true],
    [' delete ', 'delete', true],
    ['{ read, write}', 'write', true],
    ['a b', 'a b', true],
    ['[ﬁ]x', 'fix', true],
    ['[!ﬁ]x', 'fx', true],
    ['[-a]', '-', true],
    ['[a-]', '-', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a]b', 'a]b', true],
    ['a}b,c', 'a}b,c', true],
    ['{a\\,b,c}', 'a,b', true],
    ['[\u{0}-\u{10ffff}]', '😀', true],
  ])('%j against %j: %s', (text, name, isMatched) => {
    expect(matches(text, name)).toBe(isMatched);
  });

  it('matches all names when it asks for nothing', () => {
    for (const text of ['*', '**', '{*,read}', '{,x}*', '{{*}}'])
      expect(matchesAllNames(glob(text))).toBe(true);
    for (const text of ['?*', '*a', '{a,b}', '{a*,*b}']) expect(matchesAllNames(glob(text))).toBe(false);
  });

  it('keeps the text as it was written', () => {
    expect(glob('Delete_*').text).toBe('Delete_*');
  });

  it('is folded as names are folded', () => {
    const folded = foldGlob(glob('удалить_*'));
    expect(matching([folded], foldName('удалить_файл'))).toEqual([0]);
    expect(matching([foldGlob(glob('*delete*'))], foldName('dеlete'))).toEqual([0]);
    expect(matching([foldGlob(glob('[Т]x'))], foldName('tx'))).toEqual([0]);
    expect(matching([foldGlob(glob('[à-ü]x'))], foldName('ex'))).toEqual([0]);
  });
});

describe('a set of globs', () => {
  const sets = fc.array(naiveGlob, { minLength: 1, maxLength: 6 });
  const names = fc.array(naiveName, { minLength: 1, maxLength: 12 });

  it('gives for a name the globs that match it one by one', () => {
    fc.assert(
      fc.property(sets, names, (trees, list) => {
        const set = compileGlobSet(trees.map((tree) => glob(written(tree))));
        const twice = [...list, ...list];
        expect(twice.map((name) => set.members(set.classOf(name)))).toEqual(
          twice.map((name) => [...trees.keys()].filter((index) => naiveMatches(trees[index]!, name))),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same answers when it forgets all the time', () => {
    fc.assert(
      fc.property(sets, names, (trees, list) => {
        const globs = trees.map((tree) => glob(written(tree)));
        const [roomy, forgetful] = [compileGlobSet(globs), compileGlobSet(globs, 1)];
        for (const name of [...list, ...list]) {
          expect(forgetful.members(forgetful.classOf(name))).toEqual(roomy.members(roomy.classOf(name)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives one number to all names that match the same globs, while the epoch lasts', () => {
    const set = compileGlobSet([glob('delete_*'), glob('*_user')]);
    expect(set.classOf('delete_file')).toBe(set.classOf('delete_row'));
    expect(set.classOf('delete_file')).not.toBe(set.classOf('delete_user'));
    expect(set.members(set.classOf('delete_user'))).toEqual([0, 1]);
    expect(set.epoch).toBe(0);
  });

  it('uses no number twice, and knows those since the epoch before', () => {
    const letters = Array.from('abcdefgh');
    const set = compileGlobSet(
      letters.map((letter) => glob(`*${letter}*`)),
      4,
    );
    const seen = new Map<number, string>();
    let before = { epoch: set.epoch, number: set.classOf('') };
    for (let bits = 0; bits < 256; bits += 1) {
      const name = letters.filter((_, i) => (bits >> i) % 2 === 1).join('');
      const number = set.classOf(name);
      expect(seen.get(number) ?? name).toBe(name);
      seen.set(number, name);
      if (set.epoch - before.epoch <= 1) expect(() => set.members(before.number)).not.toThrow();
      if (set.epoch > before.epoch) before = { epoch: set.epoch, number };
    }
    expect(set.epoch).toBeGreaterThan(10);
  });

  it('takes work linear in the name, and none for globs that do not begin to match', () => {
    const cost = (globs: readonly string[], name: string): number => {
      const lists = globs.flatMap((text, label) =>
        (spelledOut(glob(text).nodes) ?? []).map((factors) => ({ label, factors })),
      );
      const automaton = new FactorAutomaton(lists);
      automaton.run(name);
      return automaton.work;
    };
    const floating = Array.from({ length: 2000 }, (_, i) => `*verb${i}x*noun${i}x*`);
    expect(cost(floating, 'read_the_customer_record')).toBe(
      cost(floating.slice(0, 10), 'read_the_customer_record'),
    );
    expect(cost(['*a*a*a*b'], 'a'.repeat(20_000))).toBeLessThan(2.1 * cost(['*a*a*a*b'], 'a'.repeat(10_000)));
  });

  it('stays linear for globs with `?` and classes', () => {
    const cost = (length: number): number => {
      const nfa = globNfa(
        ['*a?a*[ab]b', '*?b??a*'].map((text, label) => ({ label, nodes: glob(text).nodes })),
      );
      const automaton = new LazyDfa(nfa, { accept: 'at-end' });
      automaton.run('ab'.repeat(length));
      return automaton.work;
    };
    expect(cost(20_000)).toBeLessThan(2.1 * cost(10_000));
  });
});

describe('a glob that looks like another language', () => {
  it.each<[string, string, string]>([
    ['', '', '`*`'],
    [' \u200b', ' \u200b', '`*`'],
    ['x[^a]', '[^', '[!..]'],
    ['!read', '!', '\\!'],
    [' !read', '!', '\\!'],
    ['^read', '^', '\\^'],
    ['read$', '$', '\\$'],
    ['a|b', '|', '{a,b}'],
    ['[a|b]', '|', '{a,b}'],
    ['read\\', '\\', '\\\\'],
    ['\\d', '\\d', '`d`'],
    ['[\\w]', '\\w', '`w`'],
    ['\\é', '\\é', '`é`'],
    ['\\1', '\\1', '`1`'],
    ['a[b', '[', 'close it'],
    ['a[]', '[]', '[\\]]'],
    ['a[!]', '[!]', '`?`'],
    ['a{b', '{', 'close it'],
    ['a{}', '{}', '{a,b}'],
    ['[z-a]', 'z-a', 'a-z'],
    ['[[:alpha:]]', '[:alpha:]', '[a-z0-9]'],
    ['x[\u200b]', '[\u200b]', 'that are meant'],
    ['x'.repeat(1025), 'x'.repeat(1025), 'split it'],
    ['{'.repeat(17) + 'a' + '}'.repeat(17), '{', 'side by side'],
  ])('%j is refused at its place with a remedy', (text, place, remedy) => {
    const parsed = parseGlob(text);
    if (parsed.ok) throw new Error('was accepted');
    const { start, end, help } = parsed.error;
    expect(text.slice(start, end)).toBe(place);
    expect(help).toContain(remedy);
  });

  it('is taken at the limits', () => {
    expect(parseGlob('😀'.repeat(1024)).ok).toBe(true);
    expect(parseGlob(`${'{a,'.repeat(16)}b${'}'.repeat(16)}`).ok).toBe(true);
    expect(parseGlob('a$b^c!d').ok).toBe(true);
  });
});
