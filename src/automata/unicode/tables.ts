import { unionOf, type CodePointSet } from '../code-point-set.ts';
import caseFolding from './case-folding.json' with { type: 'json' };
import generalCategory from './general-category.json' with { type: 'json' };
import lookAlikes from './look-alikes.json' with { type: 'json' };
import properties from './properties.json' with { type: 'json' };
import scriptExtensions from './script-extensions.json' with { type: 'json' };
import scripts from './scripts.json' with { type: 'json' };

/**
 * The version of the Unicode Character Database and of the UTS 39 data in this folder. Normalisation (NFKC) is the
 * JavaScript engine's and may be of another version, which matters for code points assigned in between only.
 */
export const UNICODE_VERSION: string = caseFolding.version;

/** Simple case folding (CaseFolding.txt, C and S): code points that change, with what they change to. */
export const caseFoldings: () => ReadonlyMap<number, number> = once(() => {
  const map = new Map<number, number>();
  const runs = numbers(caseFolding.runs);
  let first = 0;
  for (let i = 0; i < runs.length; i += 4) {
    const [delta, count, step, offset] = runs.slice(i, i + 4) as [number, number, number, number];
    first += delta;
    for (let k = 0; k < count; k += 1) map.set(first + k * step, first + k * step + offset);
  }
  return map;
});

/** The code points whose UTS 39 prototype is one ASCII character, with that character. */
export const asciiPrototypes: () => ReadonlyMap<number, number> = once(() => {
  const map = new Map<number, number>();
  const pairs = numbers(lookAlikes.pairs);
  let codePoint = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    codePoint += pairs[i] as number;
    map.set(codePoint, pairs[i + 1] as number);
  }
  return map;
});

export const defaultIgnorable: () => CodePointSet = once(() => decode(properties.defaultIgnorable));
export const whiteSpace: () => CodePointSet = once(() => decode(properties.whiteSpace));
export const changesWhenNfkcCasefolded: () => CodePointSet = once(() =>
  decode(properties.changesWhenNfkcCasefolded),
);

/** Marks, and what decomposes canonically into something with a mark. */
export const carriesMarks: () => CodePointSet = once(() => decode(properties.carriesMarks));

/** General categories by their short names: `Lu`, and all of one kind such as `L`. */
export const generalCategories: () => ReadonlyMap<string, CodePointSet> = once(() => {
  const categories = decodeAll(generalCategory.ranges);
  const kinds = new Set([...categories.keys()].map((name) => name.charAt(0)));
  for (const kind of kinds) {
    const parts = [...categories].filter(([name]) => name.startsWith(kind)).map(([, set]) => set);
    categories.set(kind, unionOf(parts));
  }
  return categories;
});

/** Scripts by their long names, such as `Greek`. */
export const scriptsByName: () => ReadonlyMap<string, CodePointSet> = once(() => decodeAll(scripts.ranges));

/** Script extensions by the scripts' long names, without Common and Inherited. */
export const scriptExtensionsByName: () => ReadonlyMap<string, CodePointSet> = once(() =>
  decodeAll(scriptExtensions.ranges),
);

function decodeAll(table: Readonly<Record<string, string>>): Map<string, CodePointSet> {
  return new Map(Object.entries(table).map(([name, ranges]) => [name, decode(ranges)]));
}

/** Ranges stored as gap, length, gap, length, ... */
function decode(ranges: string): CodePointSet {
  let edge = 0;
  return numbers(ranges).map((step) => (edge += step));
}

function numbers(text: string): number[] {
  return text.split(' ').map((digits) => parseInt(digits, 36));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
