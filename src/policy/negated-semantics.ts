import type { Located, Range } from './document.ts';

/** Where a `conditions` map has `semantic` within `not`. */
export function negatedSemantics(conditions: Located, isNegated = false): readonly Range[] {
  switch (conditions.kind) {
    case 'scalar':
      return [];
    case 'list':
      return conditions.items.flatMap((item) => negatedSemantics(item, isNegated));
    case 'map':
      return conditions.entries.flatMap(({ key, keyRange, value }) => {
        if (key === 'semantic') return isNegated ? [keyRange] : [];
        if (key === 'not') return negatedSemantics(value, !isNegated);
        return key === 'all' || key === 'any' ? negatedSemantics(value, isNegated) : [];
      });
  }
}
