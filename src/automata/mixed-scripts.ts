import { canonicalName, isAscii } from './canonical-name.ts';
import { partition, type Partition } from './partition.ts';
import { scriptExtensionsByName } from './unicode/tables.ts';

/** Writing systems that mix scripts by nature (UTS 39, section 5.1, augmented script sets). */
const WRITING_SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  Han_with_Bopomofo: ['Han', 'Bopomofo'],
  Japanese: ['Han', 'Hiragana', 'Katakana'],
  Korean: ['Han', 'Hangul'],
};

/**
 * Whether no one script, nor one of the writing systems of Chinese, Japanese and Korean, holds all characters of the
 * canonical name (UTS 39, mixed-script detection). Digits, punctuation and marks belong to every script.
 */
export function hasMixedScripts(name: string): boolean {
  if (isAscii(name)) return false;
  let common: ReadonlySet<string> | undefined;
  for (const character of canonicalName(name)) {
    const systems = systemsOf(character.codePointAt(0) as number);
    if (systems.size === 0) continue;
    common = common === undefined ? systems : new Set([...common].filter((system) => systems.has(system)));
    if (common.size === 0) return true;
  }
  return false;
}

/** The scripts and writing systems that use a code point; none for one that all use. */
function systemsOf(codePoint: number): ReadonlySet<string> {
  const { alphabet, systems } = (tables ??= makeTables());
  return systems[alphabet.classOf(codePoint)] as ReadonlySet<string>;
}

let tables: { readonly alphabet: Partition; readonly systems: readonly ReadonlySet<string>[] } | undefined;

function makeTables(): NonNullable<typeof tables> {
  const scripts = [...scriptExtensionsByName().keys()];
  const alphabet = partition([...scriptExtensionsByName().values()]);
  const systems = alphabet.classes.map((members) => {
    const names = members.map((index) => scripts[index] as string);
    const wider = Object.entries(WRITING_SYSTEMS).filter(([, parts]) =>
      parts.some((part) => names.includes(part)),
    );
    return new Set([...names, ...wider.map(([system]) => system)]);
  });
  return { alphabet, systems };
}
