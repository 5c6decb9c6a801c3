import { entryOf, type Located, type LocatedMap } from '../policy/index.ts';

/** What `reader` makes of the value of a key, if the map has it. */
export function readEntry<T>(map: LocatedMap, key: string, reader: (value: Located) => T): T | undefined {
  const entry = entryOf(map, key);
  return entry === undefined ? undefined : reader(entry.value);
}
